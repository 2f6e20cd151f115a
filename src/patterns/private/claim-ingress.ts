import { IConstruct } from 'constructs';
import { Backend } from '../../networking/backend';
import { ExportTo } from '../../networking/export-to';
import { Gateway, IGateway } from '../../networking/gateway';
import { Server } from '../../networking/server';
import { VirtualService } from '../../networking/virtual-service';
import { HostRegistry } from '../host-registry';

/** Enters the servers of a Gateway that a pattern has made. */
export function claimServers(owner: IConstruct, gateway: Gateway, servers: readonly Server[]): void {
  const registry = HostRegistry.of(owner);
  for (const { port, protocol, hosts } of servers) {
    registry.claimHosts({ owner, workload: gateway.workload, port, protocol, hosts, gateway });
  }
}

/** Enters what a VirtualService routes at a gateway. */
export function claimRoutes(virtualService: VirtualService, gateway: IGateway, hosts: readonly string[]): void {
  HostRegistry.of(virtualService).claimRoutes({ virtualService, gateway, hosts: [...hosts] });
}

/** Enters what a VirtualService routes inside the mesh: the own hosts of backends, and other hosts. */
export function claimMeshRoutes(
  virtualService: VirtualService,
  backends: readonly Backend[],
  hosts: readonly string[],
  exportTo?: readonly ExportTo[],
): void {
  const context = { owner: virtualService, namespace: virtualService.namespace };
  HostRegistry.of(virtualService).claimRoutes({
    virtualService,
    gateway: Gateway.MESH,
    hosts: [...backends.map((backend) => backend._host(context)), ...hosts],
    exportTo: exportTo && [...exportTo],
  });
}
