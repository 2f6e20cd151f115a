import { SERVICE_ENTRY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** ServiceEntries with fixed endpoints, of which there are none. */
export const STATIC_WITHOUT_ENDPOINTS: Rule = {
  code: 'CDI0406',
  name: 'StaticWithoutEndpoints',
  severity: Severity.ERROR,
  summary: 'A ServiceEntry of resolution STATIC has neither endpoints nor a selector.',
  explanation:
    'With the resolution STATIC the endpoints are those that the ServiceEntry lists, or the workloads that it selects. Without either the host is known and has nobody behind it: requests are answered with 503 and the response flag UH (no healthy upstream).',
  fix: 'List `endpoints` or give a `workloadSelector`; for a host that DNS knows, use the resolution DNS.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
  inputs: [SERVICE_ENTRY],
  check: (mesh, report) => {
    for (const object of mesh.all(SERVICE_ENTRY)) {
      const { resolution, endpoints = [], workloadSelector, hosts } = object.spec;
      if (resolution === 'STATIC' && endpoints.length === 0 && workloadSelector === undefined && !object.isAssumed) {
        const message = `${object.title} has no endpoint for ${hosts.join(', ')}`;
        report({ object, path: ['spec', 'endpoints'], message });
      }
    }
  },
};
