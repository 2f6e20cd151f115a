import { CUSTOM_RESOURCE_DEFINITION } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { at, listAt, textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Report } from '../../rule';

const GROUP = 'gateway.networking.k8s.io';

/** A CRD of the Gateway API. */
export interface GatewayApiDefinition {
  readonly object: MeshObject;
  /** The kind that it defines. */
  readonly kind: string;
  /** The versions that it serves, in order. */
  readonly served: readonly string[];
}

/** The CRDs of the Gateway API among the manifests. */
function gatewayApiDefinitions(mesh: Mesh): GatewayApiDefinition[] {
  return mesh
    .all(CUSTOM_RESOURCE_DEFINITION)
    .filter(({ spec, isAssumed }) => !isAssumed && textAt(spec, 'group') === GROUP)
    .map((object) => ({
      object,
      kind: textAt(object.spec, 'names', 'kind') ?? '',
      served: listAt(object.spec, 'versions')
        .filter((version) => at(version, 'served') === true)
        .map((version) => textAt(version, 'name') ?? '')
        .sort(byText),
    }));
}

/** Reports the CRDs of some kinds that do not serve a version. */
export function reportUnserved(mesh: Mesh, report: Report, kinds: readonly string[], version: string): void {
  for (const { object, kind, served } of gatewayApiDefinitions(mesh)) {
    if (kinds.includes(kind) && !served.includes(version)) {
      const has = served.length === 0 ? 'none' : served.join(', ');
      report({
        object,
        path: ['spec', 'versions'],
        message: `${object.title} does not serve ${version} of ${kind}, which Istio reads; it serves ${has}`,
      });
    }
  }
}
