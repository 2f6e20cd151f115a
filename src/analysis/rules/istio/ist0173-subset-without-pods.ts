import { textOfSelector } from '../../../mesh/index/gateway-pods';
import { DESTINATION_RULE, SERVICE, SERVICE_ENTRY } from '../../../mesh/kinds';
import { maySelectEndpoint, ownLabels } from '../../../mesh/semantics/endpoint-labels';
import { NO_TEXTS, TextMap } from '../../../mesh/wire/json';
import { WORKLOADS, withoutWorkloads } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { knownHostsOf } from './known-hosts';
import { knowsPodsIn } from './selected-pods';

/** Subsets that no pod carries the labels of. */
export const SUBSET_WITHOUT_PODS: Rule = {
  code: 'IST0173',
  name: 'DestinationRuleSubsetNotSelectPods',
  severity: Severity.ERROR,
  summary: 'A subset of a DestinationRule selects no pod.',
  explanation:
    'Requests to a subset without pods are answered with 503 and the response flag UH (no healthy upstream), whatever other pods the host has.',
  fix: "Correct the labels of the subset, or add them to the template of the workload's pods.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0173/',
  inputs: [DESTINATION_RULE, SERVICE, SERVICE_ENTRY, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const hosts = knownHostsOf(mesh);
    const isCarried = (selector: TextMap): boolean =>
      mesh.workloads.selectedAnywhere(ownLabels(selector)).some(({ labels }) => maySelectEndpoint(selector, labels));
    for (const object of mesh.all(DESTINATION_RULE).filter(({ isAssumed }) => !isAssumed)) {
      const { exportTo = [], subsets = [] } = object.spec;
      const host = object.spec.host ?? '';
      const known = hosts.find(object.namespace, exportTo, host);
      for (const [index, { name, labels = NO_TEXTS }] of subsets.entries()) {
        const isKnown = known?.source.isAssumed === false && knowsPodsIn(mesh, known.source.namespace);
        const selector = withLabels(known?.workloadLabels ?? NO_TEXTS, labels);
        if (isKnown && !isCarried(selector)) {
          report({
            object,
            path: ['spec', 'subsets', index],
            message: `${object.title}: subset ${name} of ${host} selects ${textOfSelector(selector)}, which no pod carries`,
          });
        }
      }
    }
  },
};

/** The labels of a ServiceEntry's workloads, where there are any, and those of a subset. */
function withLabels(ofWorkloads: TextMap, ofSubset: TextMap): TextMap {
  return Object.keys(ofWorkloads).length === 0 ? ofSubset : { ...ofWorkloads, ...ofSubset };
}
