import { crdOf } from '../admission/crds';
import { fieldSchema } from '../admission/structural-schema';
import { Kind, kindKey, MeshObject } from '../mesh-object';
import { checkAnnotations } from './annotations';
import { decode, Decoded } from './decode';
import { validateAuthorizationPolicy } from './validate-authorization-policy';
import { validateDestinationRule } from './validate-destination-rule';
import { validateEnvoyFilter } from './validate-envoy-filter';
import { validateGateway } from './validate-gateway';
import { validatePeerAuthentication } from './validate-peer-authentication';
import { validateProxyConfig } from './validate-proxy-config';
import { validateRequestAuthentication } from './validate-request-authentication';
import { validateServiceEntry } from './validate-service-entry';
import { validateSidecar } from './validate-sidecar';
import { validateTelemetry } from './validate-telemetry';
import { validateTrafficExtension } from './validate-traffic-extension';
import { validateVirtualService } from './validate-virtual-service';
import { validateWasmPlugin } from './validate-wasm-plugin';
import { validateWorkloadEntry } from './validate-workload-entry';
import { validateWorkloadGroup } from './validate-workload-group';
import { Faults, ValidationFault } from './validation-fault';

/** Checks a spec; its schema has been applied to it. */
type Validator = (spec: object, object: MeshObject, faults: Faults) => void;

const VALIDATORS: { readonly [kind: string]: Validator } = {
  'networking.istio.io/Gateway': validateGateway,
  'networking.istio.io/VirtualService': validateVirtualService,
  'networking.istio.io/DestinationRule': validateDestinationRule,
  'networking.istio.io/ServiceEntry': validateServiceEntry,
  'networking.istio.io/Sidecar': validateSidecar,
  'networking.istio.io/WorkloadEntry': validateWorkloadEntry,
  'networking.istio.io/WorkloadGroup': validateWorkloadGroup,
  'networking.istio.io/EnvoyFilter': validateEnvoyFilter,
  'networking.istio.io/ProxyConfig': validateProxyConfig,
  'security.istio.io/PeerAuthentication': validatePeerAuthentication,
  'security.istio.io/RequestAuthentication': validateRequestAuthentication,
  'security.istio.io/AuthorizationPolicy': validateAuthorizationPolicy,
  'telemetry.istio.io/Telemetry': validateTelemetry,
  'extensions.istio.io/WasmPlugin': validateWasmPlugin,
  'extensions.istio.io/TrafficExtension': validateTrafficExtension,
};

/** What Istio itself has against an object. */
type Validation = (object: MeshObject) => readonly ValidationFault[];

/**
 * What Istio itself has against an object that an API server took: what its webhook refuses is an error, what it lets through but warns of
 * is a warning. Nothing for objects of other kinds than Istio's.
 *
 * @see https://istio.io/latest/docs/reference/config/analysis/ist0106/
 */
export function validate(object: MeshObject): readonly ValidationFault[] {
  return validationOf(object)?.(object) ?? [];
}

/** The same for many objects of one kind; undefined for other kinds than Istio's. */
export function validationOf(kind: Kind): Validation | undefined {
  const schema = crdOf(kind.group, kind.kind)?.schema();
  const specSchema = schema && fieldSchema(schema, 'spec');
  const key = kindKey(kind);
  if (specSchema === undefined || !Object.hasOwn(VALIDATORS, key)) {
    return undefined;
  }
  const validator = VALIDATORS[key];
  return (object) => {
    const faults = Faults.ofManifest();
    const inSpec = faults.at('spec');
    const spec = decode(specSchema, object.spec, object.keepsSchema, inSpec) as Decoded<object> | undefined;
    if (spec !== undefined && checkAnnotations(object, faults)) {
      validator(spec, object, inSpec);
    }
    return faults.found;
  };
}
