import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { MESH } from './bindings';

type VirtualService = MeshObject<VirtualServiceSpec>;

/** The VirtualServices of a mesh by what rules ask of them: most rules are about a few, and need not look at the others. */
export interface VirtualServiceGroups {
  /** Those that sidecars take. */
  readonly forMesh: readonly VirtualService[];
  /** Those that say who sees them. */
  readonly exported: readonly VirtualService[];
  /** Those without hosts, which others may delegate to. */
  readonly delegates: readonly VirtualService[];
  readonly withSeveralHosts: readonly VirtualService[];
  readonly withSeveralHttpRoutes: readonly VirtualService[];
  /** Those that have routes of connections, by TCP or TLS. */
  readonly ofConnections: readonly VirtualService[];
}

/** The VirtualServices of a mesh in groups. */
export function virtualServiceGroupsOf(mesh: Mesh): VirtualServiceGroups {
  return mesh.derive(groupVirtualServices);
}

function groupVirtualServices(mesh: Mesh): VirtualServiceGroups {
  const groups = {
    forMesh: [] as VirtualService[],
    exported: [] as VirtualService[],
    delegates: [] as VirtualService[],
    withSeveralHosts: [] as VirtualService[],
    withSeveralHttpRoutes: [] as VirtualService[],
    ofConnections: [] as VirtualService[],
  };
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    const { hosts, gateways, exportTo, http, tcp, tls } = object.spec;
    const add = (group: VirtualService[], isOfIt: boolean): unknown => isOfIt && group.push(object);
    add(groups.forMesh, gateways === undefined || gateways.length === 0 || gateways.includes(MESH));
    add(groups.exported, exportTo !== undefined && exportTo.length > 0);
    add(groups.delegates, hosts === undefined || hosts.length === 0);
    add(groups.withSeveralHosts, hosts !== undefined && hosts.length > 1);
    add(groups.withSeveralHttpRoutes, http !== undefined && http.length > 1);
    add(groups.ofConnections, (tcp?.length ?? 0) + (tls?.length ?? 0) > 0);
  }
  return groups;
}
