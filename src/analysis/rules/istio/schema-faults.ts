import * as kinds from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { validationOf } from '../../../mesh/validation/validate';
import { ValidationFault } from '../../../mesh/validation/validation-fault';
import { Report } from '../../rule';

/** The kinds that Istio validates. */
export const VALIDATED: readonly Kind[] = [
  kinds.AUTHORIZATION_POLICY,
  kinds.DESTINATION_RULE,
  kinds.ENVOY_FILTER,
  kinds.GATEWAY,
  kinds.PEER_AUTHENTICATION,
  kinds.PROXY_CONFIG,
  kinds.REQUEST_AUTHENTICATION,
  kinds.SERVICE_ENTRY,
  kinds.SIDECAR,
  kinds.TELEMETRY,
  kinds.TRAFFIC_EXTENSION,
  kinds.VIRTUAL_SERVICE,
  kinds.WASM_PLUGIN,
  kinds.WORKLOAD_ENTRY,
  kinds.WORKLOAD_GROUP,
];

interface FaultyObject {
  readonly object: MeshObject;
  readonly faults: readonly ValidationFault[];
}

/** Reports what Istio's validation says of objects, as far as one code goes. */
export function reportFaults(mesh: Mesh, report: Report, code: string): void {
  for (const { object, faults } of mesh.derive(faultyObjects)) {
    for (const { path, message } of faults.filter((fault) => codeOf(fault) === code)) {
      report({ object, path, message: `${object.title}: ${message}` });
    }
  }
}

function codeOf({ code, level }: ValidationFault): string {
  return code ?? (level === 'error' ? 'IST0106' : 'IST0133');
}

function faultyObjects(mesh: Mesh): FaultyObject[] {
  const found: FaultyObject[] = [];
  for (const kind of VALIDATED) {
    const objects = mesh.all(kind);
    const validate = objects.length === 0 ? undefined : validationOf(kind);
    objects.forEach((object) => {
      const faults = object.isAssumed ? undefined : validate?.(object);
      if (faults !== undefined && faults.length > 0) {
        found.push({ object, faults });
      }
    });
  }
  return found;
}
