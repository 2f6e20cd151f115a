import { Server } from '../wire/networking';
import { ServerKind, serverKind } from './gateway-server';
import { parseProtocol } from './port-protocol';

/** A server of a Gateway on a port of a workload. */
export interface PlacedServer<Gateway> {
  readonly gateway: Gateway;
  /** Its place in the Gateway. */
  readonly index: number;
  readonly server: Server;
  /** Its hosts: `namespace/host` where a host belongs to one namespace only. */
  readonly hosts: readonly string[];
  readonly kind: ServerKind;
  /** The port that the workload listens on for it. */
  readonly port: number;
  /** What its routes are called; '' where it has no HTTP. */
  readonly routeName: string;
}

/** Servers that share a listener: a port of a workload, or an address and a port. */
export interface Listener<Gateway> {
  readonly port: number;
  readonly bind: string;
  readonly servers: readonly PlacedServer<Gateway>[];
}

/** A server that its workload does not open, and why. */
export interface RejectedServer<Gateway> {
  readonly server: PlacedServer<Gateway>;
  readonly reason: string;
}

/** What the servers of a workload come down to. */
export interface MergedServers<Gateway> {
  readonly listeners: readonly Listener<Gateway>[];
  readonly rejected: readonly RejectedServer<Gateway>[];
}

/**
 * The listeners of a workload from the servers of all Gateways that select it, the oldest first. Of two servers that can't share a port the
 * later one is left out as a whole: another protocol on a plain port, a host that another server with TLS settings on the port has already.
 */
export function mergeServers<Gateway>(servers: readonly PlacedServer<Gateway>[]): MergedServers<Gateway> {
  const ports = new Map<number, PortState<Gateway>>();
  const rejected: RejectedServer<Gateway>[] = [];
  for (const server of servers) {
    let state = ports.get(server.port);
    if (state === undefined) {
      state = { plain: undefined, tlsHosts: new Set(), routeNames: new Set(), taken: [] };
      ports.set(server.port, state);
    }
    const reason = reasonAgainst(server, state);
    if (reason === undefined) {
      take(server, state);
    } else {
      rejected.push({ server, reason });
    }
  }
  return { listeners: [...ports.values()].flatMap(({ taken }) => listenersOf(taken)), rejected };
}

interface PortState<Gateway> {
  /** The first server without TLS. */
  plain: PlacedServer<Gateway> | undefined;
  /** Hosts of servers with TLS settings, by their address. */
  readonly tlsHosts: Set<string>;
  readonly routeNames: Set<string>;
  readonly taken: PlacedServer<Gateway>[];
}

function reasonAgainst<Gateway>(server: PlacedServer<Gateway>, state: PortState<Gateway>): string | undefined {
  const { kind, routeName } = server;
  const bind = bindOf(server);
  const claimed = claimedHosts(server, state);
  if (claimed.length > 0) {
    return `another server on the port has ${claimed.join(', ')} already`;
  }
  if (state.taken.length === 0) {
    return undefined;
  }
  const { plain } = state;
  if (plain !== undefined) {
    const sameBind = bindOf(plain) === bind;
    return sameBind && (!canShare(server, plain) || routeName === '')
      ? `the port speaks ${plain.server.port.protocol} for ${plain.server.hosts.join(', ')} already`
      : undefined;
  }
  if (isPlain(server)) {
    return undefined;
  }
  if (kind === 'https' && state.routeNames.has(routeName)) {
    return `another server of the Gateway on the port is called ${server.server.port.name} too`;
  }
  return undefined;
}

/** The hosts of a server with TLS settings that others have; with none it claims its own, whatever else comes of it. */
function claimedHosts<Gateway>(server: PlacedServer<Gateway>, { tlsHosts }: PortState<Gateway>): readonly string[] {
  if (server.server.tls === undefined) {
    return [];
  }
  const key = (host: string) => `${bindOf(server)} ${host}`;
  const claimed = server.hosts.filter((host) => tlsHosts.has(key(host)));
  if (claimed.length === 0) {
    server.hosts.forEach((host) => tlsHosts.add(key(host)));
  }
  return claimed;
}

function take<Gateway>(server: PlacedServer<Gateway>, state: PortState<Gateway>): void {
  if (isPlain(server)) {
    state.plain ??= server;
  }
  if (server.routeName !== '') {
    state.routeNames.add(server.routeName);
  }
  state.taken.push(server);
}

/** Without TLS, but for settings that only redirect to it. */
function isPlain({ kind }: PlacedServer<unknown>): boolean {
  return kind === 'http' || kind === 'tcp';
}

function canShare(current: PlacedServer<unknown>, first: PlacedServer<unknown>): boolean {
  const protocol = (server: PlacedServer<unknown>) => parseProtocol(server.server.port.protocol);
  const speaksHttp = (server: PlacedServer<unknown>) => server.kind === 'http';
  return speaksHttp(first) && (speaksHttp(current) || protocol(current) === protocol(first));
}

function bindOf({ server }: PlacedServer<unknown>): string {
  return server.bind ?? '';
}

function listenersOf<Gateway>(servers: readonly PlacedServer<Gateway>[]): Listener<Gateway>[] {
  const binds = [...new Set(servers.map(bindOf))];
  return binds.map((bind) => {
    const sharing = servers.filter((server) => bindOf(server) === bind);
    return { port: sharing[0].port, bind, servers: sharing };
  });
}

/** What the routes of a server are called: servers with plain HTTP share theirs by port. */
export function routeNameOf(
  server: Server,
  listenerPort: number,
  gatewayNamespace: string,
  gatewayName: string,
): string {
  const bind = (server.bind ?? '') === '' ? '' : `.${server.bind}`;
  const kind = serverKind(server);
  if (kind === 'http') {
    return `http.${listenerPort}${bind}`;
  }
  return kind === 'https'
    ? `https.${server.port.number}.${server.port.name}.${gatewayName}.${gatewayNamespace}${bind}`
    : '';
}
