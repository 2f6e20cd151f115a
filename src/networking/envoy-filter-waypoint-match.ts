import * as networking from '../../imports/networking';
import { renderFilter } from './envoy-filter-listener-match';
import { Field } from './private/field';

/**
 * The parts of a waypoint that a patch is for. istiod, as of 1.31, takes such patches and does nothing with them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch
 */
export interface EnvoyWaypointMatch {
  /**
   * The port of the Service.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch
   */
  readonly portNumber?: number;

  /**
   * The name of a network filter.
   *
   * @default - any; with `subFilter` the HTTP connection manager, `envoy.filters.network.http_connection_manager`.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-WaypointMatch-FilterMatch
   */
  readonly filter?: string;

  /**
   * The name of an HTTP filter in the HTTP connection manager.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-WaypointMatch-FilterMatch-sub_filter
   */
  readonly subFilter?: string;

  /**
   * The name of a route.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-WaypointMatch-RouteMatch-name
   */
  readonly route?: string;
}

/** Throws unless the port and the names are such. */
export function renderWaypointMatch(match: EnvoyWaypointMatch, field: Field): networking.EnvoyFilterWaypointMatch {
  const { portNumber, route } = match;
  return {
    portNumber: portNumber === undefined ? undefined : field.of('portNumber').port(portNumber),
    filter: renderFilter(match, field),
    route: route === undefined ? undefined : { name: route },
  };
}
