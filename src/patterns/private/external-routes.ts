import { Destination } from '../../networking/destination';
import { Gateway } from '../../networking/gateway';
import { HttpMatch } from '../../networking/http-match';
import { HttpForwardOptions } from '../../networking/http-route-options';
import { HttpRoute } from '../../networking/http-route';
import { ServiceEntry } from '../../networking/service-entry';
import { ServicePort } from '../../networking/service-port';
import { TlsRoute } from '../../networking/tls-route';
import { ExternalServiceProps } from '../external-service-props';
import { EgressPath } from './egress-path';
import { isHttp, isTls } from './external-checks';

/** The name of the route that requests take first, on which timeouts, retries and faults are. */
export const TO_SERVICE = 'external';

const FROM_EGRESS_GATEWAY = 'from-egress-gateway';

/** A host of an external service, and the way to it. */
export interface ExternalTarget {
  readonly host: string;
  readonly ports: readonly ServicePort[];
  readonly entry: ServiceEntry;
  readonly egress?: EgressPath;
}

/** Undefined where the service has no HTTP port. */
export function httpRoutesTo(target: ExternalTarget, props: ExternalServiceProps): HttpRoute[] | undefined {
  const { timeout, retries, fault } = props;
  const policies: HttpForwardOptions = { name: TO_SERVICE, timeout, retries, fault };
  const ports = target.ports.filter(isHttp);
  if (ports.length === 0) {
    return undefined;
  }
  return target.egress === undefined
    ? ports.map(({ number }) => directRoute(target, number, policies))
    : routesThrough(target, target.egress, ports[0].number, policies);
}

/** The one port needs no match; of several each keeps its requests to itself. */
function directRoute(target: ExternalTarget, port: number, policies: HttpForwardOptions): HttpRoute {
  const match = target.ports.length === 1 ? undefined : [HttpMatch.anyPath({ port })];
  return HttpRoute.to(destinationOf(target, port), { ...policies, match });
}

function routesThrough(
  target: ExternalTarget,
  egress: EgressPath,
  port: number,
  policies: HttpForwardOptions,
): HttpRoute[] {
  const fromClients = HttpMatch.anyPath({ gateways: [Gateway.MESH], port });
  const atGateway = HttpMatch.anyPath({ gateways: [egress.gateway], port: egress.httpPort });
  return [
    HttpRoute.to(egress.forHttp(target.host), { ...policies, match: [fromClients] }),
    HttpRoute.to(destinationOf(target, port), { name: FROM_EGRESS_GATEWAY, match: [atGateway] }),
  ];
}

/** Only through an egress gateway: TLS that goes straight out needs no route. */
export function tlsRoutesTo(target: ExternalTarget): TlsRoute[] | undefined {
  const { egress, host } = target;
  const port = target.ports.find(isTls)?.number;
  if (egress === undefined || port === undefined) {
    return undefined;
  }
  const sniHosts = [host];
  return [
    TlsRoute.to(egress.forTls(), { match: [{ gateways: [Gateway.MESH], port, sniHosts }] }),
    TlsRoute.to(destinationOf(target, port), {
      match: [{ gateways: [egress.gateway], port: egress.tlsPort, sniHosts }],
    }),
  ];
}

function destinationOf({ entry, host }: ExternalTarget, port: number): Destination {
  return Destination.backend(entry.backend({ host, port }));
}
