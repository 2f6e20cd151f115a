import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { Workload } from '../../../mesh/index/workloads';
import { addTo, Repetitions } from '../../../mesh/lists';
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

/** Each server of a mesh that has keys, with those before it that share its listener and one of the keys. */
export function neighboursIn(mesh: Mesh, keysOf: (server: PlacedServer) => readonly string[]): readonly Neighbours[] {
  const repeated = repeatedKeys(mesh, keysOf);
  if (repeated.size === 0) {
    return [];
  }
  const sharing = mesh.derive(sharingSelectors);
  const placed = new Map<string, PlacedServer[]>();
  const positions = new Map<PlacedServer, number>();
  const neighbours: Neighbours[] = [];
  for (const { server, listener } of listeningServers(mesh)) {
    const keys = keysOf(server).filter((key) => repeated.has(key));
    if (keys.length === 0) {
      continue;
    }
    const { selectorText } = server;
    const selectors = sharing.get(selectorText) ?? [selectorText];
    const earlier = keys.flatMap((key) => {
      const found = selectors.flatMap((selector) => placed.get(`${listener} ${key} ${selector}`) ?? []);
      return selectors.length === 1 ? found : found.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
    });
    if (earlier.length > 0) {
      neighbours.push({ server, earlier: keys.length === 1 ? earlier : [...new Set(earlier)] });
    }
    positions.set(server, positions.size);
    for (const key of keys) {
      const place = `${listener} ${key} ${selectorText}`;
      if ((placed.get(place) ?? []).length < ENOUGH) {
        addTo(placed, place, server);
      }
    }
  }
  return neighbours;
}

/** The keys that several servers have, whatever their listeners: of most hosts there is one. */
function repeatedKeys(mesh: Mesh, keysOf: (server: PlacedServer) => readonly string[]): ReadonlySet<string> {
  const keys = new Repetitions<string>();
  serversOf(mesh).forEach((server) => keysOf(server).forEach((key) => keys.add(key)));
  return keys.repeated;
}

/** The servers whose listeners some other server has too, with another value of what is asked for: of most listeners all servers are alike. */
export function differing(mesh: Mesh, valueOf: (server: PlacedServer) => string): ReadonlySet<PlacedServer> {
  const first = new Map<string, string>();
  const mixed = new Set<string>();
  const all = listeningServers(mesh);
  for (const { server, listener } of all) {
    const value = valueOf(server);
    const known = first.get(listener);
    if (known === undefined) {
      first.set(listener, value);
    } else if (known !== value) {
      mixed.add(listener);
    }
  }
  const found = mixed.size === 0 ? [] : all.filter(({ listener }) => mixed.has(listener));
  return new Set(found.map(({ server }) => server));
}

interface ListeningServer {
  readonly server: PlacedServer;
  readonly listener: string;
}

function listeningServers(mesh: Mesh): readonly ListeningServer[] {
  return mesh.derive(findListeners);
}

function findListeners(mesh: Mesh): ListeningServer[] {
  return serversOf(mesh).map((server) => ({ server, listener: listenerKey(mesh, server) }));
}

/** Of each selector those, with itself, that select some of the same pods; looked up by the pods, of which a selector has few. */
function sharingSelectors(mesh: Mesh): ReadonlyMap<string, readonly string[]> {
  const pods = mesh.derive(gatewayPodsOf);
  const selectors = new Map(serversOf(mesh).map(({ selectorText, selector }) => [selectorText, selector]));
  const byPod = new Map<Workload, string[]>();
  for (const [text, selector] of selectors) {
    pods.selected(selector).forEach((pod) => addTo(byPod, pod, text));
  }
  return new Map(
    [...selectors].map(([text, selector]) => [
      text,
      [...new Set([text, ...pods.selected(selector).flatMap((pod) => byPod.get(pod) ?? [])])],
    ]),
  );
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
