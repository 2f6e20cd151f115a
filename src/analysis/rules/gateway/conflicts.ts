import { gatewayPodsOf, textOfSelector } from '../../../mesh/index/gateway-pods';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { listenerKey, PlacedServer, serversOf } from './servers';

/** Servers that share a listener of the same pods. */
export interface Neighbours {
  readonly server: PlacedServer;
  /** Those that Istio may take before it. */
  readonly earlier: readonly PlacedServer[];
}

/** Of thousands of Gateways on one port, the first ones tell whether another is in conflict with them. */
const ENOUGH = 10;

/** Each server of a mesh with those before it that share its listener and, where a key is given, the key. */
export function neighboursIn(mesh: Mesh, keysOf: (server: PlacedServer) => readonly string[]): readonly Neighbours[] {
  const pods = mesh.derive(gatewayPodsOf);
  const byKey = new Map<string, PlacedServer[]>();
  const found: Neighbours[] = [];
  for (const server of serversOf(mesh)) {
    const keys = keysOf(server).map((key) => `${listenerKey(mesh, server)} ${key}`);
    const before = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    const earlier = [...before].filter((each) => pods.share(each.selector, server.selector));
    if (earlier.length > 0) {
      found.push({ server, earlier });
    }
    for (const key of keys) {
      const known = byKey.get(key) ?? [];
      if (
        known.filter(({ selector }) => textOfSelector(selector) === textOfSelector(server.selector)).length < ENOUGH
      ) {
        addTo(byKey, key, server);
      }
    }
  }
  return found;
}

/** Whether Istio's own rule on Gateways that conflict (IST0145) says something of the Gateways of two servers, on the port of both. */
export function isSaidByIstio(a: PlacedServer, b: PlacedServer): boolean {
  const [first, second] = [textOfSelector(a.selector), textOfSelector(b.selector)];
  return (
    a.object !== b.object &&
    a.server.port.number === b.server.port.number &&
    (first.includes(second) || second.includes(first)) &&
    claimsOf(a).some((claim) => claimsOf(b).includes(claim))
  );
}

/** The hosts of a Gateway on the port of one of its servers, in the words in which they are written. */
function claimsOf({ object, server: { port } }: PlacedServer): string[] {
  const servers = (object.spec.servers ?? []).filter((each) => each.port.number === port.number);
  return servers.flatMap(({ hosts, bind = '' }) => hosts.map((host) => `${bind} ${host}`));
}
