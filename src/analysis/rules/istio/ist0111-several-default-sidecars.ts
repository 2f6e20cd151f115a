import { NAMESPACE, SIDECAR } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isAmbientNamespace } from './ambient-mode';
import { reportSeveralDefaults } from './shared-pods';

/** Several Sidecars for all pods of one namespace. */
export const SEVERAL_DEFAULT_SIDECARS: Rule = {
  code: 'IST0111',
  name: 'MultipleSidecarsWithoutWorkloadSelectors',
  severity: Severity.ERROR,
  summary: 'A namespace has several Sidecars without a selector.',
  explanation:
    'A namespace has one default Sidecar: of several the oldest counts, and the others have no effect, so what proxies know of the mesh depends on the order in which they were created.',
  fix: 'Merge them, or give all but one a `workloadSelector`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0111/',
  inputs: [NAMESPACE, SIDECAR],
  check: (mesh, report) =>
    reportSeveralDefaults(
      mesh
        .all(SIDECAR)
        .filter(
          ({ spec, namespace }) =>
            Object.keys(spec.workloadSelector?.labels ?? {}).length === 0 && !isAmbientNamespace(mesh, namespace),
        ),
      report,
    ),
};
