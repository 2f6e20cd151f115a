import { Protocol } from '../../../kernel/protocol';
import { RegisteredPort } from '../../../mesh/index/services';
import { DESTINATION_RULE, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { SERVICES } from '../../inputs';
import { clientTlsOf, originatesTls } from './client-tls';
import { portOf, resolvedDestinations } from './destinations';
import { hostRulesOf } from './host-rules';
import { rulesWithPolicy } from '../destination/policy-scopes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** TLS inside of TLS. */
export const DOUBLE_TLS: Rule = {
  code: 'CDI0212',
  name: 'DoubleTls',
  severity: Severity.ERROR,
  summary: 'A client speaks TLS already, and a DestinationRule makes the proxy speak TLS around it.',
  explanation:
    'What comes in as TLS and is routed by its SNI, or goes to a port of protocol HTTPS or TLS without an HTTP route, is encrypted before the proxy sees it. `tls.mode: SIMPLE` or `MUTUAL` encrypts it once more. The server finds a handshake where it expects a request: `OPENSSL_internal:WRONG_VERSION_NUMBER`, or 400.',
  fix: 'Remove `tls` from the DestinationRule, or let clients speak plain HTTP to the proxy: a port of protocol HTTP, and an HTTP route to the HTTPS port.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls-tls-origination-for-a-tls-request',
  inputs: [VIRTUAL_SERVICE, DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    const rules = mesh.derive(hostRulesOf);
    // Proxies that call a provider speak no TLS of their own.
    const httpTargets = new Set<string>(mesh.config.providerHosts);
    const reported = new Set<MeshObject>();
    for (const placed of resolvedDestinations(mesh)) {
      const { object, destination, routes, host, services } = placed;
      if (routes === 'http') {
        httpTargets.add(host);
      }
      const [service] = routes === 'tls' ? services : [];
      if (service === undefined) {
        continue;
      }
      const sources = rules.of(service, object.namespace)?.sources ?? [];
      const number = destination.port?.number ?? portOf(services, destination)?.number;
      const rule = sources.find((each) => originatesTls(clientTlsOf(each, number, destination.subset ?? '')));
      if (rule !== undefined) {
        reported.add(rule);
        const message = `${object.title} passes TLS on to ${destination.host}, and ${rule.title} wraps it in TLS once more`;
        report({ object, path: placed.path, message, related: [{ object: rule }] });
      }
    }
    for (const { object: rule } of rulesWithPolicy(mesh, 'tls')) {
      const host = rules.hostOf(rule);
      const ports =
        httpTargets.has(host) || reported.has(rule)
          ? []
          : mesh.services.ofHost(host).flatMap((service) => service.ports);
      const port = ports.find(
        ({ protocol, number }) =>
          (protocol === Protocol.HTTPS || protocol === Protocol.TLS) && originatesTls(clientTlsOf(rule, number, '')),
      );
      if (port !== undefined && !hasPlainPort(ports)) {
        const message = `${rule.title} wraps in TLS what goes to port ${port.number} (${port.protocol ?? ''}) of ${host}, where clients speak TLS already`;
        report({ object: rule, path: ['spec', 'trafficPolicy'], message });
      }
    }
  },
};

/** A plain port beside it, whose `targetPort` or route may lead to TLS, is how clients are meant to come. */
function hasPlainPort(ports: readonly RegisteredPort[]): boolean {
  return ports.some(({ protocol }) => protocol === Protocol.HTTP || protocol === Protocol.HTTP2);
}
