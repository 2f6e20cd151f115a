/**
 * What a route of Envoy does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch-Action
 */
export enum EnvoyRouteAction {
  /** Any of them. */
  ANY = 'ANY',
  /** It sends requests to a cluster. */
  ROUTE = 'ROUTE',
  /** It redirects. */
  REDIRECT = 'REDIRECT',
  /** It answers by itself. */
  DIRECT_RESPONSE = 'DIRECT_RESPONSE',
}
