import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { isCovered, matchesOf } from '../../../mesh/semantics/http-match';
import { HttpMatchRequest } from '../../../mesh/wire/networking';
import { httpRoutesOf, virtualServicesWith } from './http-routes';
import { mayTake, requestAfter } from './redirects';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Redirects to what is redirected again. */
export const REDIRECT_LOOP: Rule = {
  code: 'CDI0213',
  name: 'RedirectLoop',
  severity: Severity.ERROR,
  summary: 'A redirect leads to a URL that the same route redirects again.',
  explanation:
    'The client asks for the URL that it is redirected to, the same route takes it, and answers with the same redirect: browsers give up with too many redirects. Most often `scheme: https` stands in a VirtualService that the HTTPS server of the Gateway takes as well.',
  fix: "For plain HTTP to HTTPS use `tls.httpsRedirect` of the Gateway's server, or match `port: 80` or `scheme: http`; else match what is redirected more narrowly.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect',
  inputs: [VIRTUAL_SERVICE, GATEWAY],
  check: (mesh, report) => {
    for (const object of virtualServicesWith(mesh, 'redirect')) {
      const earlier: HttpMatchRequest[] = [];
      for (const { route, path } of httpRoutesOf(object)) {
        const matches = matchesOf(route);
        const again = matches.find((match) => {
          const next = requestAfter(mesh, object, route, match);
          return next !== undefined && isCovered(next, match) && !earlier.some((each) => mayTake(each, next));
        });
        if (again !== undefined) {
          const message = `A route of ${object.title} redirects to what it takes again, without end`;
          report({ object, path: [...path, 'redirect'], message });
        }
        earlier.push(...matches);
      }
    }
  },
};
