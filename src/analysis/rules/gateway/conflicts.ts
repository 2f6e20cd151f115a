import { GatewayPods, gatewayPodsOf } from '../../../mesh/index/gateway-pods';
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
    const listener = listenerKey(mesh, server);
    const keys = keysOf(server).map((key) => `${listener} ${key}`);
    const before = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    const earlier = [...before].filter((each) => isShared(pods, each, server));
    if (earlier.length > 0) {
      found.push({ server, earlier });
    }
    for (const key of keys) {
      const alike = (byKey.get(key) ?? []).filter(({ selectorText }) => selectorText === server.selectorText);
      if (alike.length < ENOUGH) {
        addTo(byKey, key, server);
      }
    }
  }
  return found;
}

function isShared(pods: GatewayPods, a: PlacedServer, b: PlacedServer): boolean {
  return a.selectorText === b.selectorText || pods.share(a.selector, b.selector);
}

/** Whether Istio's own rule on Gateways that conflict (IST0145) says something of the Gateways of two servers, on the port of both. */
export function isSaidByIstio(a: PlacedServer, b: PlacedServer): boolean {
  const [first, second] = [a.selectorText, b.selectorText];
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
