/**
 * Where among Istio's own filters a filter is added.
 *
 * istiod, as of 1.31, accepts the class and does not look at it: a filter that is added comes last.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-FilterClass
 */
export enum EnvoyFilterClass {
  /** As if left out. */
  UNSPECIFIED = 'UNSPECIFIED',
  /** After authentication. */
  AUTHN = 'AUTHN',
  /** After authorization. */
  AUTHZ = 'AUTHZ',
  /** Before the metrics. */
  STATS = 'STATS',
}
