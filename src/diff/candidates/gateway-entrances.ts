import { bareHosts } from '../../kernel/host-match';
import { GatewayServer } from '../../mesh/index/gateway-listener';
import { GatewayWorkload } from '../../mesh/index/gateway-workload';
import { routingOf } from '../../mesh/index/routing';
import { clientAuthority } from '../../simulation/gateway-tls';
import { ClientPair, MeshPair, SIDES } from './client-pair';
import { Entrance } from './entrance';
import { nameFor } from './host-witness';

const SCHEMES = { http: 'http', https: 'https', tls: 'tls', passthrough: 'tls', tcp: 'tcp' } as const;
const ANY_HOST = '*';

/** A port of a gateway, and the hosts that are asked for there. */
interface Door {
  readonly scheme: Entrance['scheme'];
  readonly port: number;
  readonly domains: Set<string>;
  /** Of clients that servers trust: the CA itself is one. */
  readonly certificates: Set<string>;
}

/** Where requests come into gateway pods in either mesh: each port with each of its hosts that is asked for, and with one that it does not have. */
export function gatewayEntrances(
  clients: ClientPair,
  meshes: MeshPair,
  isWanted: (domain: string) => boolean,
): readonly Entrance[] {
  const doors = new Map<string, Door>();
  for (const side of SIDES) {
    const { namespace, labels } = clients[side];
    const workload = routingOf(meshes[side]).gateway(namespace, labels);
    for (const server of workload.listeners.flatMap(({ servers }) => servers)) {
      for (const port of portsTo(workload, server)) {
        const scheme = SCHEMES[server.kind];
        const key = `${scheme} ${port}`;
        const door = doors.get(key) ?? { scheme, port, domains: new Set(), certificates: new Set() };
        doors.set(key, door);
        domainsOf(workload, server).forEach((domain) => door.domains.add(domain));
        const authority = clientAuthority(meshes[side], server, namespace);
        if (authority !== undefined) {
          door.certificates.add(authority);
        }
      }
    }
  }
  return [...doors.values()].flatMap((door) => entrancesOf(clients, door, isWanted));
}

/** The ports by which clients reach a server: its own, or what Services in front make of it. */
function portsTo({ ports }: GatewayWorkload, { server, port }: GatewayServer): readonly number[] {
  return [...new Set([server.port.number, ...ports.leadingTo(port)])];
}

function domainsOf(workload: GatewayWorkload, server: GatewayServer): readonly string[] {
  const hosts = bareHosts(server.hosts).map((host) => host.toLowerCase());
  if (server.kind === 'http' || server.kind === 'https') {
    return [...workload.virtualHosts(server).values.map(({ domain }) => domain), ...hosts];
  }
  return [...hosts, ...(server.kind === 'passthrough' ? workload.sniHosts(server) : [])];
}

function entrancesOf(
  clients: ClientPair,
  { scheme, port, domains, certificates }: Door,
  isWanted: (domain: string) => boolean,
): readonly Entrance[] {
  const all = [...domains].filter((domain) => domain !== ANY_HOST);
  const named = [...all.filter(isWanted), ANY_HOST].flatMap((domain) => {
    const host = nameFor(domain, all);
    return host === undefined ? [] : [{ clients, scheme, port, domain, host }];
  });
  const isTls = scheme === 'https' || scheme === 'tls';
  const withoutSni = named.find(({ domain }) => domain === ANY_HOST);
  return [
    ...named,
    ...(isTls && withoutSni !== undefined ? [{ ...withoutSni, sni: '' }] : []),
    ...[...certificates].flatMap((clientCertificate) => named.map((each) => ({ ...each, clientCertificate }))),
  ];
}
