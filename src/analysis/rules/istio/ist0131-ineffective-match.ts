import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportFaults, VALIDATED } from './schema-faults';

/** Matches of a VirtualService that an earlier route has already. */
export const INEFFECTIVE_MATCH: Rule = {
  code: 'IST0131',
  name: 'VirtualServiceIneffectiveMatch',
  severity: Severity.INFO,
  summary: 'A match of a route repeats one of an earlier route.',
  explanation:
    'Routes are tried in order, so a match that an earlier route has too is never the one that decides. The route is still reached by its other matches.',
  fix: 'Remove the match from one of the routes.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0131/',
  inputs: VALIDATED,
  check: (mesh, report) => reportFaults(mesh, report, 'IST0131'),
};
