import { HttpHeaders } from './header-operations';
import { RouteDestination } from './route-destination';

/**
 * A destination, its share of the requests, and what happens to the headers of that share.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination
 */
export interface WeightedDestination extends RouteDestination {
  /**
   * Changes to the headers of requests to, and responses from, this destination, beside those of the route. Where both set one
   * header, the route wins if there are several destinations.
   *
   * @default - headers stay as the route leaves them.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-headers
   */
  readonly headers?: HttpHeaders;
}
