import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Destination } from './destination';
import { Field } from './private/field';
import { CheckedL4Match, checkL4Match, renderL4Match } from './private/l4-conditions';
import { checkRouteHost } from './private/route-host';
import { checkDestinations, renderDestination } from './private/weights';
import { RouteDestination } from './route-destination';
import { TlsMatch } from './tls-match';

const FIELD = new Field('tls');

/** Which TLS connections a route takes. */
export interface TlsRouteOptions {
  /**
   * The connections: those that fit one of these.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute-match
   */
  readonly match: TlsMatch[];

  /**
   * Fields of the route that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

interface CheckedTlsMatch extends CheckedL4Match {
  readonly sniHosts: readonly string[];
}

/**
 * A rule for TLS connections that nobody terminates on the way: which ones, by their SNI, and where they go. It applies to the
 * ports of a gateway that pass TLS through, and to those of Services and ServiceEntries that carry TLS or HTTPS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export class TlsRoute {
  /**
   * Forwards connections to one destination.
   *
   * @throws if there is no match, a match has no SNI host, or a condition is not one that Istio takes.
   */
  public static to(destination: Destination, options: TlsRouteOptions): TlsRoute {
    return TlsRoute.split([{ destination }], options);
  }

  /**
   * Shares connections among destinations by their weights, which are relative and need not add up to 100.
   *
   * @throws if there is no destination, one of several has no weight (Istio would send it nothing), a weight is not a whole
   * number from 0, or all weights are 0; or as `to()` does.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute-route
   */
  public static split(destinations: RouteDestination[], options: TlsRouteOptions): TlsRoute {
    return new TlsRoute(checkDestinations(destinations, FIELD.of('route')), options);
  }

  private readonly match: readonly CheckedTlsMatch[];
  private readonly overrides: JsonMap | undefined;

  private constructor(
    private readonly destinations: readonly RouteDestination[],
    options: TlsRouteOptions,
  ) {
    if (options.match.length === 0) {
      throw FIELD.of('match').fault(
        'must say which connections are meant',
        options.match,
        'give a match with sniHosts',
      );
    }
    this.match = options.match.map((match, index) => checkMatch(match, index));
    this.overrides = deepCopy(options.overrides);
  }

  /** @internal */
  public _render(context: RenderContext): networking.TlsRoute {
    const route: networking.TlsRoute = {
      match: this.match.map((match) => ({ ...renderL4Match(match, context), sniHosts: [...match.sniHosts] })),
      route: this.destinations.map((destination) => renderDestination(destination, context)),
    };
    return withOverrides(route, this.overrides);
  }
}

function checkMatch(match: TlsMatch, at: number): CheckedTlsMatch {
  const field = FIELD.of('match').entry(at);
  const hosts = field.of('sniHosts');
  if (match.sniHosts.length === 0) {
    throw hosts.fault('must hold a host', match.sniHosts, "name the hosts, or give '*' where it is a host too");
  }
  const sniHosts = match.sniHosts.map((host, index) => checkRouteHost(host, `tls.match[${at}].sniHosts[${index}]`));
  return { ...checkL4Match(match, field), sniHosts };
}
