import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { serverHostsOf } from '../../../mesh/index/server-hosts';
import { GATEWAY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { resolveGatewayReference } from '../../../mesh/semantics/short-name';
import { GatewaySpec, Server, VirtualServiceSpec } from '../../../mesh/wire/networking';

type VirtualService = MeshObject<VirtualServiceSpec>;
type Gateway = MeshObject<GatewaySpec>;

/** The sidecars, as a VirtualService refers to them. */
export const MESH = 'mesh';

/** What a VirtualService is attached to. */
export interface Bindings {
  /** Whether the sidecars take it. */
  readonly isMesh: boolean;
  /** The Gateways that are known. */
  readonly gateways: readonly Gateway[];
  /** Whether these are all Gateways that it names; those that are missing, or not Istio's, may have any server. */
  readonly isComplete: boolean;
}

/** What a VirtualService is attached to; nothing, where it is a delegate. */
export function bindingsOf(mesh: Mesh, object: VirtualService): Bindings {
  return mesh.deriveOf(object, bind);
}

const UNBOUND: Bindings = Object.freeze({ isMesh: false, gateways: [], isComplete: false });

function bind(mesh: Mesh, object: VirtualService): Bindings {
  const { hosts = [], gateways = [] } = object.spec;
  if (hosts.length === 0) {
    return UNBOUND;
  }
  const known: Gateway[] = [];
  let isMesh = gateways.length === 0;
  let isComplete = true;
  for (const reference of gateways) {
    const gateway = reference === MESH ? undefined : gatewayOf(mesh, object, reference);
    if (reference === MESH) {
      isMesh = true;
    } else if (gateway === undefined || gateway.isAssumed) {
      isComplete = false;
    } else if (!known.includes(gateway)) {
      known.push(gateway);
    }
  }
  return { isMesh, gateways: known, isComplete };
}

/** The Gateway that a VirtualService means by a reference. */
export function gatewayOf(mesh: Mesh, { namespace }: VirtualService, reference: string): Gateway | undefined {
  const resolved = resolveGatewayReference(reference, namespace);
  return mesh.get(GATEWAY, resolved.namespace, resolved.name);
}

/** A reference to a Gateway in full, so that two ways to write one are the same. */
export function fullReference({ namespace }: VirtualService, reference: string): string {
  if (reference === MESH) {
    return MESH;
  }
  const resolved = resolveGatewayReference(reference, namespace);
  return `${resolved.namespace}/${resolved.name}`;
}

/** The servers of a Gateway that take a VirtualService for one of its hosts. */
export function serversFor(mesh: Mesh, gateway: Gateway, { spec, namespace }: VirtualService): readonly Server[] {
  const taken = mesh.deriveOf(gateway, serverHostsOf);
  const { hosts = [] } = spec;
  const indexes =
    hosts.length === 1
      ? taken.taking(hosts[0], namespace)
      : [...new Set(hosts.flatMap((host) => taken.taking(host, namespace)))].sort((a, b) => a - b);
  const servers = gateway.spec.servers ?? [];
  return indexes.map((index) => servers[index]);
}

/** The servers of all Gateways that are known to take a VirtualService for one of its hosts. */
export function allServersFor(mesh: Mesh, object: VirtualService): readonly Server[] {
  return mesh.deriveOf(object, findServers);
}

function findServers(mesh: Mesh, object: VirtualService): readonly Server[] {
  const { gateways } = bindingsOf(mesh, object);
  return gateways.length === 1
    ? serversFor(mesh, gateways[0], object)
    : gateways.flatMap((gateway) => serversFor(mesh, gateway, object));
}

/** The namespaces of the pods of the Gateways that a VirtualService is attached to; none where no pods are known. */
export function gatewayNamespacesOf(mesh: Mesh, object: VirtualService): readonly string[] {
  return mesh.deriveOf(object, findGatewayNamespaces);
}

function findGatewayNamespaces(mesh: Mesh, object: VirtualService): readonly string[] {
  return namespacesOfPods(mesh, bindingsOf(mesh, object).gateways);
}

/** The namespaces of the pods of Gateways, in order; none where no pods are known. */
export function namespacesOfPods(mesh: Mesh, gateways: readonly Gateway[]): readonly string[] {
  const pods = mesh.derive(gatewayPodsOf);
  const namespaces = gateways.map(({ spec }) => pods.namespaces(spec.selector ?? {}));
  return namespaces.length === 1 ? namespaces[0] : [...new Set(namespaces.flat())].sort();
}

/** Who sees a VirtualService. */
export function exportToOf(mesh: Mesh, { spec }: VirtualService): readonly string[] {
  const { exportTo = [] } = spec;
  return exportTo.length === 0 ? mesh.config.defaultVirtualServiceExportTo : exportTo;
}
