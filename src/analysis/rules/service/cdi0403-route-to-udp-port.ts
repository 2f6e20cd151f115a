import { Protocol } from '../../../kernel/protocol';
import { isVisible, RegisteredService } from '../../../mesh/index/services';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { resolvedDestinations } from '../route/destinations';

/** Routes to ports that carry UDP. */
export const ROUTE_TO_UDP_PORT: Rule = {
  code: 'CDI0403',
  name: 'RouteToUdpPort',
  severity: Severity.ERROR,
  summary: 'A route goes to a port of a Service that carries UDP.',
  explanation:
    'Istio makes no cluster for a port of UDP. A route to one leads nowhere: requests are answered with 503 and the response flag NC (no cluster found), connections are closed.',
  fix: 'Route to a port of TCP.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  inputs: [VIRTUAL_SERVICE, ...SERVICES],
  check: (mesh, report) => {
    for (const placed of resolvedDestinations(mesh)) {
      const { object, destination, services } = placed;
      if (!services.some(carriesUdp)) {
        continue;
      }
      const visible = services.filter((service) => isVisible(service, object.namespace));
      const all = visible.flatMap((service) => service.ports);
      const { number } = destination.port ?? {};
      const ports = number === undefined ? all : all.filter((port) => port.number === number);
      const isClear = number !== undefined || ports.length === 1;
      if (isClear && ports.length > 0 && ports.every(({ protocol }) => protocol === Protocol.UDP)) {
        const message = `${object.title} routes to port ${ports[0].number} of ${destination.host}, which carries UDP`;
        report({ object, path: placed.path, message, related: [{ object: visible[0].source }] });
      }
    }
  },
};

function carriesUdp({ ports }: RegisteredService): boolean {
  return ports.some(({ protocol }) => protocol === Protocol.UDP);
}
