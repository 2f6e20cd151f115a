import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { routesOfServer, ServerRoutes } from '../../../mesh/semantics/gateway-server';
import { Server } from '../../../mesh/wire/networking';
import { allServersFor, bindingsOf } from './bindings';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Routes of a kind that no server of their Gateways looks at. */
export const ROUTES_OF_OTHER_PROTOCOL: Rule = {
  code: 'CDI0204',
  name: 'RoutesOfOtherProtocol',
  severity: Severity.ERROR,
  summary: 'A VirtualService has routes of a kind that the servers of its Gateways do not look at.',
  explanation:
    'A server of a Gateway takes one kind of routes: `http` where it speaks HTTP or terminates HTTPS, `tls` where it passes TLS through, `tcp` where it speaks plain TCP or terminates TLS for a protocol that is not HTTP. With `PASSTHROUGH` the gateway sees nothing but the SNI, so that `http` routes, with all their paths and headers, are ignored and connections are closed. With `AUTO_PASSTHROUGH` no VirtualService is looked at.',
  fix: 'Use the kind of routes that the server has, or let it terminate TLS: protocol `HTTPS` with mode `SIMPLE` or `MUTUAL`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode',
  inputs: [VIRTUAL_SERVICE, GATEWAY],
  check: (mesh, report) => {
    for (const object of mesh.all(VIRTUAL_SERVICE)) {
      const { gateways, isMesh, isComplete } = bindingsOf(mesh, object);
      const servers = isComplete && !isMesh ? allServersFor(mesh, object) : [];
      const isTaken = (kind: ServerRoutes): boolean => servers.some((server) => routesOfServer(server) === kind);
      for (const kind of servers.length > 0 ? KINDS : []) {
        if ((object.spec[kind] ?? []).length > 0 && !isTaken(kind)) {
          const found = servers.map(describe).filter((each, at, all) => all.indexOf(each) === at);
          const message = `The ${kind} routes of ${object.title} are ignored: for its hosts there is ${found.join(', ')}`;
          report({ object, path: ['spec', kind], message, related: gateways.map((each) => ({ object: each })) });
        }
      }
    }
  },
};

const KINDS = ['http', 'tls', 'tcp'] as const;

function describe(server: Server): string {
  const mode = server.tls === undefined ? '' : ` ${server.tls.mode ?? 'PASSTHROUGH'}`;
  const kind = routesOfServer(server);
  return `${server.port.protocol}${mode} on port ${server.port.number}, which takes ${kind === 'none' ? 'no' : kind} routes`;
}
