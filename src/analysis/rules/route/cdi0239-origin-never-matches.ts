import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Origins of CORS policies that are none. */
export const ORIGIN_NEVER_MATCHES: Rule = {
  code: 'CDI0239',
  name: 'OriginNeverMatches',
  severity: Severity.ERROR,
  summary: 'A CORS policy allows an origin that no browser sends.',
  explanation:
    'An origin is a scheme, a host and maybe a port: `https://ui.example.com`. Without the scheme, or with a path or a slash after it, it equals no `origin` header, so that browsers refuse the answer.',
  fix: 'Write the origin as the browser sends it: scheme, `://`, host, and the port where it is not the usual one.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'corsPolicy')) {
      const { allowOrigins, allowOrigin = [] } = route.corsPolicy ?? {};
      const field = allowOrigins === undefined ? 'allowOrigin' : 'allowOrigins';
      const origins = allowOrigins ?? allowOrigin.map((exact) => ({ exact }));
      for (const [at, { exact }] of origins.entries()) {
        if (exact !== undefined && exact !== '' && exact !== '*' && exact !== 'null' && !ORIGIN.test(exact)) {
          const message = `The CORS policy of a route of ${object.title} allows ${exact}, which is no origin that a browser sends`;
          report({ object, path: [...path, 'corsPolicy', field, at], message });
        }
      }
    }
  },
};

/** Extensions of browsers have schemes of their own. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#A-Z]+$/;
