import { isWithin } from '../../semantics/host-match';
import { L4MatchAttributes, RouteDestination, TcpRoute, TlsMatchAttributes, TlsRoute } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfSubnet, isIpAddress } from './addresses';
import { checkDestination, checkWeights } from './destinations';
import { checkGatewayNames } from './gateway-names';
import { faultOfGatewayDomain, faultOfWildcardDomain } from './hosts';
import { checkLabels } from './labels';
import { faultOfPort } from './ports';

/** What the VirtualService is that a route of TLS belongs to. */
export interface TlsRouteContext {
  readonly hosts: readonly string[];
  /** Whether Istio made it of a route of the Gateway API. */
  readonly isConverted: boolean;
  /** Whether `mesh` is none of its gateways. */
  readonly isBoundToGateways: boolean;
}

/** Checks a route by SNI. */
export function checkTlsRoute(
  { match = [], route = [] }: Decoded<TlsRoute>,
  context: TlsRouteContext,
  faults: Faults,
): void {
  if (match.length === 0) {
    faults.error('a route of TLS matches on SNI', 'match');
  }
  faults.each('match', match, (each, place) => {
    checkSniHosts(each, context, place.at('sniHosts'));
    checkL4Match(each, place);
  });
  if (route.length === 0) {
    faults.error('a route of TLS needs a destination', 'route');
  }
  checkDestinations(route, context.isConverted, faults.at('route'));
}

/** Checks a route of TCP. */
export function checkTcpRoute({ match, route = [] }: Decoded<TcpRoute>, isConverted: boolean, faults: Faults): void {
  faults.each('match', match, checkL4Match);
  if (route.length === 0) {
    faults.error('a route of TCP needs a destination', 'route');
  }
  checkDestinations(route, isConverted, faults.at('route'));
}

function checkSniHosts({ sniHosts = [] }: Decoded<TlsMatchAttributes>, context: TlsRouteContext, faults: Faults): void {
  if (sniHosts.length === 0) {
    faults.error('a match of TLS needs a host of SNI');
  }
  sniHosts.forEach((host, index) => {
    const fault = context.isBoundToGateways ? faultOfGatewayDomain(host, true) : faultOfWildcardDomain(host);
    if (fault !== undefined && isIpAddress(host)) {
      faults.warning(`SNI is no place for an IP address, and few clients send one: ${host}`, index);
    } else if (fault !== undefined) {
      faults.error(fault, index);
    } else if (!context.hosts.some((outer) => isWithin(host, outer))) {
      faults.error(`${host} is none of the hosts of the VirtualService`, index);
    }
  });
}

function checkL4Match(match: Decoded<L4MatchAttributes | TlsMatchAttributes>, faults: Faults): void {
  const { destinationSubnets, port = 0, sourceLabels, gateways } = match;
  faults.each('destinationSubnets', destinationSubnets, (subnet, place) => place.error(faultOfSubnet(subnet)));
  faults.error(port === 0 ? undefined : faultOfPort(port), 'port');
  faults.field('sourceLabels', sourceLabels, checkLabels);
  faults.field('gateways', gateways, (each, place) => checkGatewayNames(each, false, place));
}

function checkDestinations(
  destinations: readonly Decoded<RouteDestination>[],
  isConverted: boolean,
  faults: Faults,
): void {
  destinations.forEach(({ destination }, index) => {
    if (destination === undefined) {
      faults.error('a destination is missing', index, 'destination');
    } else if (!isConverted) {
      checkDestination(destination, faults.at(index, 'destination'));
    }
  });
  checkWeights(destinations, faults);
}
