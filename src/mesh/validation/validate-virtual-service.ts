import { MeshObject } from '../mesh-object';
import { hostsOverlap, isWildcard } from '../semantics/host-match';
import { HttpRoute, VirtualServiceSpec } from '../wire/networking';
import { unlessIpAddress } from './checks/addresses';
import { checkExportTo } from './checks/export-to';
import { checkGatewayNames } from './checks/gateway-names';
import { isClaim } from './checks/headers';
import { checkHttpRoute } from './checks/http-route';
import { faultOfGatewayDomain, faultOfWildcardDomain } from './checks/hosts';
import { checkTcpRoute, checkTlsRoute } from './checks/l4-routes';
import { warnOfUnreachable } from './checks/unreachable-routes';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Set by Istio on what it makes of routes of the Gateway API. */
const SEMANTICS = 'internal.istio.io/route-semantics';
const MESH = 'mesh';

type Spec = Decoded<VirtualServiceSpec>;

/** Checks a VirtualService as Istio does. */
export function validateVirtualService(spec: Spec, object: MeshObject, faults: Faults): void {
  const { hosts = [], gateways = [], http = [], tls, tcp, exportTo } = spec;
  const isConverted = object.annotations[SEMANTICS] === 'gateway';
  const isDelegate = hosts.length === 0;
  // Without gateways, routes are the mesh's.
  const isBoundToGateways = gateways.length > 0 && !gateways.includes(MESH);
  if (isDelegate) {
    checkDelegate(spec, faults);
  }
  checkGatewayNames(gateways, isConverted, faults.at('gateways'));
  if (!isBoundToGateways) {
    checkNoClaims(http, faults);
  }
  if (checkHosts(spec, isBoundToGateways, faults) && hosts.length > 1) {
    checkOverlaps(hosts, faults.at('hosts'));
  }
  if (http.length + (tcp?.length ?? 0) + (tls?.length ?? 0) === 0) {
    faults.error('a VirtualService needs routes: http, tls or tcp');
  }
  const context = { isDelegate, isConverted };
  faults.each('http', http, (route, place) => checkHttpRoute(route, context, place));
  if (tls !== undefined) {
    const tlsContext = { hosts, isConverted, isBoundToGateways: !gateways.includes(MESH) };
    faults.each('tls', tls, (route, place) => checkTlsRoute(route, tlsContext, place));
  }
  faults.each('tcp', tcp, (route, place) => checkTcpRoute(route, isConverted, place.errorsOnly));
  faults.field('exportTo', exportTo, (each, place) => checkExportTo(each, object.namespace, {}, place));
  warnOfUnreachable(http, faults.at('http'));
  faults.field('tcp', tcp, warnOfUnreachable);
  faults.field('tls', tls, warnOfUnreachable);
}

/** A VirtualService without hosts is one that others delegate to. */
function checkDelegate({ gateways = [], tls = [], tcp = [] }: Spec, faults: Faults): void {
  if (gateways.length > 0) {
    faults.error('a VirtualService without hosts, which is one to delegate to, has no gateways', 'gateways');
  }
  if (tls.length > 0) {
    faults.error('a VirtualService without hosts, which is one to delegate to, has no routes of TLS', 'tls');
  }
  if (tcp.length > 0) {
    faults.error('a VirtualService without hosts, which is one to delegate to, has no routes of TCP', 'tcp');
  }
}

function checkNoClaims(http: readonly Decoded<HttpRoute>[], faults: Faults): void {
  http.forEach(({ match = [] }, index) =>
    match.forEach((conditions, at) => {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        for (const name of Object.keys(conditions[field] ?? {}).filter(isClaim)) {
          faults.error(
            `${name} matches on a claim of a JWT, which only gateways can`,
            ...['http', index, 'match', at, field, name],
          );
        }
      }
    }),
  );
}

/** Whether all hosts are fine. */
function checkHosts(spec: Spec, isBoundToGateways: boolean, faults: Faults): boolean {
  const before = faults.found.length;
  const matchesSni = spec.tls?.some(({ match }) => match?.some(({ sniHosts = [] }) => sniHosts.length > 0)) === true;
  faults.each('hosts', spec.hosts, (host, place) => {
    if (isBoundToGateways) {
      place.error(unlessIpAddress(host, faultOfGatewayDomain(host, matchesSni)));
    } else if (host === '*') {
      place.error('routes of the mesh are for hosts by name, not for all (*)');
    } else {
      place.error(unlessIpAddress(host, faultOfWildcardDomain(host)));
    }
  });
  return faults.found.length === before;
}

function checkOverlaps(hosts: readonly string[], faults: Faults): void {
  if (!hosts.some(isWildcard) && new Set(hosts).size === hosts.length) {
    return;
  }
  hosts.forEach((host, index) =>
    hosts.slice(0, index).forEach((other) => {
      if (hostsOverlap(other, host)) {
        faults.error(`the hosts ${other} and ${host} overlap`, index);
      }
    }),
  );
}
