import { MatchIndex } from '../../../mesh/index/match-index';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { isCovered, matchesOf } from '../../../mesh/semantics/http-match';
import { HttpMatchRequest } from '../../../mesh/wire/networking';
import { httpRoutesOf, virtualServicesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Rewrites that lose a slash, or make two of one. */
export const REWRITE_BREAKS_PATH: Rule = {
  code: 'CDI0216',
  name: 'RewriteBreaksPath',
  severity: Severity.WARNING,
  summary: 'A prefix and its rewrite do not agree on the slash at their ends.',
  explanation:
    'Envoy replaces exactly the letters of the prefix. Where the prefix ends with a slash and the rewrite does not, the rest of the path is glued to it: `/old/` rewritten to `/new` makes `/newpage` of `/old/page`. The other way round a slash is doubled: `/api` rewritten to `/` makes `//users` of `/api/users`, which many servers do not know. A route without a `uri` match has the prefix `/`.',
  fix: 'End both with a slash, or none. To strip a prefix, match `prefix: /api/` and `exact: /api` with the rewrite `/`, or use `uriRegexRewrite`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const virtualService of virtualServicesWith(mesh, 'rewrite')) {
      const earlier = new MatchIndex<HttpMatchRequest>();
      for (const { object, route, path } of httpRoutesOf(virtualService)) {
        const uri = route.rewrite?.uri ?? '';
        const matches = matchesOf(route);
        for (const [at, match] of matches.entries()) {
          const isTaken = (request: HttpMatchRequest): boolean =>
            earlier.firstCovering(request) !== undefined ||
            matches.slice(0, at).some((each) => isCovered(request, each));
          const broken = uri === '' ? undefined : brokenPath(match, uri, isTaken);
          if (broken !== undefined) {
            const message = `A rewrite of ${object.title} makes ${broken.after} of ${broken.before}`;
            report({ object, path: [...path, 'rewrite', 'uri'], message });
            break;
          }
        }
        (route.delegate === undefined ? matches : []).forEach((each) => earlier.add(each, each));
      }
    }
  },
};

/** A path that is broken, before and after; undefined where none is. */
function brokenPath(
  match: HttpMatchRequest,
  uri: string,
  isTaken: (request: HttpMatchRequest) => boolean,
): { readonly before: string; readonly after: string } | undefined {
  const prefix = match.uri === undefined ? '/' : (match.uri.prefix ?? '');
  // What is appended to a query is no path.
  if (prefix === '' || uri.includes('?') || prefix.endsWith('/') === uri.endsWith('/')) {
    return undefined;
  }
  const [border, rest] = prefix.endsWith('/') ? ['', 'page'] : ['/', 'page'];
  // Where a match before takes all that stands below the prefix, only the prefix itself is rewritten.
  const below: HttpMatchRequest = { ...match, uri: { prefix: prefix + border } };
  if (border !== '' && isTaken(below)) {
    return undefined;
  }
  return { before: prefix + border + rest, after: uri + border + rest };
}
