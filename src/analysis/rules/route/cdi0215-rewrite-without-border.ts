import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Rewrites of prefixes that end within a segment of the path. */
export const REWRITE_WITHOUT_BORDER: Rule = {
  code: 'CDI0215',
  name: 'RewriteWithoutBorder',
  severity: Severity.INFO,
  summary: 'A prefix that is rewritten ends within a path segment, so longer names are rewritten too.',
  explanation:
    'Envoy compares a prefix letter by letter and knows no segments: `/v1` takes `/v1` and `/v1/users`, and also `/v1beta/users`, of which a rewrite to `/v2` makes `/v2beta/users`. The service gets paths that nobody meant.',
  fix: 'Match `prefix: /v1/` with the rewrite `/v2/`, and `exact: /v1` with a rewrite of its own where that path is served.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'rewrite')) {
      const rewritten = route.rewrite?.uri ?? '';
      // With a slash at the end of the rewrite alone it is wrong anyhow, which another rule says.
      for (const [at, { uri }] of (rewritten === '' || rewritten.endsWith('/') ? [] : (route.match ?? [])).entries()) {
        const prefix = uri?.prefix ?? '';
        if (prefix !== rewritten && ENDS_WITHIN_SEGMENT.test(prefix)) {
          const message = `A rewrite of ${object.title} makes ${rewritten}x of ${prefix}x, as the prefix ends within a path segment`;
          report({ object, path: [...path, 'match', at, 'uri', 'prefix'], message });
        }
      }
    }
  },
};

/** Names with a dot are files, or services of gRPC, which have their own borders. */
const ENDS_WITHIN_SEGMENT = /^\/(.*\/)?[^/.]*[^/.]$/;
