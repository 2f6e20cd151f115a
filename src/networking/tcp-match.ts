import { L4Match } from './l4-match';

/**
 * Which TCP connections a route takes; all of it at once.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface TcpMatch extends L4Match {
  /**
   * Addresses that the connection comes from, as `10.1.2.3` or `10.1.0.0/16`. Istio takes this field but does nothing with it
   * to this day.
   *
   * @default - any address.
   */
  readonly sourceSubnet?: string;
}
