// What is public, and nothing else: L1 in the namespace `imports`, everything else at the top.

export * as imports from '../imports';

export { IstioApi, IstioApiVersion } from './kernel/api-version';
export { IIstioResource, IstioResourceProps } from './kernel/istio-resource';
export { PolicyTarget, TargetReferenceOptions } from './kernel/policy-target';
export { Protocol } from './kernel/protocol';
export { StringMatch, StringMatchKind } from './kernel/string-match';

export { AcmeChallenge } from './credentials/acme-challenge';
export { BoundCredential, BoundCredentialProps } from './credentials/bound-credential';
export { CertManagerCredentialProps } from './credentials/cert-manager-credential-props';
export { ICertificateIssuer } from './credentials/certificate-issuer-interface';
export { CertificateIssuer, CertificateIssuerOptions } from './credentials/certificate-issuer';
export { CertificateKey, EcdsaCurve } from './credentials/certificate-key';
export { CertificateStore } from './credentials/certificate-store';
export { ClientCa } from './credentials/client-ca';
export { ClientCertificate } from './credentials/client-certificate';
export { CredentialBindOptions, IBoundCredential, ICredential } from './credentials/credential-interface';
export {
  CredentialSecretProps,
  FileCredentialProps,
  PemCredentialProps,
  SelfSignedCredentialProps,
} from './credentials/credential-props';
export { Credential } from './credentials/credential';
export { ExternalSecretCredentialProps } from './credentials/external-secrets/external-secret-credential-props';
export {
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  ExternalSecretRefreshPolicy,
} from './credentials/external-secrets/external-secret-policies';
export { ExternalSecretStore } from './credentials/external-secrets/external-secret-store';
export { AcmeIssuerProps, ExternalAccount } from './credentials/issuers/acme-issuer-props';
export { AcmeServer, AcmeServerOptions } from './credentials/issuers/acme-server';
export {
  AcmeSolverOptions,
  CnameStrategy,
  Dns01SolverOptions,
  Http01SolverOptions,
  SolverServiceType,
} from './credentials/issuers/acme-solver-options';
export { AcmeSolver } from './credentials/issuers/acme-solver';
export { AwsCredentials } from './credentials/issuers/aws-credentials';
export { AzureIdentity, ServicePrincipalProps } from './credentials/issuers/azure-identity';
export { ChallengeGatewayOptions, ChallengeRoute } from './credentials/issuers/challenge-route';
export { ClusterIssuer } from './credentials/issuers/cluster-issuer';
export {
  AkamaiProps,
  AzureDnsProps,
  AzureEnvironment,
  AzureZoneType,
  CloudDnsProps,
  DnsUpdateProtocol,
  DnsWebhookProps,
  Rfc2136Props,
  Route53Options,
  TsigAlgorithm,
  TsigKey,
} from './credentials/issuers/dns01-provider-props';
export { Dns01Provider } from './credentials/issuers/dns01-provider';
export { CaIssuerOptions, IssuerConfig, SelfSignedIssuerOptions } from './credentials/issuers/issuer-config';
export { IssuerProps } from './credentials/issuers/issuer-props';
export { Issuer } from './credentials/issuers/issuer';
export { SecretKeySelector } from './credentials/issuers/secret-key-selector';
export {
  VaultAppRoleProps,
  VaultAuth,
  VaultAwsProps,
  VaultClientCertificateProps,
  VaultKubernetesProps,
} from './credentials/issuers/vault-auth';
export { VaultIssuerProps } from './credentials/issuers/vault-issuer-props';
export { KeyRotation } from './credentials/key-rotation';
export { LocalCa } from './credentials/local-ca';
export { ClientCertificateProps, LocalCaCredentialProps, LocalCaProps } from './credentials/local-ca-props';
export { Password } from './credentials/password';
export { Pkcs12CredentialProps } from './credentials/pkcs12-credential-props';
export { Redaction } from './credentials/redaction';
export {
  RemoteCertificate,
  RemoteCertificateOptions,
  RemoteKeyPairProps,
  RemotePkcs12Options,
} from './credentials/external-secrets/remote-certificate';
export { EntryDecoding, RemoteEntry, RemoteEntryOptions } from './credentials/external-secrets/remote-entry';
export { RsaKeySize } from './credentials/rsa-key-size';
export { SealedCredentialProps } from './credentials/sealed-credential-props';
export { SealingScope } from './credentials/sealing-scope';
export { SecretForm } from './credentials/secret-form';

