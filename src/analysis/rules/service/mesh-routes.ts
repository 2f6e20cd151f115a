import { RegisteredPort, RegisteredService } from '../../../mesh/index/services';
import { Protocol } from '../../../kernel/protocol';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { virtualServiceGroupsOf } from '../route/virtual-service-groups';

/** A host of a VirtualService that holds for clients in the mesh alone, and the ports that it has. */
export interface MeshRoute {
  readonly virtualService: MeshObject<VirtualServiceSpec>;
  /** The index of the host. */
  readonly host: number;
  readonly service: RegisteredService;
  /** Its ports but those of UDP; never none. */
  readonly ports: readonly RegisteredPort[];
}

/** The hosts of VirtualServices for the mesh whose ports are known. */
export function meshRoutes(mesh: Mesh): readonly MeshRoute[] {
  return mesh.derive(readMeshRoutes);
}

function readMeshRoutes(mesh: Mesh): MeshRoute[] {
  return virtualServiceGroupsOf(mesh).forMesh.flatMap((virtualService) => {
    const { hosts = [], gateways = [] } = virtualService.spec;
    if (gateways.some((gateway) => gateway !== 'mesh')) {
      return [];
    }
    return hosts.flatMap((name, host) => {
      const fqdn = resolveHost(name, virtualService.namespace, mesh.config.domain);
      const services = mesh.services.visible(fqdn, virtualService.namespace);
      const ports = services.flatMap((service) => service.ports).filter(({ protocol }) => protocol !== Protocol.UDP);
      const isKnown = ports.length > 0 && !services.some(({ source }) => source.isAssumed);
      return isKnown ? [{ virtualService, host, service: services[0], ports }] : [];
    });
  });
}
