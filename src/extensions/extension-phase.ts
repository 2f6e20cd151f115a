/**
 * Where among Istio's own filters an extension stands.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-ExecutionPhase
 */
export enum ExtensionPhase {
  /** As if left out: at the end, right before the request is routed. */
  UNSPECIFIED = 'UNSPECIFIED',
  /** Before Istio authenticates the request. */
  AUTHN = 'AUTHN',
  /** Between authentication and authorization. */
  AUTHZ = 'AUTHZ',
  /** Between authorization and the metrics. */
  STATS = 'STATS',
}
