import { Destination } from './destination';

/**
 * A destination and its share of the connections.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination
 */
export interface RouteDestination {
  /**
   * Where the connections go.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination-destination
   */
  readonly destination: Destination;

  /**
   * The share, relative to the sum of all weights of the route, which need not be 100. A destination of weight 0 gets nothing.
   *
   * @default - a single destination gets everything; of several each needs a weight.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination-weight
   */
  readonly weight?: number;
}
