import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { headOfRegex } from '../../../mesh/semantics/string-match';
import { StringMatch } from '../../../mesh/wire/networking';
import { httpMatchesWith, httpRoutesWithAny } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Paths that do not begin with a slash. */
export const PATH_WITHOUT_SLASH: Rule = {
  code: 'CDI0218',
  name: 'PathWithoutSlash',
  severity: Severity.ERROR,
  summary: 'A path that is matched, or put in the place of one, does not begin with a slash.',
  explanation:
    'Every path that Envoy sees begins with a slash, so a `uri` match without one never takes a request. A rewrite without one makes a request that the service refuses as malformed, and a redirect without one glues the path to the host in the `location` header.',
  fix: 'Begin the path with a slash.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const placed of httpMatchesWith(mesh, 'uri')) {
      const { object, match } = placed;
      const [kind, text] = pathOf(match.uri ?? {});
      if (text !== '' && text !== '*' && !text.startsWith('/')) {
        const message = `A match of ${object.title} asks for a path that begins with ${text}, and paths begin with a slash`;
        report({ object, path: [...placed.matchPath, 'uri', kind], message });
      }
    }
    for (const { object, route, path } of httpRoutesWithAny(mesh, 'rewrite', 'redirect')) {
      for (const [[...field], text] of [
        [['rewrite', 'uri'], route.rewrite?.uri],
        [['redirect', 'uri'], route.redirect?.uri],
        [['redirect', 'prefixRewrite'], route.redirect?.prefixRewrite],
      ] as const) {
        if (text !== undefined && text !== '' && !text.startsWith('/')) {
          const message = `A route of ${object.title} sets the path ${text}, and paths begin with a slash`;
          report({ object, path: [...path, ...field], message });
        }
      }
    }
  },
};

/** What the paths begin with that a match takes, as far as it is certain. */
function pathOf({ exact, prefix, regex }: StringMatch): readonly [string, string] {
  return exact !== undefined
    ? ['exact', exact]
    : prefix !== undefined
      ? ['prefix', prefix]
      : ['regex', headOfRegex(regex ?? '')];
}
