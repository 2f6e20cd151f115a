import { GATEWAY } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { isTlsServer, routesOfServer } from '../../../mesh/semantics/gateway-server';
import { neighboursIn } from './conflicts';
import { describeServer, PlacedServer } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** TLS servers that differ in the namespaces of one host only. */
export const SNI_CLAIMED_BY_NAMESPACES: Rule = {
  code: 'CDI0103',
  name: 'SniClaimedByNamespaces',
  severity: Severity.ERROR,
  summary:
    'Two HTTPS servers of the same pods have the same host for different namespaces; Envoy refuses the listener.',
  explanation:
    'The namespace in front of a host (`team-a/shop.example.com`) says whose VirtualServices may use it, and Istio compares hosts with it. Envoy knows only the host: for two servers that differ in the namespace Istio writes two filter chains with the same match, and Envoy refuses the whole listener for that. The port keeps what it had before, or does not open at all after a restart.',
  fix: 'Have one server for the host, with a namespace that both agree on, or `*`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  inputs: [GATEWAY, ...WORKLOADS, ...SERVICES],
  check: (mesh, report) => {
    for (const { server, earlier } of neighboursIn(mesh, sniHosts)) {
      const rival = earlier.find((each) => !hostKeys(each).some((key) => hostKeys(server).includes(key)));
      if (rival !== undefined) {
        const host = sniHosts(server).find((each) => sniHosts(rival).includes(each)) ?? '';
        const message = `Envoy refuses the listener of ${describeServer(server)}, as ${describeServer(rival)} has host ${host} for another namespace`;
        const path = [...server.path, 'hosts'];
        report({ object: server.object, path, message, related: [{ object: rival.object, path: rival.path }] });
      }
    }
  },
};

/** The hosts of a server that certainly has a filter chain for them: one that terminates HTTPS. */
function sniHosts({ server, hosts }: PlacedServer): string[] {
  const isHttps = isTlsServer(server) && routesOfServer(server) === 'http';
  return isHttps ? hosts.map(({ host }) => host) : [];
}

function hostKeys({ hosts }: PlacedServer): string[] {
  return hosts.map(({ namespace = '*', host }) => `${namespace}/${host}`);
}
