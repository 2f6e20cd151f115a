import { RoutingClient } from '../mesh/index/gateway-client';

/** A proxy as far as what it does with a request depends on it. */
export interface Proxy extends RoutingClient {
  readonly kind: 'gateway' | 'sidecar';
}
