import { TELEMETRY } from '../../../mesh/kinds';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportSharedPods } from './shared-pods';

/** Telemetries that select the same pods. */
export const CONFLICTING_TELEMETRIES: Rule = {
  code: 'IST0159',
  name: 'ConflictingTelemetryWorkloadSelectors',
  severity: Severity.ERROR,
  summary: 'Two Telemetries select the same pods.',
  explanation:
    'One Telemetry with a selector applies to a pod. Of several that select it the oldest counts, and what the others say of logs, traces and metrics has no effect on it.',
  fix: 'Make the selectors tell the pods apart, or merge the Telemetries.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0159/',
  inputs: [TELEMETRY, ...WORKLOADS],
  check: (mesh, report) =>
    reportSharedPods(mesh, report, {
      objects: mesh.all(TELEMETRY),
      selectorOf: ({ spec }) => spec.selector?.matchLabels ?? {},
      path: ['spec', 'selector', 'matchLabels'],
    }),
};
