import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Destination } from './destination';
import { Field } from './private/field';
import { CheckedL4Match, checkL4Match, renderL4Match } from './private/l4-conditions';
import { checkSubnet } from './private/subnet';
import { checkDestinations, renderDestination } from './private/weights';
import { RouteDestination } from './route-destination';
import { TcpMatch } from './tcp-match';

const FIELD = new Field('tcp');

/** Which TCP connections a route takes. */
export interface TcpRouteOptions {
  /**
   * The connections: those that fit one of these.
   *
   * @default - every connection; so does an empty list.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute-match
   */
  readonly match?: TcpMatch[];

  /**
   * Fields of the route that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

interface CheckedTcpMatch extends CheckedL4Match {
  readonly sourceSubnet?: string;
}

/**
 * A rule for TCP connections: which ones, and where they go. It applies to ports that carry neither HTTP nor TLS, and to those
 * of a gateway that terminate TLS for TCP.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export class TcpRoute {
  /**
   * Forwards connections to one destination.
   *
   * @throws if a condition is not one that Istio takes.
   */
  public static to(destination: Destination, options: TcpRouteOptions = {}): TcpRoute {
    return TcpRoute.split([{ destination }], options);
  }

  /**
   * Shares connections among destinations by their weights, which are relative and need not add up to 100.
   *
   * @throws if there is no destination, one of several has no weight (Istio would send it nothing), a weight is not a whole
   * number from 0, or all weights are 0; or as `to()` does.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute-route
   */
  public static split(destinations: RouteDestination[], options: TcpRouteOptions = {}): TcpRoute {
    return new TcpRoute(checkDestinations(destinations, FIELD.of('route')), options);
  }

  private readonly match: readonly CheckedTcpMatch[] | undefined;
  private readonly overrides: JsonMap | undefined;

  private constructor(
    private readonly destinations: readonly RouteDestination[],
    options: TcpRouteOptions,
  ) {
    this.match = options.match?.map((match, index) => checkMatch(match, FIELD.of('match').entry(index)));
    this.overrides = deepCopy(options.overrides);
  }

  /** @internal */
  public _render(context: RenderContext): networking.TcpRoute {
    const route: networking.TcpRoute = {
      match: this.match?.map((match) => ({ ...renderL4Match(match, context), sourceSubnet: match.sourceSubnet })),
      route: this.destinations.map((destination) => renderDestination(destination, context)),
    };
    return withOverrides(route, this.overrides);
  }
}

function checkMatch(match: TcpMatch, field: Field): CheckedTcpMatch {
  const { sourceSubnet } = match;
  return {
    ...checkL4Match(match, field),
    sourceSubnet: sourceSubnet === undefined ? undefined : checkSubnet(sourceSubnet, field.of('sourceSubnet')),
  };
}
