import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpMatchesWith } from './http-routes';
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
  check: (mesh, report) => {
    for (const placed of httpMatchesWith(mesh, 'uri')) {
      const { object, match } = placed;
      for (const kind of ['exact', 'prefix'] as const) {
        const text = match.uri?.[kind] ?? '';
        if (/[?#]/.test(text)) {
          const message = `A match of ${object.title} asks for the path ${text}, and what is compared ends before the query`;
          report({ object, path: [...placed.matchPath, 'uri', kind], message });
        }
      }
    }
  },
};
