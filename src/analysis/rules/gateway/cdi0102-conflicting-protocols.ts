import { GATEWAY } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { SERVICES, WORKLOADS } from '../../inputs';
import { isTlsServer, routesOfServer } from '../../../mesh/semantics/gateway-server';
import { differing, isSaidByIstio, neighboursIn } from './conflicts';
import { describeServer, isSurelyBefore, PlacedServer } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Servers whose protocols can not share a port. */
export const CONFLICTING_PROTOCOLS: Rule = {
  code: 'CDI0102',
  name: 'ConflictingProtocols',
  severity: Severity.ERROR,
  summary: 'Servers of the same pods use one port for protocols that can not share it; Istio drops one of them.',
  explanation:
    "A port of a gateway's pods is either for plain HTTP, or for one plain TCP server, or for TLS. Plain HTTP servers are merged, and so are TLS servers; of anything else only the server that Istio takes first is there: that of the older Gateway, and in one Gateway the first. What stands in the others does not listen, and clients get answers of the wrong protocol.",
  fix: 'Move one of the servers to another port, or to other pods.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Port',
  inputs: [GATEWAY, ...WORKLOADS, ...SERVICES],
  check: (mesh, report) => {
    const rivals = new Map<PlacedServer, PlacedServer[]>();
    const mixed = differing(mesh, listenerOf);
    const mayConflict = (server: PlacedServer): boolean => mixed.has(server) || listenerOf(server) === 'tcp';
    for (const { server, earlier } of neighboursIn(mesh, (each) => (mayConflict(each) ? [''] : []))) {
      for (const rival of earlier.filter((each) => isDropped(each, server) && !isSaidByIstio(each, server))) {
        // What stands in the way of several is told once, with all of them.
        const [place, other] = rivals.has(rival) ? [rival, server] : [server, rival];
        addTo(rivals, place, other);
      }
    }
    for (const [server, others] of rivals) {
      const [rival] = others;
      const message = isSurelyBefore(rival, server)
        ? `Istio drops ${describeServer(server)}, as ${describeServer(rival)} has that port`
        : `Istio drops ${describeServer(server)} or ${describeServer(rival)}, as their protocols can not share a port`;
      const related = others.map(({ object, path }) => ({ object, path }));
      report({ object: server.object, path: [...server.path, 'port'], message, related });
    }
  },
};

/** Whether one of the two is left out, whichever is taken first. */
function isDropped(earlier: PlacedServer, later: PlacedServer): boolean {
  const [first, second] = [listenerOf(earlier), listenerOf(later)];
  // A plain server that comes after TLS is let in; only the other way round the port is taken.
  const isLetIn = first === 'tls' && second !== 'tls' && isSurelyBefore(earlier, later);
  return !isLetIn && (first !== second || first === 'tcp');
}

function listenerOf({ server }: PlacedServer): 'http' | 'tcp' | 'tls' {
  return isTlsServer(server) ? 'tls' : routesOfServer(server) === 'http' ? 'http' : 'tcp';
}
