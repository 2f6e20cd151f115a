import { carriesHttp } from '../../../kernel/protocol';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { meshRoutes } from './mesh-routes';

/** Routes for HTTP to hosts whose ports are all TCP. */
export const HTTP_ROUTE_ON_TCP_PORT: Rule = {
  code: 'CDI0401',
  name: 'HttpRouteOnTcpPort',
  severity: Severity.ERROR,
  summary: 'A VirtualService has HTTP routes for a host whose ports are all declared as TCP.',
  explanation:
    'Proxies of clients look into requests only on ports that Istio takes for HTTP, by their name or `appProtocol`. On a port that is declared as `tcp`, `https` or a database they pass bytes on, and no HTTP route ever applies: no timeouts, retries, weights or faults.',
  fix: "Declare the Service's port as what it is, such as `name: http-web` or `appProtocol: http`; or route by `tcp` or `tls`.",
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  inputs: [VIRTUAL_SERVICE, ...SERVICES],
  check: (mesh, report) => {
    for (const { virtualService: object, host, service, ports } of meshRoutes(mesh)) {
      const isTcp = ports.every(({ protocol }) => protocol !== undefined && !carriesHttp(protocol));
      if ((object.spec.http ?? []).length > 0 && isTcp) {
        const message = `The HTTP routes of ${object.title} never apply to ${service.hostname}, whose ports carry no HTTP`;
        report({ object, path: ['spec', 'hosts', host], message, related: [{ object: service.source }] });
      }
    }
  },
};
