import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { GATEWAY } from '../../../mesh/kinds';
import { WORKLOADS } from '../../inputs';
import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { isTlsServer, redirectsToHttps } from '../../../mesh/semantics/gateway-server';
import { hostsOverlap } from '../../../mesh/semantics/host-match';
import { PlacedServer, serversWithTls } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Redirects to HTTPS where nobody speaks it. */
export const REDIRECT_WITHOUT_HTTPS: Rule = {
  code: 'CDI0106',
  name: 'RedirectWithoutHttps',
  severity: Severity.WARNING,
  summary: 'A server redirects its hosts to HTTPS, and no server of the same pods takes one of them by TLS.',
  explanation:
    'With `httpsRedirect` every plain request is answered by a redirect to the same URL with `https`. Without a TLS server for the host on the same pods the client ends there. A load balancer in front that terminates TLS and forwards plain HTTP makes it worse: each request that it forwards is redirected again.',
  fix: 'Add a server with protocol HTTPS for the hosts, or remove the redirect where TLS ends before the gateway.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
  inputs: [GATEWAY, ...WORKLOADS],
  undecidable: withUnknownServers,
  check: (mesh, report) => {
    const pods = mesh.derive(gatewayPodsOf);
    const servers = serversWithTls(mesh).map(({ placed }) => placed);
    const tls = servers.filter(({ server }) => isTlsServer(server));
    const byHost = new Map<string, PlacedServer[]>();
    for (const placed of tls) {
      hostsOf(placed).forEach((host) => addTo(byHost, host, placed));
    }
    for (const placed of servers.filter(({ server }) => redirectsToHttps(server))) {
      const { object, path, selector } = placed;
      const hosts = hostsOf(placed);
      const isShared = (other: PlacedServer): boolean => pods.share(selector, other.selector);
      const isServed =
        hosts.some((host) => byHost.get(host)?.some(isShared) === true) ||
        tls.some(
          (other) => hostsOf(other).some((host) => hosts.some((each) => hostsOverlap(each, host))) && isShared(other),
        );
      if (!isServed) {
        const names = hosts.join(', ');
        const message = `${object.title} redirects ${names} to HTTPS, and no server of the same pods takes that by TLS`;
        report({ object, path: [...path, 'tls', 'httpsRedirect'], message });
      }
    }
  },
};

/** A Gateway that an app only refers to may have servers that are not known. */
function withUnknownServers(mesh: Mesh): string | undefined {
  const unknown = mesh.all(GATEWAY).find(({ isAssumed }) => isAssumed);
  return unknown && `the servers of ${unknown.title} are not known`;
}

function hostsOf({ hosts }: PlacedServer): string[] {
  return hosts.map(({ host }) => host);
}