export { Backend, BackendOptions, NamedBackendOptions } from './networking/backend';
export { CaptureMode } from './networking/capture-mode';
export { CipherSuite } from './networking/cipher-suite';
export {
  ClientTls,
  ClientTlsOptions,
  FileTlsOptions,
  MutualTlsFilesOptions,
  SimpleTlsOptions,
} from './networking/client-tls';
export { ConnectionPool } from './networking/connection-pool';
export { ConsistentHashAlgorithm, MaglevOptions, RingHashOptions } from './networking/consistent-hash-algorithm';
export { ConsistentHash, ConsistentHashOptions, HashCookie, HashCookieAttribute } from './networking/consistent-hash';
export { CorsMethod, CorsPolicy, UnmatchedPreflights } from './networking/cors-policy';
export {
  DestinationRule,
  DestinationRuleProps,
  DestinationRuleReferenceOptions,
  IDestinationRule,
} from './networking/destination-rule';
export { Destination, DestinationOptions } from './networking/destination';
export { EgressHost, EgressHostOptions } from './networking/egress-host';
export { EgressListener } from './networking/egress-listener';
export { Endpoint, EndpointSettings } from './networking/endpoint';
export { EnvoyApplyTo } from './networking/envoy-filter-apply-to';
export { EnvoyFilterClass } from './networking/envoy-filter-class';
export { EnvoyClusterMatch } from './networking/envoy-filter-cluster-match';
export { EnvoyConfigPatch } from './networking/envoy-filter-config-patch';
export { EnvoyPatchContext } from './networking/envoy-filter-context';
export { EnvoyFilterChainMatch, EnvoyListenerMatch } from './networking/envoy-filter-listener-match';
export { EnvoyMatch, EnvoyMatchOptions, EnvoyWaypointMatchOptions } from './networking/envoy-filter-match';
export { EnvoyAddOptions, EnvoyPatch } from './networking/envoy-filter-patch';
export { EnvoyProxyMatch } from './networking/envoy-filter-proxy-match';
export { EnvoyRouteAction } from './networking/envoy-filter-route-action';
export {
  EnvoyRouteConfigurationMatch,
  EnvoyRouteMatch,
  EnvoyVirtualHostMatch,
} from './networking/envoy-filter-route-match';
export { EnvoyWaypointMatch } from './networking/envoy-filter-waypoint-match';
export { EnvoyFilter, EnvoyFilterProps } from './networking/envoy-filter';
export { ExportTo } from './networking/export-to';
export { FaultAbort } from './networking/fault-abort';
export { FaultDelay } from './networking/fault-delay';
export { GatewayWorkload, GatewayWorkloadProps, IGatewayWorkload } from './networking/gateway-workload';
export { Gateway, GatewayProps, GatewayReferenceOptions, IGateway } from './networking/gateway';
export { GrpcStatus } from './networking/grpc-status';
export { HeaderOperations, HttpHeaders } from './networking/header-operations';
export { H2UpgradePolicy, Http2KeepAlive, HttpConnectionPool } from './networking/http-connection-pool';
export { HttpDirectResponse } from './networking/http-direct-response';
export { HttpFault } from './networking/http-fault';
export { HttpMatchConditions } from './networking/http-match-conditions';
export { HttpMatch } from './networking/http-match';
export { HttpMirror } from './networking/http-mirror';
export {
  HttpRedirect,
  HttpRedirectOptions,
  RedirectCode,
  RedirectPort,
  RedirectScheme,
} from './networking/http-redirect';
export { HttpRetry, HttpRetryOptions } from './networking/http-retry';
export { HttpRewrite, HttpRewriteOptions } from './networking/http-rewrite';
export { HttpForwardOptions, HttpRouteOptions } from './networking/http-route-options';
export { HttpRoute } from './networking/http-route';
export { IngressListener } from './networking/ingress-listener';
export { L4Match } from './networking/l4-match';
export { LoadBalancer, LoadBalancerOptions, WarmupLoadBalancerOptions } from './networking/load-balancer';
export {
  LocalityDistribution,
  LocalityFailover,
  LocalityFailoverOptions,
  LocalityLoadBalancer,
} from './networking/locality-load-balancer';
export {
  AllowAnyOptions,
  OutboundTrafficPolicy,
  OutboundTrafficPolicyOptions,
} from './networking/outbound-traffic-policy';
export { OutlierDetection } from './networking/outlier-detection';
export { PortTrafficPolicy, PortTrafficPolicySettings } from './networking/port-traffic-policy';
export { ProxyImage } from './networking/proxy-config-image';
export { ProxyConfig, ProxyConfigProps } from './networking/proxy-config';
export { ProxyProtocolVersion } from './networking/proxy-protocol-version';
export {
  GrpcProbeOptions,
  HttpProbeOptions,
  ProbeHeader,
  ProbeScheme,
  ReadinessProbe,
  ReadinessProbeOptions,
  TcpProbeOptions,
} from './networking/readiness-probe';
export { RequestFault } from './networking/request-fault';
export { RetryBudget } from './networking/retry-budget';
export { RetryOn } from './networking/retry-on';
export { RouteDestination } from './networking/route-destination';
export { RouteOrder } from './networking/route-order';
export { CertificateFiles, ServerCertificate } from './networking/server-certificate';
export { ClientVerificationOptions, ServerTls, ServerTlsOptions } from './networking/server-tls';
export { Server, ServerOptions } from './networking/server';
export { ServiceEntryLocation } from './networking/service-entry-location';
export { ServiceEntryProps } from './networking/service-entry-props';
export { ServiceEntryResolution } from './networking/service-entry-resolution';
export {
  IServiceEntry,
  ServiceEntry,
  ServiceEntryBackendOptions,
  ServiceEntryReferenceOptions,
} from './networking/service-entry';
export { ServicePort } from './networking/service-port';
export { SidecarPort } from './networking/sidecar-port';
export { Sidecar, SidecarProps } from './networking/sidecar';
export { ISubset, SubsetOptions, SubsetProps } from './networking/subset';
export { TcpConnectionPool, TcpKeepalive } from './networking/tcp-connection-pool';
export { TcpMatch } from './networking/tcp-match';
export { TcpRoute, TcpRouteOptions } from './networking/tcp-route';
export { TlsMatch } from './networking/tls-match';
export { TlsRoute, TlsRouteOptions } from './networking/tls-route';
export { TlsVersion } from './networking/tls-version';
export { TrafficPolicy } from './networking/traffic-policy';
export { Tunnel, TunnelProtocol } from './networking/tunnel';
export { IVirtualService } from './networking/virtual-service-reference';
export { VirtualService, VirtualServiceReferenceOptions } from './networking/virtual-service';
export { VirtualServiceProps } from './networking/virtual-service-props';
export { Warmup } from './networking/warmup';
export { WeightedDestination } from './networking/weighted-destination';
export { WorkloadEntry, WorkloadEntryProps } from './networking/workload-entry';
export { WorkloadGroup, WorkloadGroupProps, WorkloadMetadata } from './networking/workload-group';
export { ZoneAwareLoadBalancer, ZoneAwareLoadBalancerOptions } from './networking/zone-aware-load-balancer';

