import { Request } from './request';
import { Outcome, RequestTrace } from './request-trace';

/** The way of a request that ends before it comes to a route, with what is known of it by then; without an outcome yet where none is given. */
export function endedTrace(
  request: Request,
  outcome: Outcome | undefined,
  found: Partial<RequestTrace> = {},
): RequestTrace {
  return {
    request,
    gateways: [],
    rejectedServers: [],
    failedRoutes: [],
    unreachableRoutes: [],
    policies: [],
    destinations: [],
    mirrors: [],
    outcomes: outcome === undefined ? [] : [outcome],
    notes: [],
    ...found,
  };
}
