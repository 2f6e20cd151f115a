import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { StringMatch } from '../../../mesh/wire/networking';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** CORS policies that let every site act as the user. */
export const CREDENTIALS_FOR_ANY_ORIGIN: Rule = {
  code: 'CDI0236',
  name: 'CredentialsForAnyOrigin',
  severity: Severity.WARNING,
  summary: 'A CORS policy allows credentials to any origin.',
  explanation:
    "With `allowCredentials` a browser sends cookies along and lets the page read the answer. Envoy sends the page's own origin back where it is allowed, so that with a pattern that takes any origin every site that a user visits can read and do what the user can. Browsers forbid `*` together with credentials for that reason; the pattern gets around it.",
  fix: 'List the origins that are trusted (`exact: https://ui.example.com`), or leave `allowCredentials` out.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'corsPolicy')) {
      const { allowCredentials, allowOrigins, allowOrigin = [] } = route.corsPolicy ?? {};
      const origins = allowOrigins ?? allowOrigin.map((exact) => ({ exact }));
      const at = allowCredentials === true ? origins.findIndex(takesAnyOrigin) : -1;
      if (at >= 0) {
        const message = `The CORS policy of a route of ${object.title} lets any origin use the credentials of the user`;
        const field = allowOrigins === undefined ? 'allowOrigin' : 'allowOrigins';
        report({ object, path: [...path, 'corsPolicy', field, at], message });
      }
    }
  },
};

const ANY_PREFIX: ReadonlySet<string> = new Set(['http', 'https', 'http:', 'https:', 'http://', 'https://']);
const ANY_REGEX = /^\^?(https?(\\)?\??|http\(s\)\?|\(http\|https\))?(:\/\/|:\\\/\\\/)?\.[*+]\$?$/;

function takesAnyOrigin({ exact, prefix, regex }: StringMatch): boolean {
  return exact === '*' || ANY_PREFIX.has(prefix ?? '') || ANY_REGEX.test(regex ?? '');
}
