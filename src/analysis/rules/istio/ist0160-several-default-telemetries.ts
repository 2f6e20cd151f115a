import { TELEMETRY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportSeveralDefaults } from './shared-pods';

/** Several Telemetries for all pods of one namespace. */
export const SEVERAL_DEFAULT_TELEMETRIES: Rule = {
  code: 'IST0160',
  name: 'MultipleTelemetriesWithoutWorkloadSelectors',
  severity: Severity.ERROR,
  summary: 'A namespace has several Telemetries without a selector.',
  explanation:
    'A namespace has one default Telemetry: of several the oldest counts, and what the others say of logs, traces and metrics has no effect.',
  fix: 'Merge them, or give all but one a `selector`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0160/',
  inputs: [TELEMETRY],
  check: (mesh, report) =>
    reportSeveralDefaults(
      mesh.all(TELEMETRY).filter(({ spec }) => spec.selector === undefined),
      report,
    ),
};
