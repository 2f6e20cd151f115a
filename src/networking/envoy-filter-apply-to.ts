/**
 * What in Envoy's configuration a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ApplyTo
 */
export enum EnvoyApplyTo {
  /** A listener. */
  LISTENER = 'LISTENER',
  /** A filter chain of a listener. */
  FILTER_CHAIN = 'FILTER_CHAIN',
  /** A network filter of a filter chain, such as the HTTP connection manager. */
  NETWORK_FILTER = 'NETWORK_FILTER',
  /** An HTTP filter of an HTTP connection manager. */
  HTTP_FILTER = 'HTTP_FILTER',
  /** A route configuration, the whole of it. */
  ROUTE_CONFIGURATION = 'ROUTE_CONFIGURATION',
  /** A virtual host of a route configuration. */
  VIRTUAL_HOST = 'VIRTUAL_HOST',
  /** A route of a virtual host. */
  HTTP_ROUTE = 'HTTP_ROUTE',
  /** A cluster. */
  CLUSTER = 'CLUSTER',
  /** An extension config that HTTP filters refer to by its name. It goes to every proxy that asks for the name. */
  EXTENSION_CONFIG = 'EXTENSION_CONFIG',
  /**
   * The bootstrap configuration.
   *
   * @deprecated istiod does nothing with it any more; use the `sidecar.istio.io/bootstrapOverride` annotation of the pod
   */
  BOOTSTRAP = 'BOOTSTRAP',
  /** A listener filter, which looks at a connection before its filter chain is chosen. */
  LISTENER_FILTER = 'LISTENER_FILTER',
}