export { AuthorizationAction } from './security/authorization-action';
export { AuthorizationPolicy, AuthorizationPolicyProps } from './security/authorization-policy';
export { AuthorizationRule, AuthorizationRuleProps } from './security/authorization-rule';
export { ClaimToHeader } from './security/claim-to-header';
export { Condition } from './security/condition';
export { Jwks } from './security/jwks';
export { JwtHeader } from './security/jwt-header';
export { JwtRule } from './security/jwt-rule';
export { MutualTlsMode } from './security/mutual-tls-mode';
export { OperationProps } from './security/operation-props';
export { Operation } from './security/operation';
export { PeerAuthentication, PeerAuthenticationProps } from './security/peer-authentication';
export { RequestAuthentication, RequestAuthenticationProps } from './security/request-authentication';
export { SourceProps } from './security/source-props';
export { Source } from './security/source';

export {
  AccessLog,
  AccessLogOptions,
  AccessLogSettings,
  DisabledAccessLogOptions,
  InheritedAccessLogOptions,
} from './telemetry/access-log';
export { MetricOverride, MetricOverrideOptions, MetricTagOptions } from './telemetry/metric-override';
export { MetricTag } from './telemetry/metric-tag';
export { Metric } from './telemetry/metric';
export { Metrics, MetricsOptions } from './telemetry/metrics';
export { TelemetryMode } from './telemetry/telemetry-mode';
export { Telemetry, TelemetryProps } from './telemetry/telemetry';
export { TracingTag, TracingTagOptions } from './telemetry/tracing-tag';
export { Tracing, TracingOptions } from './telemetry/tracing';

