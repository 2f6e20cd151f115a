import { ClusterClient } from '../mesh/index/clusters';
import { RegisteredService } from '../mesh/index/services';

/** A proxy as far as what it does with a request depends on it. */
export interface Proxy extends ClusterClient {
  readonly kind: 'gateway' | 'sidecar';
  /** The service that a host stands for in a route of a VirtualService of a namespace. */
  lookup(host: string, namespace: string): RegisteredService | undefined;
}
