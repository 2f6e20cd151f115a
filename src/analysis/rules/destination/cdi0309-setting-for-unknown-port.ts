import { DESTINATION_RULE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy, servicesOf } from './policy-scopes';

/** Settings for ports that the host does not have. */
export const SETTING_FOR_UNKNOWN_PORT: Rule = {
  code: 'CDI0309',
  name: 'SettingForUnknownPort',
  severity: Severity.ERROR,
  summary: 'A DestinationRule has settings for a port that its host does not have.',
  explanation:
    'The ports of `portLevelSettings` are those of the Service or ServiceEntry, not those that its pods listen on. Settings for any other port are ignored, and the port that was meant keeps those of the host as a whole.',
  fix: "Write the Service's port (`port`, not `targetPort`).",
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy',
  inputs: [DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    for (const { object, scopes } of rulesWithPolicy(mesh, 'portLevelSettings')) {
      const single = scopes.filter(({ port }) => port !== undefined);
      const services = single.length === 0 ? [] : servicesOf(mesh, object);
      const ports = [...new Set(services.flatMap((service) => service.ports.map(({ number }) => number)))];
      for (const { port, path } of single) {
        if (port !== undefined && ports.length > 0 && !ports.includes(port)) {
          const known = ports.sort((a, b) => a - b).join(', ');
          const message = `${object.title} has settings for port ${port}, which ${object.spec.host} does not have; it has ${known}`;
          report({ object, path: [...path, 'port', 'number'], message, related: [{ object: services[0].source }] });
        }
      }
    }
  },
};
