import { carriesHttp } from '../../../kernel/protocol';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { meshRoutes } from './mesh-routes';

/** Routes for TCP or TLS to hosts whose ports are all HTTP. */
export const TCP_ROUTE_ON_HTTP_PORT: Rule = {
  code: 'CDI0402',
  name: 'TcpRouteOnHttpPort',
  severity: Severity.ERROR,
  summary: 'A VirtualService has TCP or TLS routes for a host whose ports are all declared as HTTP.',
  explanation:
    'On a port that is declared as HTTP, proxies of clients route each request by `http` rules. Rules under `tcp` and `tls` are for ports of other protocols, and never apply there: the destinations and weights that they give get no traffic.',
  fix: 'Route by `http`; or declare the port as `tcp` or `tls` if it does not speak HTTP.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute',
  inputs: [VIRTUAL_SERVICE, ...SERVICES],
  check: (mesh, report) => {
    for (const { virtualService: object, host, service, ports } of meshRoutes(mesh)) {
      const kinds = (['tcp', 'tls'] as const).filter((kind) => (object.spec[kind] ?? []).length > 0);
      const isHttp = ports.every(({ protocol }) => protocol !== undefined && carriesHttp(protocol));
      if (kinds.length > 0 && isHttp) {
        const message = `The ${kinds.join(' and ')} routes of ${object.title} never apply to ${service.hostname}, whose ports are all HTTP`;
        report({ object, path: ['spec', 'hosts', host], message, related: [{ object: service.source }] });
      }
    }
  },
};
