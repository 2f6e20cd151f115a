import { SERVICE_ENTRY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads, WORKLOADS } from '../../inputs';

/** ServiceEntries whose selector is carried by no workload. */
export const SERVICE_ENTRY_WITHOUT_WORKLOAD: Rule = {
  code: 'CDI0407',
  name: 'ServiceEntryWithoutWorkload',
  severity: Severity.WARNING,
  summary: 'The selector of a ServiceEntry selects no workload.',
  explanation:
    'A ServiceEntry with a `workloadSelector` has as endpoints the pods and WorkloadEntries of its own namespace that carry the labels. With labels that none of them carries the host has nobody behind it, and requests are answered with 503 and the response flag UH.',
  fix: 'Correct the labels, or put the ServiceEntry into the namespace of the workloads.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-workload_selector',
  inputs: [SERVICE_ENTRY, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const object of mesh.all(SERVICE_ENTRY)) {
      const labels = object.spec.workloadSelector?.labels ?? {};
      const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const isKnown = mesh.workloads.inNamespace(object.namespace).length > 0;
      if (wanted.length > 0 && isKnown && mesh.workloads.selected(object.namespace, labels).length === 0) {
        const message = `${object.title} selects no workload: none in namespace ${object.namespace} carries ${wanted.join(', ')}`;
        report({ object, path: ['spec', 'workloadSelector', 'labels'], message });
      }
    }
  },
};
