import { HttpRoute, HttpRouteDestination } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { checkCors } from './cors';
import { checkDestination, checkWeights } from './destinations';
import { faultOfDuration } from './durations';
import { checkFault } from './http-fault';
import { checkHeaders, isAuthority } from './headers';
import { checkDirectResponse, checkRedirect, checkRewrite } from './http-actions';
import { checkHttpMatch } from './http-match';
import { checkMirrors } from './http-mirrors';
import { checkRetries } from './http-retries';

type Route = Decoded<HttpRoute>;

/** What the VirtualService is that a route belongs to. */
export interface HttpRouteContext {
  /** Whether it has no hosts, so that others delegate to it. */
  readonly isDelegate: boolean;
  /** Whether Istio made it of a route of the Gateway API. */
  readonly isConverted: boolean;
}

/** Checks a route of HTTP. */
export function checkHttpRoute(route: Route, { isDelegate, isConverted }: HttpRouteContext, faults: Faults): void {
  checkConflicts(route, isDelegate, faults);
  (route.match ?? []).forEach((match, index) => checkHttpMatch(match, faults.at('match', index)));
  checkHeaders(route.headers ?? {}, faults.at('headers'));
  if (route.corsPolicy !== undefined) {
    checkCors(route.corsPolicy, faults.at('corsPolicy'));
  }
  if (route.fault !== undefined) {
    checkFault(route.fault, faults.at('fault'));
  }
  checkMirrors(route, faults);
  if (route.redirect !== undefined) {
    checkRedirect(route.redirect, route.match ?? [], faults.at('redirect'));
  }
  if (route.directResponse !== undefined) {
    checkDirectResponse(route.directResponse, faults.at('directResponse'));
  }
  if (route.retries !== undefined) {
    checkRetries(route.retries, faults.at('retries'));
  }
  if (route.rewrite !== undefined) {
    checkRewrite(route.rewrite, faults.at('rewrite'));
  }
  checkAuthority(route, faults);
  checkDestinations(route.route ?? [], isConverted, faults.at('route'));
  faults.error(faultOfDuration(route.timeout), 'timeout');
}

/** Checks that a route does one thing. */
function checkConflicts(route: Route, isDelegate: boolean, faults: Faults): void {
  const { redirect, directResponse, delegate, mirror, mirrors = [] } = route;
  const hasDestinations = (route.route ?? []).length > 0;
  if (delegate !== undefined && !isDelegate) {
    if (redirect !== undefined) {
      faults.error('a route that delegates does not redirect', 'redirect');
    }
    if (hasDestinations) {
      faults.error('a route that delegates has no destinations', 'route');
    }
    return;
  }
  if (delegate !== undefined) {
    faults.error('a route that is delegated to does not delegate', 'delegate');
  }
  const action = redirect !== undefined ? 'redirect' : directResponse !== undefined ? 'directResponse' : undefined;
  if (action !== undefined) {
    const excluded = { route: hasDestinations, fault: route.fault, rewrite: route.rewrite };
    for (const [field, value] of Object.entries(excluded)) {
      if (value !== undefined && value !== false) {
        faults.error(`a route with ${action} has no ${field}`, field);
      }
    }
    if (action === 'redirect' && directResponse !== undefined) {
      faults.error('a route with redirect has no directResponse', 'directResponse');
    }
  } else if (!hasDestinations) {
    faults.error('a route needs destinations, a redirect or a directResponse');
  }
  if (mirror !== undefined && mirrors.length > 0) {
    faults.error('mirror and mirrors exclude each other', 'mirror');
  }
}

/** Checks that the authority is changed in one place only; Istio tells of the first that is too many. */
function checkAuthority({ rewrite, headers }: Route, faults: Faults): void {
  let authority = rewrite?.authority ?? '';
  for (const field of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(headers?.request?.[field] ?? {})) {
      if (isAuthority(name)) {
        if (authority !== '') {
          faults.error(`the authority is set to ${authority} already`, 'headers', 'request', field, name);
          return;
        }
        authority = value;
      }
    }
  }
}

function checkDestinations(
  destinations: readonly Decoded<HttpRouteDestination>[],
  isConverted: boolean,
  faults: Faults,
): void {
  destinations.forEach(({ destination, headers = {} }, index) => {
    if (destination === undefined) {
      faults.error('a destination is missing', index, 'destination');
    }
    checkHeaders(headers, faults.at(index, 'headers'));
    if (!isConverted) {
      checkDestination(destination, faults.at(index, 'destination'));
    }
  });
  checkWeights(destinations, faults);
}
