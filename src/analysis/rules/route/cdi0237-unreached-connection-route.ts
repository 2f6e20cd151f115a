import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { routesOfServer } from '../../../mesh/semantics/gateway-server';
import { TcpRoute, TlsRoute, VirtualServiceSpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { bindingsOf, fullReference, serversFor } from './bindings';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** TCP and TLS routes of a Gateway that another one stands before. */
export const UNREACHED_CONNECTION_ROUTE: Rule = {
  code: 'CDI0237',
  name: 'UnreachedConnectionRoute',
  severity: Severity.WARNING,
  summary:
    'Several TCP or TLS routes compete for the same connections at a gateway, and only the first of them is taken.',
  explanation:
    'A TCP server of a gateway takes one route: the first that fits its port, from the oldest VirtualService that is attached to it, whatever hosts and subnets they have. Of two TLS routes with the same SNI host on one port, the second is left out. Which VirtualService is the oldest may differ from cluster to cluster.',
  fix: 'Use a server with a port of its own for each TCP service, and each SNI host once; or put the routes into one VirtualService.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute',
  inputs: [VIRTUAL_SERVICE, GATEWAY],
  check: (mesh, report) => {
    const taken = new Map<string, Taken>();
    for (const object of [...virtualServiceGroupsOf(mesh).ofConnections].sort((a, b) => byText(a.key, b.key))) {
      for (const kind of ['tcp', 'tls'] as const) {
        const keys = (object.spec[kind] ?? []).map((route) => keysOf(mesh, object, kind, route));
        for (const [index, own] of keys.entries()) {
          const path = ['spec', kind, index];
          const rival = own.map((key) => taken.get(key)).find((each) => each !== undefined && each.object !== object);
          if (rival !== undefined) {
            const message = `Of ${kind}[${index}] of ${object.title} and ${kind}[${rival.path[2]}] of ${rival.object.title} a gateway takes the one that is older`;
            report({ object, path, message, related: [rival] });
          }
        }
        for (const [index, own] of keys.entries()) {
          own
            .filter((key) => !taken.has(key))
            .forEach((key) => taken.set(key, { object, path: ['spec', kind, index] }));
        }
      }
    }
  },
};

/** The route that takes a connection. */
interface Taken {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly path: readonly [string, string, number];
}

/** What a route takes of the Gateways that it is attached to: a port as a whole, or an SNI host on it. */
function keysOf(
  mesh: Mesh,
  object: MeshObject<VirtualServiceSpec>,
  kind: 'tcp' | 'tls',
  { match }: TcpRoute | TlsRoute,
): string[] {
  const matches: readonly (TlsMatch | undefined)[] = match === undefined || match.length === 0 ? [undefined] : match;
  return bindingsOf(mesh, object).gateways.flatMap((gateway) =>
    serversFor(mesh, gateway, object)
      .filter((server) => routesOfServer(server) === kind)
      .flatMap(({ port, bind = '' }) =>
        matches
          .filter((each) => (each?.port ?? 0) === 0 || each?.port === port.number)
          .filter((each) => isFor(object, each?.gateways ?? [], `${gateway.namespace}/${gateway.name}`))
          .flatMap((each) => (kind === 'tls' ? (each?.sniHosts ?? []) : ['']))
          .map((sni) => `${gateway.key} ${port.number} ${bind} ${kind} ${sni}`),
      ),
  );
}

/** The conditions that count at a gateway; routes for TCP have no hosts. */
interface TlsMatch {
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sniHosts?: readonly string[];
}

function isFor(object: MeshObject<VirtualServiceSpec>, named: readonly string[], gateway: string): boolean {
  return named.length === 0 || named.some((each) => fullReference(object, each) === gateway);
}
