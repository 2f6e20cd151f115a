import * as networking from '../../imports/networking';
import { Field } from './private/field';

/** The network filter in which HTTP filters are. */
export const HTTP_CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

/**
 * The filter chains that a patch is for: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch
 */
export interface EnvoyFilterChainMatch {
  /**
   * The chain's name.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-name
   */
  readonly name?: string;

  /**
   * A server name (SNI) that the chain is for, as it stands there: a wildcard is compared like any text.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-sni
   */
  readonly sni?: string;

  /**
   * The transport protocol that the chain is for: `tls` or `raw_buffer`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-transport_protocol
   */
  readonly transportProtocol?: string;

  /**
   * Application protocols (ALPN) that the chain is for, such as `h2` and `http/1.1`: it has to be for all of these.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-application_protocols
   */
  readonly applicationProtocols?: string[];

  /**
   * The port that the chain is for.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-destination_port
   */
  readonly destinationPort?: number;

  /**
   * The name of a network filter of the chain.
   *
   * @default - any; with `subFilter` the HTTP connection manager, `envoy.filters.network.http_connection_manager`.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch-filter
   */
  readonly filter?: string;

  /**
   * The name of an HTTP filter in the HTTP connection manager, such as `envoy.filters.http.router`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterMatch-sub_filter
   */
  readonly subFilter?: string;
}

/**
 * The listeners that a patch is for: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch
 */
export interface EnvoyListenerMatch {
  /**
   * The listener's name, such as `virtualInbound` or `0.0.0.0_8080`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-name
   */
  readonly name?: string;

  /**
   * The port. What sidecars take in comes through one listener for all ports: there it is the port of the filter chain.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-port_number
   */
  readonly portNumber?: number;

  /**
   * The name of the port. Istio accepts the field and does nothing with it.
   *
   * @default - not written.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch
   */
  readonly portName?: string;

  /**
   * The name of a listener filter, such as `envoy.filters.listener.tls_inspector`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-listener_filter
   */
  readonly listenerFilter?: string;

  /**
   * The filter chains of the listener.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-filter_chain
   */
  readonly filterChain?: EnvoyFilterChainMatch;
}

/** Throws unless ports and names are such. */
export function renderListenerMatch(match: EnvoyListenerMatch, field: Field): networking.EnvoyFilterListenerMatch {
  return {
    name: match.name,
    portNumber: match.portNumber === undefined ? undefined : field.of('portNumber').port(match.portNumber),
    portName: match.portName,
    listenerFilter: field.of('listenerFilter').text(match.listenerFilter),
    filterChain: match.filterChain && renderFilterChain(match.filterChain, field.of('filterChain')),
  };
}

/** A filter, and one inside it, as a match names them; throws where a name is empty or a sub filter can't be there. */
export function renderFilter(
  match: { readonly filter?: string; readonly subFilter?: string },
  field: Field,
): networking.EnvoyFilterListenerMatchFilterMatch | undefined {
  const filter = field.of('filter').text(match.filter);
  const subFilter = field.of('subFilter').text(match.subFilter);
  if (subFilter === undefined) {
    return filter === undefined ? undefined : { name: filter };
  }
  if (filter !== undefined && filter !== HTTP_CONNECTION_MANAGER) {
    throw field.fault(
      `must name a subFilter only in ${HTTP_CONNECTION_MANAGER}`,
      { filter, subFilter },
      'leave filter out, or leave subFilter out',
    );
  }
  return { name: HTTP_CONNECTION_MANAGER, subFilter: { name: subFilter } };
}

function renderFilterChain(
  match: EnvoyFilterChainMatch,
  field: Field,
): networking.EnvoyFilterListenerMatchFilterChainMatch {
  return {
    name: match.name,
    sni: match.sni,
    transportProtocol: match.transportProtocol,
    applicationProtocols: match.applicationProtocols && joinProtocols(match.applicationProtocols, field),
    destinationPort:
      match.destinationPort === undefined ? undefined : field.of('destinationPort').port(match.destinationPort),
    filter: renderFilter(match, field),
  };
}

/** Istio takes the protocols in one text, divided by commas without spaces. */
function joinProtocols(protocols: readonly string[], field: Field): string {
  const wrong = protocols.find((protocol) => !/^[^\s,]+$/.test(protocol));
  if (wrong !== undefined || protocols.length === 0) {
    throw field
      .of('applicationProtocols')
      .fault('must list ALPN protocols', wrong ?? protocols, "give them one by one: ['h2', 'http/1.1']");
  }
  return protocols.join(',');
}
