import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportFaults, VALIDATED } from './schema-faults';

/** Routes of a VirtualService that no request comes to. */
export const UNREACHABLE_RULE: Rule = {
  code: 'IST0130',
  name: 'VirtualServiceUnreachableRule',
  severity: Severity.WARNING,
  summary: 'A route of a VirtualService is never used, because an earlier one takes all of its requests.',
  explanation:
    'Routes are tried in order, and the first that matches is taken. One that stands behind another with the same match, or behind one without any, gets no request: what it was written for does not happen.',
  fix: 'Move the more specific route before the other, or remove it.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0130/',
  inputs: VALIDATED,
  check: (mesh, report) => reportFaults(mesh, report, 'IST0130'),
};
