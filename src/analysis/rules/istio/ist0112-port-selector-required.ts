import { SERVICE, SERVICE_ENTRY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { allDestinations } from '../route/destinations';
import { knownHostsOf } from './known-hosts';

/** Destinations that leave the port out where there are several. */
export const PORT_SELECTOR_REQUIRED: Rule = {
  code: 'IST0112',
  name: 'VirtualServiceDestinationPortSelectorRequired',
  severity: Severity.ERROR,
  summary: 'A route leads to a host with several ports and names none of them.',
  explanation:
    "At a gateway istiod then takes the port that the gateway's server has, and inside the mesh the one that the client called. Where the destination has no such port, requests are answered with 503 and the response flag NC.",
  fix: 'Name the port in `destination.port.number`; it is that of the Service, not of its pods.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0112/',
  inputs: [SERVICE, SERVICE_ENTRY, VIRTUAL_SERVICE],
  check: (mesh, report) => {
    const hosts = knownHostsOf(mesh);
    for (const placed of allDestinations(mesh)) {
      const { object, destination } = placed;
      const known =
        destination.port === undefined
          ? hosts.find(object.namespace, object.spec.exportTo ?? [], destination.host)
          : undefined;
      if (known !== undefined && !known.source.isAssumed && known.ports.length > 1) {
        report({
          object,
          path: placed.path,
          message: `${object.title} routes to ${destination.host} without a port, and that has ${known.ports.join(', ')}`,
          related: [{ object: known.source, path: ['spec', 'ports'] }],
        });
      }
    }
  },
};
