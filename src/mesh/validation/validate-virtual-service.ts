import { MeshObject } from '../mesh-object';
import { hostsOverlap, isWildcard } from '../semantics/host-match';
import { VirtualServiceSpec } from '../wire/networking';
import { isIpAddress } from './checks/addresses';
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
  const { hosts = [], gateways = [], http = [], tls = [], tcp = [] } = spec;
  const isConverted = object.annotations[SEMANTICS] === 'gateway';
  const isDelegate = hosts.length === 0;
  if (isDelegate) {
    checkDelegate(spec, faults);
  }
  checkGatewayNames(gateways, isConverted, faults.at('gateways'));
  if (!isBoundToGateways(spec)) {
    checkNoClaims(spec, faults);
  }
  if (checkHosts(spec, faults.at('hosts'))) {
    checkOverlaps(hosts, faults.at('hosts'));
  }
  if (http.length + tcp.length + tls.length === 0) {
    faults.error('a VirtualService needs routes: http, tls or tcp');
  }
  http.forEach((route, index) => checkHttpRoute(route, { isDelegate, isConverted }, faults.at('http', index)));
  const bound = { hosts, isConverted, isBoundToGateways: !gateways.includes(MESH) };
  tls.forEach((route, index) => checkTlsRoute(route, bound, faults.at('tls', index)));
  tcp.forEach((route, index) => checkTcpRoute(route, isConverted, faults.at('tcp', index).errorsOnly));
  checkExportTo(spec.exportTo ?? [], object.namespace, {}, faults.at('exportTo'));
  warnOfUnreachable(http, faults.at('http'));
  warnOfUnreachable(tcp, faults.at('tcp'));
  warnOfUnreachable(tls, faults.at('tls'));
}

/** Whether the routes are bound to gateways only. Without any, they are the mesh's. */
function isBoundToGateways({ gateways = [] }: Spec): boolean {
  return gateways.length > 0 && !gateways.includes(MESH);
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

function checkNoClaims({ http = [] }: Spec, faults: Faults): void {
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
function checkHosts(spec: Spec, faults: Faults): boolean {
  const matchesSni = (spec.tls ?? []).some(({ match = [] }) => match.some(({ sniHosts = [] }) => sniHosts.length > 0));
  const before = faults.found.length;
  (spec.hosts ?? []).forEach((host, index) => {
    if (isBoundToGateways(spec)) {
      faults.error(isIpAddress(host) ? undefined : faultOfGatewayDomain(host, matchesSni), index);
    } else if (host === '*') {
      faults.error('routes of the mesh are for hosts by name, not for all (*)', index);
    } else {
      faults.error(isIpAddress(host) ? undefined : faultOfWildcardDomain(host), index);
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
