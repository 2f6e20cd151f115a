import { shortNames } from '../mesh/semantics/virtual-host-domains';
import { ClientPair, distinct, MeshPair, SIDES } from './candidates/client-pair';
import { Entrance } from './candidates/entrance';
import { gatewayEntrances } from './candidates/gateway-entrances';
import { nameFor } from './candidates/host-witness';
import { MeshClients } from './candidates/mesh-clients';
import { MeshHosts } from './candidates/mesh-hosts';
import { Reach } from './changes/reach';

const HTTP_PORT = 80;
const ANY_HOST = '*';

/** Where requests come in that changes can matter to: by gateways from outside, and from pods. */
export function entrancesFor(meshes: MeshPair, reach: Reach, gateways: readonly ClientPair[]): readonly Entrance[] {
  return [
    ...gateways.flatMap((clients) => gatewayEntrances(clients, meshes, (domain) => reach.affects(clients, domain))),
    ...meshEntrances(meshes, reach),
  ];
}

function meshEntrances(meshes: MeshPair, reach: Reach): readonly Entrance[] {
  const hosts = new MeshHosts(meshes);
  const clients = new MeshClients(meshes, hosts);
  const all = [...hosts.all];
  const isEverybody = reach.isEverything || reach.isWholeMesh || clients.changed.length > 0;
  const found = all.flatMap((domain): readonly Entrance[] => {
    const isAsked = isEverybody || reach.hosts.covers(domain) || reach.services.covers(domain);
    const doors = isAsked || reach.clientNamespaces.size + reach.ports.size > 0 ? hosts.doors(domain) : [];
    const host = doors.length === 0 ? undefined : nameFor(domain, all);
    return host === undefined
      ? []
      : distinct([...clients.of(domain), ...clients.changed]).flatMap((pair) =>
          doors
            .flatMap((door) => [door, ...shortOf(domain, pair, meshes).map((short) => ({ ...door, host: short }))])
            .filter(
              ({ port }) => clients.changed.includes(pair) || reach.affects(pair, domain) || reach.ports.has(port),
            )
            .map((door) => ({ clients: pair, domain, host, ...door })),
        );
  });
  return [...found, ...unknownHosts(clients, all, reach)];
}

/** A shorter name of a service that only one of the meshes has: what its full name stands for may be the same without it. */
function shortOf(domain: string, { after }: ClientPair, meshes: MeshPair): readonly string[] {
  const [before, now] = SIDES.map((side) => meshes[side].services.ofHost(domain).length > 0);
  return before === now
    ? []
    : shortNames(domain, after.namespace, meshes.after.config.domain)
        .filter((name) => !name.endsWith('.'))
        .slice(0, 1);
}

/** A host that nobody knows, at the ports where something changes. */
function unknownHosts(clients: MeshClients, known: readonly string[], reach: Reach): readonly Entrance[] {
  const host = nameFor(ANY_HOST, known);
  return host === undefined
    ? []
    : clients
        .of(host)
        .flatMap((pair) =>
          [...new Set([HTTP_PORT, ...reach.ports])].flatMap((port) =>
            (['http', 'tcp'] as const).map((scheme) => ({ clients: pair, scheme, port, domain: ANY_HOST, host })),
          ),
        );
}
