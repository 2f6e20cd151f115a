import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { GATEWAY } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { TextMap } from '../../../mesh/wire/json';
import { GatewaySpec } from '../../../mesh/wire/networking';

/** Gateways with the same selector, of which there are thousands in some meshes. */
export interface SelectingGateways {
  readonly selector: TextMap;
  /** The selector as a text; '' where it selects everything. */
  readonly text: string;
  /** Never none. */
  readonly gateways: readonly MeshObject<GatewaySpec>[];
}

/** The Gateways of a mesh by their selectors. */
export function gatewaysBySelector(mesh: Mesh): readonly SelectingGateways[] {
  return mesh.derive(groupBySelector);
}

function groupBySelector(mesh: Mesh): SelectingGateways[] {
  const pods = mesh.derive(gatewayPodsOf);
  const groups = new Map<string, MeshObject<GatewaySpec>[]>();
  mesh.all(GATEWAY).forEach((gateway) => addTo(groups, pods.textOf(gateway.spec.selector ?? {}), gateway));
  return [...groups].map(([text, gateways]) => ({ selector: gateways[0].spec.selector ?? {}, text, gateways }));
}
