import { BackingWorkloads, backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { RegisteredService } from '../../../mesh/index/services';
import { Workload } from '../../../mesh/index/workloads';
import { DESTINATION_RULE } from '../../../mesh/kinds';
import { maySelectEndpoint, ownLabels } from '../../../mesh/semantics/endpoint-labels';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { servicesOf } from './policy-scopes';

/** Subsets whose labels are carried by pods of other hosts only. */
export const SUBSET_OUTSIDE_SERVICE: Rule = {
  code: 'CDI0301',
  name: 'SubsetOutsideService',
  severity: Severity.ERROR,
  summary: 'A subset selects none of the pods of its host, but others.',
  explanation:
    'A subset is a part of the pods that the Service selects. Pods that carry the labels of the subset and not those of the Service do not belong to it: requests to the subset are answered with 503 and the response flag UH (no healthy upstream).',
  fix: "Correct the labels of the subset, or add them to the template of the Service's pods.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  inputs: [DESTINATION_RULE, ...SERVICES, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const backing = backingWorkloadsOf(mesh);
    for (const object of mesh.all(DESTINATION_RULE)) {
      const { subsets = [], host } = object.spec;
      const behind = subsets.length === 0 ? [] : workloadsBehind(servicesOf(mesh, object), backing);
      for (const [index, { name, labels = {} }] of subsets.entries()) {
        // What no pod carries at all is reported as IST0173.
        if (
          behind.length > 0 &&
          !behind.some((workload) => maySelectEndpoint(labels, workload.labels)) &&
          mesh.workloads.selectedAnywhere(ownLabels(labels)).length > 0
        ) {
          const message = `Subset ${name} of ${host} selects none of the pods of that host: their labels are others`;
          report({ object, path: ['spec', 'subsets', index, 'labels'], message });
        }
      }
    }
  },
};

function workloadsBehind(services: readonly RegisteredService[], backing: BackingWorkloads): readonly Workload[] {
  return services.length === 1 ? backing.of(services[0]) : services.flatMap((service) => backing.of(service));
}
