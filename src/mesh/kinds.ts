import { Kind } from './mesh-object';
import { TrafficExtensionSpec, WasmPluginSpec } from './wire/extensions';
import {
  DestinationRuleSpec,
  EnvoyFilterSpec,
  GatewaySpec,
  ProxyConfigSpec,
  ServiceEntrySpec,
  SidecarSpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
  WorkloadGroupSpec,
} from './wire/networking';
import { AuthorizationPolicySpec, PeerAuthenticationSpec, RequestAuthenticationSpec } from './wire/security';
import { TelemetrySpec } from './wire/telemetry';

const NETWORKING = 'networking.istio.io';
const SECURITY = 'security.istio.io';

export const GATEWAY: Kind<GatewaySpec> = { group: NETWORKING, kind: 'Gateway' };
export const VIRTUAL_SERVICE: Kind<VirtualServiceSpec> = { group: NETWORKING, kind: 'VirtualService' };
export const DESTINATION_RULE: Kind<DestinationRuleSpec> = { group: NETWORKING, kind: 'DestinationRule' };
export const SERVICE_ENTRY: Kind<ServiceEntrySpec> = { group: NETWORKING, kind: 'ServiceEntry' };
export const SIDECAR: Kind<SidecarSpec> = { group: NETWORKING, kind: 'Sidecar' };
export const WORKLOAD_ENTRY: Kind<WorkloadEntrySpec> = { group: NETWORKING, kind: 'WorkloadEntry' };
export const WORKLOAD_GROUP: Kind<WorkloadGroupSpec> = { group: NETWORKING, kind: 'WorkloadGroup' };
export const ENVOY_FILTER: Kind<EnvoyFilterSpec> = { group: NETWORKING, kind: 'EnvoyFilter' };
export const PROXY_CONFIG: Kind<ProxyConfigSpec> = { group: NETWORKING, kind: 'ProxyConfig' };
export const PEER_AUTHENTICATION: Kind<PeerAuthenticationSpec> = { group: SECURITY, kind: 'PeerAuthentication' };
export const REQUEST_AUTHENTICATION: Kind<RequestAuthenticationSpec> = {
  group: SECURITY,
  kind: 'RequestAuthentication',
};
export const AUTHORIZATION_POLICY: Kind<AuthorizationPolicySpec> = { group: SECURITY, kind: 'AuthorizationPolicy' };

/** Istio's kinds that say what becomes of requests, all of whose spec counts for it. */
export const TRAFFIC_KINDS: readonly Kind[] = [
  GATEWAY,
  VIRTUAL_SERVICE,
  DESTINATION_RULE,
  SERVICE_ENTRY,
  SIDECAR,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  AUTHORIZATION_POLICY,
];

export const TELEMETRY: Kind<TelemetrySpec> = { group: 'telemetry.istio.io', kind: 'Telemetry' };
export const WASM_PLUGIN: Kind<WasmPluginSpec> = { group: 'extensions.istio.io', kind: 'WasmPlugin' };
export const TRAFFIC_EXTENSION: Kind<TrafficExtensionSpec> = { group: 'extensions.istio.io', kind: 'TrafficExtension' };

const GATEWAY_API = 'gateway.networking.k8s.io';
export const KUBERNETES_GATEWAY: Kind = { group: GATEWAY_API, kind: 'Gateway' };
export const HTTP_ROUTE: Kind = { group: GATEWAY_API, kind: 'HTTPRoute' };
export const GRPC_ROUTE: Kind = { group: GATEWAY_API, kind: 'GRPCRoute' };
export const TLS_ROUTE: Kind = { group: GATEWAY_API, kind: 'TLSRoute' };
export const TCP_ROUTE: Kind = { group: GATEWAY_API, kind: 'TCPRoute' };
export const LISTENER_SET: Kind = { group: GATEWAY_API, kind: 'ListenerSet' };
export const REFERENCE_GRANT: Kind = { group: GATEWAY_API, kind: 'ReferenceGrant' };

export const NAMESPACE: Kind = { group: '', kind: 'Namespace' };
export const SERVICE: Kind = { group: '', kind: 'Service' };
export const SECRET: Kind = { group: '', kind: 'Secret' };
export const SERVICE_ACCOUNT: Kind = { group: '', kind: 'ServiceAccount' };
export const CONFIG_MAP: Kind = { group: '', kind: 'ConfigMap' };
export const POD: Kind = { group: '', kind: 'Pod' };
export const CERTIFICATE: Kind = { group: 'cert-manager.io', kind: 'Certificate' };
export const ISSUER: Kind = { group: 'cert-manager.io', kind: 'Issuer' };
export const CLUSTER_ISSUER: Kind = { group: 'cert-manager.io', kind: 'ClusterIssuer' };
export const EXTERNAL_SECRET: Kind = { group: 'external-secrets.io', kind: 'ExternalSecret' };
export const SEALED_SECRET: Kind = { group: 'bitnami.com', kind: 'SealedSecret' };
export const INGRESS: Kind = { group: 'networking.k8s.io', kind: 'Ingress' };
export const DEPLOYMENT: Kind = { group: 'apps', kind: 'Deployment' };
export const MUTATING_WEBHOOK_CONFIGURATION: Kind = {
  group: 'admissionregistration.k8s.io',
  kind: 'MutatingWebhookConfiguration',
};
export const VALIDATING_WEBHOOK_CONFIGURATION: Kind = {
  group: 'admissionregistration.k8s.io',
  kind: 'ValidatingWebhookConfiguration',
};
export const CUSTOM_RESOURCE_DEFINITION: Kind = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

/** Kinds whose pods run a workload, with the place of the pod's template in their manifest. */
export const WORKLOAD_KINDS: readonly (Kind & { readonly template: readonly string[] })[] = [
  { ...POD, template: [] },
  { ...DEPLOYMENT, template: ['spec', 'template'] },
  { group: 'apps', kind: 'StatefulSet', template: ['spec', 'template'] },
  { group: 'apps', kind: 'DaemonSet', template: ['spec', 'template'] },
  { group: 'apps', kind: 'ReplicaSet', template: ['spec', 'template'] },
  { group: '', kind: 'ReplicationController', template: ['spec', 'template'] },
  { group: 'batch', kind: 'Job', template: ['spec', 'template'] },
  { group: 'batch', kind: 'CronJob', template: ['spec', 'jobTemplate', 'spec', 'template'] },
  { group: 'argoproj.io', kind: 'Rollout', template: ['spec', 'template'] },
];
