import {
  CONFIG_MAP,
  ENVOY_FILTER,
  PEER_AUTHENTICATION,
  PROXY_CONFIG,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
} from '../../../mesh/kinds';
import { FieldPath } from '../../../mesh/origin';
import { at, textsAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads, WORKLOADS } from '../../inputs';
import { workloadsOf } from './policy-workloads';

const KINDS = [PEER_AUTHENTICATION, REQUEST_AUTHENTICATION, TELEMETRY, WASM_PLUGIN, PROXY_CONFIG, ENVOY_FILTER];

/** Where these kinds keep their selector. */
const SELECTORS: readonly FieldPath[] = [
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'workloadSelector', 'labels'],
];

/** Policies whose selector is carried by no workload. */
export const POLICY_WITHOUT_WORKLOAD: Rule = {
  code: 'CDI0510',
  name: 'PolicyWithoutWorkload',
  severity: Severity.WARNING,
  summary: 'The selector of a policy selects no workload.',
  explanation:
    'A policy with a selector holds for the pods of its namespace that carry all of the labels; in the root namespace, for those of all namespaces. With a label that nobody carries it holds for nobody: traffic that it was to close stays open.',
  fix: "Correct the labels; they are those of the pods (the Deployment's `template`), not those of the Deployment or the Service.",
  docs: 'https://istio.io/latest/docs/reference/config/type/workload-selector/',
  inputs: [...KINDS, CONFIG_MAP, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const object of KINDS.flatMap((kind) => mesh.all<unknown>(kind))) {
      for (const path of SELECTORS) {
        const labels = textsAt(object.manifest, ...path);
        // Nor do those of other namespaces tell of all pods of the mesh, which a policy in the root namespace is for.
        const isKnown = mesh.workloads.inNamespace(object.namespace).length > 0;
        const isSet = at(object.manifest, ...path) !== undefined && Object.keys(labels).length > 0;
        if (isSet && isKnown && workloadsOf(mesh, object, labels).length === 0) {
          const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
          report({ object, path, message: `${object.title} selects no workload: none carries ${wanted.join(', ')}` });
        }
      }
    }
  },
};
