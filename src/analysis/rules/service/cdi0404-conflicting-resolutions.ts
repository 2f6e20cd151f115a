import { RegisteredService } from '../../../mesh/index/services';
import { addTo } from '../../../mesh/lists';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { areSeenTogether, externalServices } from './service-entries';

/** ServiceEntries that give one host in different ways. */
export const CONFLICTING_RESOLUTIONS: Rule = {
  code: 'CDI0404',
  name: 'ConflictingResolutions',
  severity: Severity.WARNING,
  summary: 'Two ServiceEntries for one host differ in how its addresses are found.',
  explanation:
    'A client has one cluster for a host and port, whose endpoints come by one way: from the ServiceEntry, by DNS, or as the client addressed them. Where ServiceEntries that a client sees disagree about that, or about whether the host belongs to the mesh, it depends on their namespaces and on which was created first who is heard.',
  fix: 'Describe the host by one ServiceEntry, or give both the same `resolution` and `location`; `exportTo` keeps them apart.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
  inputs: SERVICES,
  check: (mesh, report) => {
    const byHost = new Map<string, RegisteredService[]>();
    externalServices(mesh).forEach((service) => addTo(byHost, service.hostname, service));
    for (const services of byHost.values()) {
      services.forEach((service, index) => {
        const other = services
          .slice(0, index)
          .find(
            (each) => each.source !== service.source && areSeenTogether(each, service) && differenceOf(each, service),
          );
        if (other !== undefined) {
          const field = differenceOf(other, service) ?? '';
          const message = `${service.source.title} and ${other.source.title} give host ${service.hostname} a different ${field}`;
          report({ object: service.source, path: ['spec', field], message, related: [{ object: other.source }] });
        }
      });
    }
  },
};

function differenceOf(a: RegisteredService, b: RegisteredService): 'resolution' | 'location' | undefined {
  return a.resolution !== b.resolution ? 'resolution' : a.external !== b.external ? 'location' : undefined;
}
