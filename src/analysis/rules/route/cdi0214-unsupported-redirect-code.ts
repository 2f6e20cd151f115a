import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Redirects with a status that Envoy has none for. */
export const UNSUPPORTED_REDIRECT_CODE: Rule = {
  code: 'CDI0214',
  name: 'UnsupportedRedirectCode',
  severity: Severity.ERROR,
  summary: 'A redirect has a status code that Envoy does not know.',
  explanation:
    "Istio's own checks take every code from 300 to 399, but Envoy redirects only with 301, 302, 303, 307 and 308. For any other code Istio writes a route without an action; Envoy refuses the whole route configuration for that, so that the proxy keeps the routes that it had and takes no change any more.",
  fix: 'Use 301 or 308 for a move that lasts, 302, 303 or 307 for one that does not; 307 and 308 keep the method.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'redirect')) {
      const code = route.redirect?.redirectCode ?? 0;
      if (code >= 300 && code <= 399 && !SUPPORTED.has(code)) {
        const message = `A route of ${object.title} redirects with status ${code}, which Envoy has no redirect for`;
        report({ object, path: [...path, 'redirect', 'redirectCode'], message });
      }
    }
  },
};

const SUPPORTED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
