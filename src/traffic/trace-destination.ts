import { ManifestPlace } from '../mesh/manifest-place';

/** Where a share of the requests goes. */
export interface TraceDestination {
  /** Its share of the requests that the route takes, in percent. */
  readonly share: number;

  /** The name of the cluster as access logs have it: `outbound|8000|v2|httpbin.default.svc.cluster.local`. */
  readonly cluster: string;

  /**
   * The full name of the host.
   *
   * @default - there is no such cluster.
   */
  readonly host?: string;

  /**
   * The port of the host.
   *
   * @default - there is no such cluster.
   */
  readonly port?: number;

  /**
   * The subset of the host by its DestinationRule.
   *
   * @default - the host as a whole.
   */
  readonly subset?: string;

  /** The DestinationRules whose traffic policies and subsets count; several where Istio merges them. */
  readonly destinationRules: ManifestPlace[];

  /**
   * The traffic policy that counts, in the fields of a DestinationRule: of the subset over that of the host, of the port over both.
   *
   * @default - Istio's defaults.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
   */
  readonly trafficPolicy?: { readonly [field: string]: unknown };

  /**
   * Why there is no such cluster, so that requests fail.
   *
   * @default - there is.
   */
  readonly missing?: string;
}
