import { NAMESPACE } from '../../../mesh/kinds';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../../../mesh/semantics/injection';
import { TextMap } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { userNamespaces } from './namespace-injection';

/** Namespaces that say twice how they belong to the mesh. */
export const SEVERAL_INJECTION_LABELS: Rule = {
  code: 'IST0123',
  name: 'NamespaceMultipleInjectionLabels',
  severity: Severity.WARNING,
  summary: 'A namespace has several labels that say how its pods take part in the mesh.',
  explanation:
    'Each label calls for another way into the mesh: the default injector, that of a revision, or the ambient mode. `istio-injection` wins over a revision, so pods get the sidecar of another control plane than the other label says, and with ambient mode beside it they may be caught twice.',
  fix: 'Keep one of the labels.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0123/',
  inputs: [NAMESPACE],
  check: (mesh, report) => {
    for (const object of userNamespaces(mesh)) {
      const labels = claims(object.labels);
      if (labels.length > 1) {
        const shown = labels.map((label) => `${label}=${object.labels[label]}`);
        report({
          object,
          path: ['metadata', 'labels', labels[1]],
          message: `${object.title} has ${shown.join(' and ')}, of which one is enough`,
        });
      }
    }
  },
};

/** A namespace that refuses sidecars may have the other labels. */
function claims(labels: TextMap): string[] {
  const injection = labels[INJECTION] as string | undefined;
  const others = injection === undefined || injection === 'enabled' ? [REVISION, DATAPLANE_MODE] : [];
  return [INJECTION, ...others].filter((label) => Object.hasOwn(labels, label));
}