export { ExtensionPhase } from './extensions/extension-phase';
export { ExtensionProps } from './extensions/extension-props';
export { Extension } from './extensions/extension';
export { TrafficExtension, TrafficExtensionProps } from './extensions/traffic-extension';
export { TrafficMode } from './extensions/traffic-mode';
export { TrafficSelector } from './extensions/traffic-selector';
export { WasmConfig } from './extensions/wasm-config';
export { WasmEnv } from './extensions/wasm-env';
export { WasmFailStrategy } from './extensions/wasm-fail-strategy';
export { WasmPluginType } from './extensions/wasm-plugin-type';
export { WasmPlugin, WasmPluginProps } from './extensions/wasm-plugin';
export { WasmPullPolicy } from './extensions/wasm-pull-policy';

export { AccessLogFormat } from './patterns/access-log-format';
export { AccessLogProvider, FileAccessLogOptions, OtelAccessLogOptions } from './patterns/access-log-provider';
export { AccessLogging, AccessLoggingProps } from './patterns/access-logging';
export { AllowOnly, AllowOnlyProps } from './patterns/allow-only';
export { AllowedCaller, AllowedCallerOptions, AllowedServiceAccountOptions } from './patterns/allowed-caller';
export { BlueGreenProps } from './patterns/blue-green-props';
export { BlueGreen } from './patterns/blue-green';
export { CanaryProps, CanarySubset } from './patterns/canary-props';
export { Canary } from './patterns/canary';
export { ClientCertificateOptions, ClientCertificates } from './patterns/client-certificates';
export { Colour } from './patterns/colour';
export { AmbientOptions, DataPlane } from './patterns/data-plane';
export { DelegatedRoutes, DelegatedRoutesProps } from './patterns/delegated-routes';
export { DisruptionBudget } from './patterns/disruption-budget';
export { EgressGateway } from './patterns/egress-gateway';
export { ExternalServiceEgress, ExternalServiceProps } from './patterns/external-service-props';
export { ExternalService } from './patterns/external-service';
export { ExternalTrafficPolicy } from './patterns/external-traffic-policy';
export { FaultInjection, FaultInjectionProps } from './patterns/fault-injection';
export { FaultTarget, IFaultTarget } from './patterns/fault-target';
export { GatewayDeploymentOverrides, GatewayDeploymentProps } from './patterns/gateway-deployment-props';
export { GatewayDeployment } from './patterns/gateway-deployment';
export { GatewayPort } from './patterns/gateway-port';
export { GatewayResources } from './patterns/gateway-resources';
export { AutomaticScaleOptions, GatewayScale } from './patterns/gateway-scale';
export { GatewayServiceOptions } from './patterns/gateway-service-options';
export { GatewayServiceType } from './patterns/gateway-service-type';
export { GrpcIngress, GrpcIngressProps } from './patterns/grpc-ingress';
export { GrpcMatch } from './patterns/grpc-match';
export { HostClaim, RouteClaim } from './patterns/host-claim';
export { HostRegistry } from './patterns/host-registry';
export { IgnoredDifference } from './patterns/ignored-difference';
export { IngressGateway } from './patterns/ingress-gateway';
export { IngressObjectNames, IngressObjectsProps } from './patterns/ingress-objects';
export { IngressRouteOptions } from './patterns/ingress-route';
export { JwtAuthProps } from './patterns/jwt-auth-props';
export { JwtAuth } from './patterns/jwt-auth';
export { MeshConfigFragment } from './patterns/mesh-config-fragment';
export { MeshDefaults } from './patterns/mesh-defaults';
export { MeshNamespace, MeshNamespaceProps } from './patterns/mesh-namespace';
export { MeshRouteOptions, MeshRoutePolicies } from './patterns/mesh-route';
export { MeshServiceNames, MeshServiceOptions } from './patterns/mesh-service-options';
export { MeshServiceProps, MeshSubset } from './patterns/mesh-service-props';
export { MeshService } from './patterns/mesh-service';
export { MetricsReporting, MetricsReportingProps } from './patterns/metrics-reporting';
export { MtlsScope, WorkloadsScopeOptions } from './patterns/mtls-scope';
export { PassthroughIngress, PassthroughIngressProps } from './patterns/passthrough-ingress';
export { Pin } from './patterns/pin';
export { PlainHttp } from './patterns/plain-http';
export { RequestTracing, RequestTracingProps } from './patterns/request-tracing';
export { RequiredClaim } from './patterns/required-claim';
export { RolloutController } from './patterns/rollout-controller';
export { IngressSubset, SecureIngressNames, SecureIngressProps } from './patterns/secure-ingress-props';
export { SecureIngress } from './patterns/secure-ingress';
export { SharedGatewayProps, SharedHosts } from './patterns/shared-gateway-props';
export { SharedGateway } from './patterns/shared-gateway';
export { StrictMtls, StrictMtlsProps } from './patterns/strict-mtls';
export { TcpIngress, TcpIngressProps } from './patterns/tcp-ingress';
export { TelemetryPlacement } from './patterns/telemetry-placement';
export {
  MutualTlsFilesOriginationOptions,
  MutualTlsOriginationOptions,
  TlsOrigination,
  TlsOriginationOptions,
} from './patterns/tls-origination';
export { TracingProvider, TracingProviderOptions } from './patterns/tracing-provider';

