import { GATEWAY } from '../../../mesh/kinds';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { redirectsToHttps } from '../../../mesh/semantics/gateway-server';
import { byText } from '../../order';
import { describeServer, serversWithTls } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Redirects to HTTPS of requests that came by it. */
export const REDIRECT_BEHIND_TLS_TERMINATION: Rule = {
  code: 'CDI0107',
  name: 'RedirectBehindTlsTermination',
  severity: Severity.ERROR,
  summary: 'A Service sends port 443 to a server that redirects to HTTPS.',
  explanation:
    'What comes in at port 443 of the Service lands on a plain HTTP server with `httpsRedirect`. If a load balancer has terminated TLS before, the server sees plain HTTP and redirects to `https`, which comes back the same way: browsers give up with too many redirects. If nothing has, the TLS handshake fails.',
  fix: "Send port 443 to a server with protocol HTTPS, or, where TLS ends at the load balancer, to a plain server without `httpsRedirect` and redirect at the load balancer. A gateway that trusts the load balancer's `x-forwarded-proto` (`numTrustedProxies`) does not redirect again.",
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/',
  inputs: [GATEWAY, ...WORKLOADS, ...SERVICES],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const pods = mesh.derive(gatewayPodsOf);
    for (const { placed } of serversWithTls(mesh).filter(({ placed: { server } }) => redirectsToHttps(server))) {
      const { object, server, path, selector } = placed;
      const port = pods.listenPort(selector, server.port.number);
      const trusts = pods
        .selected(selector)
        .some(({ annotations }) => /numTrustedProxies/.test(annotations[PROXY_CONFIG] ?? ''));
      if (server.port.number !== HTTPS && !trusts && pods.targets(selector, HTTPS).includes(port)) {
        const services = pods.services(selector).filter(({ ports }) => ports.some(({ number }) => number === HTTPS));
        const related = services
          .map(({ source }) => ({ object: source }))
          .sort((a, b) => byText(a.object.key, b.object.key));
        const message = `${related.map((each) => each.object.title).join(', ')} sends port 443 to ${describeServer(placed)}, which redirects it to HTTPS again`;
        report({ object, path: [...path, 'tls', 'httpsRedirect'], message, related });
      }
    }
  },
};

const HTTPS = 443;
const PROXY_CONFIG = 'proxy.istio.io/config';
