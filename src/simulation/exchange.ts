import { VirtualHost, VirtualHostRoute } from '../mesh/index/virtual-host';
import { HttpFacts, mismatchOf } from '../mesh/semantics/request-match';
import { readTarget } from '../mesh/semantics/uri-path';
import { HttpContext, routeName } from './http-context';
import { localReply } from './outcomes';
import { Request } from './request';
import { routeAction } from './route-action';
import { FailedRoute, Outcome, RequestTrace } from './request-trace';

/** The part of a trace that an HTTP request adds. */
export type HttpTrace = Pick<
  RequestTrace,
  | 'virtualHost'
  | 'failedRoutes'
  | 'unreachableRoutes'
  | 'route'
  | 'policies'
  | 'destinations'
  | 'mirrors'
  | 'timeout'
  | 'retries'
  | 'outcomes'
  | 'notes'
>;

/** What was found when routes were tried one after the other. */
interface RouteSearch {
  readonly failed: readonly FailedRoute[];
  readonly route: VirtualHostRoute | undefined;
}

/** What a proxy does with an HTTP request. */
export function exchange(request: Request, context: HttpContext): HttpTrace {
  const { virtualHost, policies } = context;
  const facts = factsOf(request);
  const before = search(virtualHost, facts);
  const verdict = policies?.judge(request, facts);
  const admitted = verdict === undefined ? facts : { ...facts, headers: verdict.headers, claims: verdict.claims };
  const found = admitted.claims === undefined ? before : search(virtualHost, admitted);
  const action = routeAction(request, admitted, found.route, context);
  const cluster = action.destinations[0]?.cluster?.name;
  const outcomes: readonly Outcome[] =
    verdict?.refusal === undefined
      ? action.outcomes
      : [localReply(request, { ...verdict.refusal, cluster, routeName: routeName(found.route) })];
  return {
    virtualHost,
    failedRoutes: found.failed,
    unreachableRoutes: virtualHost?.unreachable ?? [],
    route: found.route,
    policies: verdict?.decisions ?? [],
    destinations: action.destinations,
    mirrors: action.mirrors,
    timeout: found.route?.route.timeout,
    retries: found.route?.route.retries,
    outcomes,
    notes: verdict?.notes ?? [],
  };
}

/** What a request is to conditions, its path normalized. */
export function factsOf(request: Request): HttpFacts {
  return {
    ...readTarget(request.target),
    method: request.method,
    scheme: request.isTls ? 'https' : 'http',
    authority: request.authority,
    headers: request._headers,
  };
}

function search(virtualHost: VirtualHost | undefined, facts: HttpFacts): RouteSearch {
  const failed: FailedRoute[] = [];
  for (const route of virtualHost?.routes ?? []) {
    const mismatch = mismatchOf(route.match, facts);
    if (mismatch === undefined) {
      return { failed, route };
    }
    failed.push({ route, mismatch });
  }
  return { failed, route: undefined };
}
