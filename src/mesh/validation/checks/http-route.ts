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
  faults.each('match', route.match, checkHttpMatch);
  faults.field('headers', route.headers, checkHeaders);
  faults.field('corsPolicy', route.corsPolicy, checkCors);
  faults.field('fault', route.fault, checkFault);
  checkMirrors(route, faults);
  if (route.redirect !== undefined) {
    checkRedirect(route.redirect, route.match ?? [], faults.at('redirect'));
  }
  faults.field('directResponse', route.directResponse, checkDirectResponse);
  faults.field('retries', route.retries, checkRetries);
  faults.field('rewrite', route.rewrite, checkRewrite);
  checkAuthority(route, faults);
  if (route.route !== undefined) {
    checkDestinations(route.route, isConverted, faults);
  }
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
  const request = headers?.request;
  if (request === undefined) {
    return;
  }
  let authority = rewrite?.authority ?? '';
  for (const field of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(request[field] ?? {})) {
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
  faults.each('route', destinations, ({ destination, headers }, place) => {
    if (destination === undefined) {
      place.error('a destination is missing', 'destination');
    }
    place.field('headers', headers, checkHeaders);
    if (destination !== undefined && !isConverted) {
      checkDestination(destination, place.at('destination'));
    }
  });
  checkWeights(destinations, faults.at('route'));
}
