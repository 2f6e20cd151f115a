import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { reportLiteralPaths } from './literal-paths';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Matches of paths that have a query in them. */
export const URI_WITH_QUERY: Rule = {
  code: 'CDI0238',
  name: 'UriWithQuery',
  severity: Severity.ERROR,
  summary: 'A path match contains a question mark or a number sign.',
  explanation:
    'The path that Envoy compares ends before the query, and a fragment is never sent. A match with either of them takes no request.',
  fix: 'Match the path in `uri` and the query in `queryParams`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => reportLiteralPaths(mesh, report, hasQuery, 'and what is compared ends before the query'),
};

function hasQuery(path: string): boolean {
  return /[?#]/.test(path);
}
