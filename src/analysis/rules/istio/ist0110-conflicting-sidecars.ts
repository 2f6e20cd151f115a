import { SIDECAR } from '../../../mesh/kinds';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isAmbientPod } from './ambient-mode';
import { reportSharedPods } from './shared-pods';

/** Sidecars that select the same pods. */
export const CONFLICTING_SIDECARS: Rule = {
  code: 'IST0110',
  name: 'ConflictingSidecarWorkloadSelectors',
  severity: Severity.ERROR,
  summary: 'Two Sidecars select the same pods.',
  explanation:
    'One Sidecar applies to a pod. Of several that select it the oldest counts, and the others have no effect on it, so what its proxy knows of the mesh depends on the order in which they were created.',
  fix: 'Make the selectors tell the pods apart, or merge the Sidecars.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0110/',
  inputs: [SIDECAR, ...WORKLOADS],
  check: (mesh, report) =>
    reportSharedPods(mesh, report, {
      objects: mesh.all(SIDECAR),
      selectorOf: ({ spec }) => spec.workloadSelector?.labels ?? {},
      path: ['spec', 'workloadSelector', 'labels'],
      isExempt: isAmbientPod,
    }),
};
