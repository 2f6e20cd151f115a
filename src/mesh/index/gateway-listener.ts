import { MeshObject } from '../mesh-object';
import { Listener, PlacedServer, RejectedServer } from '../semantics/server-merge';
import { GatewaySpec } from '../wire/networking';

/** A server of a Gateway, opened by a workload. */
export type GatewayServer = PlacedServer<MeshObject<GatewaySpec>>;
/** A port of a gateway workload. */
export type GatewayListener = Listener<MeshObject<GatewaySpec>>;
/** A server that a gateway workload does not open. */
export type RejectedGatewayServer = RejectedServer<MeshObject<GatewaySpec>>;

/** `namespace/name` of a Gateway, as VirtualServices name it. */
export function gatewayKey({ namespace, name }: MeshObject): string {
  return `${namespace}/${name}`;
}
