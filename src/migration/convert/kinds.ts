import { AUTHORIZATION_POLICY } from './authorization-policy';
import { DESTINATION_RULE } from './destination-rule';
import { ENVOY_FILTER } from './envoy-filter';
import { TRAFFIC_EXTENSION, WASM_PLUGIN } from './extensions';
import { GATEWAY } from './gateway';
import { KindConverter } from './kind';
import { PEER_AUTHENTICATION } from './peer-authentication';
import { PROXY_CONFIG } from './proxy-config';
import { REQUEST_AUTHENTICATION } from './request-authentication';
import { SERVICE_ENTRY } from './service-entry';
import { SIDECAR } from './sidecar';
import { TELEMETRY } from './telemetry';
import { VIRTUAL_SERVICE } from './virtual-service';
import { WORKLOAD_ENTRY } from './workload-entry';
import { WORKLOAD_GROUP } from './workload-group';

/** One converter for each of Istio's kinds. */
const CONVERTERS: readonly KindConverter[] = [
  GATEWAY,
  VIRTUAL_SERVICE,
  DESTINATION_RULE,
  SERVICE_ENTRY,
  SIDECAR,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
  ENVOY_FILTER,
  PROXY_CONFIG,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  AUTHORIZATION_POLICY,
  TELEMETRY,
  WASM_PLUGIN,
  TRAFFIC_EXTENSION,
];

/** The converter for objects of this kind, whatever the version. */
export function converterOf(apiVersion: string, kind: string): KindConverter | undefined {
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  return CONVERTERS.find((converter) => converter.kind === kind && converter.group === group);
}
