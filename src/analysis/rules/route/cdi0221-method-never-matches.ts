import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpMatchesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Methods and schemes in letters of the wrong case. */
export const METHOD_NEVER_MATCHES: Rule = {
  code: 'CDI0221',
  name: 'MethodNeverMatches',
  severity: Severity.ERROR,
  summary: 'A match asks for a method or a scheme in letters of the wrong case.',
  explanation:
    'Methods are written in capital letters and schemes in small ones, and both are compared letter by letter: `get` matches no request, and neither does `HTTPS`.',
  fix: 'Write methods in capital letters (`GET`) and schemes in small ones (`https`).',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const [field, isWrong] of [
      ['method', (text: string) => METHODS.has(text.toUpperCase()) && !METHODS.has(text)],
      ['scheme', (text: string) => SCHEMES.has(text.toLowerCase()) && !SCHEMES.has(text)],
    ] as const) {
      for (const { object, match, matchPath } of httpMatchesWith(mesh, field)) {
        for (const kind of ['exact', 'regex'] as const) {
          const text = match[field]?.[kind];
          if (text !== undefined && isWrong(text)) {
            const message = `A match of ${object.title} asks for the ${field} ${text}, which is always written in other letters`;
            report({ object, path: [...matchPath, field, kind], message });
          }
        }
      }
    }
  },
};

const METHODS: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  ...['OPTIONS', 'CONNECT', 'TRACE'],
]);
const SCHEMES: ReadonlySet<string> = new Set(['http', 'https']);