export { ManifestPlace } from './mesh/manifest-place';
export { Mesh } from './mesh/mesh';
export { MeshOptions } from './mesh/mesh-options';
export { YamlSource } from './mesh/yaml-source';

export { AnalysisOptions, AttachedAnalysisOptions } from './analysis/analysis-options';
export { AnalysisReport, AnalysisReportProps, CheckRun, InternalError } from './analysis/analysis-report';
export { Finding } from './analysis/finding';
export { IstioAnalysis } from './analysis/istio-analysis';
export { IstioValidation } from './analysis/istio-validation';
export { PlainKeys } from './analysis/plain-keys';
export { Severity } from './analysis/severity';
export { Suppression } from './analysis/suppression';
export { Client } from './simulation/client';
export { HttpVersion } from './simulation/http-version';
export { Request, RequestOptions } from './simulation/request';
export { ConnectionResult } from './traffic/connection-result';
export { PolicyVerdict } from './traffic/policy-verdict';
export { CoveredRoute, RouteCoverage } from './traffic/route-coverage';
export { Simulator } from './traffic/simulator';
export { TraceDestination } from './traffic/trace-destination';
export { TraceAccessLog, TraceOutcome, TraceUpstream } from './traffic/trace-outcome';
export { TracePolicy, TraceRetries } from './traffic/trace-policy';
export { FailedTraceRoute, RejectedTraceServer, TraceRoute, UnreachableTraceRoute } from './traffic/trace-route';
export { Trace } from './traffic/trace';
export { RequestResult, TrafficReport } from './traffic/traffic-report';
export { TrafficResult } from './traffic/traffic-result';
export { TrafficSuite } from './traffic/traffic-suite';
export { TrafficTest } from './traffic/traffic-test';
export { MeshDiff } from './diff/mesh-diff';
export { OrderDependence, OrderProof } from './diff/order-proof';
export { ObjectChange, ObjectChangeType, OutcomeDifference, TrafficChange } from './diff/traffic-change';
export { DiffFormat } from './report/diff-format';
export { DiffWriter, DiffWriterOptions } from './report/diff-writer';
export { TrafficFormat } from './report/traffic-format';
export { TrafficWriter, TrafficWriterOptions } from './report/traffic-writer';
export { ReportFormat } from './report/report-format';
export { ReportOptions, ReportWriter } from './report/report-writer';

export { DiagramFinding } from './diagram/diagram-finding';
export { DiagramOptions } from './diagram/diagram-options';
export { Diagram } from './diagram/diagram';
export { EdgeKind } from './diagram/edge-kind';
export { GraphEdge } from './diagram/graph-edge';
export { GraphNode } from './diagram/graph-node';
export { GraphOptions } from './diagram/graph-options';
export { MeshGraph } from './diagram/mesh-graph';
export { NodeKind } from './diagram/node-kind';
