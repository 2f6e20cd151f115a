import { GATEWAY } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { isSaidByIstio, neighboursIn } from './conflicts';
import { describeServer, isSurelyBefore, PlacedServer } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** TLS servers of one host, of which one is dropped. */
export const TLS_HOST_CLAIMED_TWICE: Rule = {
  code: 'CDI0101',
  name: 'TlsHostClaimedTwice',
  severity: Severity.ERROR,
  summary:
    'Two servers with TLS settings claim the same host on one port of the same pods; Istio drops one of them whole.',
  explanation:
    "On one port Envoy tells TLS servers apart by the host that a client asks for. Of two servers of the same pods with the same host Istio keeps the one that it takes first: the older Gateway, and in one Gateway the first server. The other is left out with all its hosts, which nothing but a line in istiod's log tells. Ports count as the pods listen on them: a Service may send two ports to one. Two Gateways that claim a host in the same words are reported as IST0145.",
  fix: 'Let each host stand in one server; give the servers distinct hosts, or merge them.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  inputs: [GATEWAY, ...WORKLOADS, ...SERVICES],
  check: (mesh, report) => {
    for (const { server, earlier } of neighboursIn(mesh, hostKeys)) {
      const rival = earlier.find((each) => !isSaidByIstio(each, server));
      if (rival !== undefined) {
        const host = hostKeys(server).find((each) => hostKeys(rival).includes(each)) ?? '';
        const message = isSurelyBefore(rival, server)
          ? `Istio drops ${describeServer(server)}, as ${describeServer(rival)} has host ${host}`
          : `Istio drops ${describeServer(server)} or ${describeServer(rival)}, as both have host ${host}`;
        const path = [...server.path, 'hosts'];
        report({ object: server.object, path, message, related: [{ object: rival.object, path: rival.path }] });
      }
    }
  },
};

/** The hosts as Istio compares them, which redirects to HTTPS have for that as well; none of servers without TLS settings. */
function hostKeys({ server, hosts }: PlacedServer): string[] {
  return server.tls === undefined
    ? []
    : hosts.map(({ namespace, host }) => (namespace === undefined ? host : `${namespace}/${host}`));
}
