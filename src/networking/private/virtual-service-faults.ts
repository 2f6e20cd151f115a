import { hostsOverlap, isWithin } from '../../kernel/host-match';
import * as networking from '../../../imports/networking';
import { Misuse, misuse } from '../../kernel/errors';
import { isClaim } from './http-conditions';
import { MESH } from './reference-name';

/** What is wrong with a VirtualService as a whole; each entry a rule, what it met, and the fix. */
export function faultsOfVirtualService(
  spec: networking.VirtualServiceSpec,
  delegatesWithHosts: readonly string[],
): string[] {
  const isDelegate = (spec.hosts ?? []).length === 0;
  const faults = [
    ...faultsOfRoutes(spec),
    ...(isDelegate
      ? faultsOfDelegate(spec)
      : [...faultsOfHosts(spec), ...faultsOfSni(spec), ...faultsOfGateways(spec)]),
    ...faultsOfClaims(spec),
    ...delegatesWithHosts.map((name) => ({
      rule: 'a VirtualService that requests are left to must have no hosts; Istio drops the route otherwise',
      received: name,
      fix: 'take the hosts of the delegate away, or forward to a destination',
    })),
  ];
  return faults.map((fault) => misuse(fault).message);
}

function faultsOfRoutes({ http, tls, tcp }: networking.VirtualServiceSpec): Misuse[] {
  const routes = [...(http ?? []), ...(tls ?? []), ...(tcp ?? [])];
  if (routes.length > 0) {
    return [];
  }
  return [
    {
      rule: 'a VirtualService needs a route',
      received: routes,
      fix: 'give http, tls or tcp, or call addHttpRoute(), addTlsRoute() or addTcpRoute()',
    },
  ];
}

function faultsOfDelegate({ gateways, http, tls, tcp }: networking.VirtualServiceSpec): Misuse[] {
  const fix = 'give it hosts or services, or leave this to the VirtualService that delegates to it';
  const kinds: Array<[string, readonly unknown[] | undefined]> = [
    ['gateways', gateways],
    ['TLS routes', tls],
    ['TCP routes', tcp],
    ['delegates of its own', http?.flatMap(({ delegate }) => (delegate === undefined ? [] : [delegate]))],
  ];
  return kinds
    .filter(([, entries]) => entries !== undefined && entries.length > 0)
    .map(([kind, entries]) => ({
      rule: `a VirtualService without hosts is a delegate, which must have no ${kind}`,
      received: entries,
      fix,
    }));
}

function faultsOfHosts({ hosts = [], gateways }: networking.VirtualServiceSpec): Misuse[] {
  const faults: Misuse[] = [];
  if (hosts.includes('*') && appliesToMesh(gateways)) {
    faults.push({
      rule: "host '*' must not be routed inside the mesh",
      received: hosts,
      fix: 'list gateways without Gateway.MESH, or name the hosts',
    });
  }
  hosts.forEach((host, index) => {
    const other = hosts.slice(0, index).find((earlier) => hostsOverlap(host, earlier));
    if (other !== undefined) {
      faults.push({
        rule: 'a host must not be named twice, nor lie within another one',
        received: [other, host],
        fix: 'leave one of them out, or route it in a VirtualService of its own',
      });
    }
  });
  return faults;
}

function faultsOfSni({ hosts = [], tls = [] }: networking.VirtualServiceSpec): Misuse[] {
  const sniHosts = tls.flatMap(({ match }) => match.flatMap((entry) => entry.sniHosts));
  return sniHosts
    .filter((sniHost) => !hosts.some((host) => isWithin(sniHost, host)))
    .map((sniHost) => ({
      rule: `an SNI host must lie within a host of the VirtualService: ${hosts.join(', ')}`,
      received: sniHost,
      fix: 'add the host, or correct the SNI host; Istio compares the names as they are written',
    }));
}

/** A match for a gateway that is not listed would never take a request. */
function faultsOfGateways({ gateways, http, tls, tcp }: networking.VirtualServiceSpec): Misuse[] {
  const listed = gateways === undefined || gateways.length === 0 ? [MESH] : gateways;
  const routes: ReadonlyArray<{ readonly match?: ReadonlyArray<{ readonly gateways?: readonly string[] }> }> = [
    ...(http ?? []),
    ...(tls ?? []),
    ...(tcp ?? []),
  ];
  const matched = routes.flatMap(({ match }) => (match ?? []).flatMap((entry) => entry.gateways ?? []));
  return [...new Set(matched)]
    .filter((gateway) => !listed.includes(gateway))
    .map((gateway) => ({
      rule: `a match must only name gateways of its VirtualService: ${listed.join(', ')}`,
      received: gateway,
      fix: 'add the gateway to the VirtualService too, or take it out of the match',
    }));
}

function faultsOfClaims({ gateways, http }: networking.VirtualServiceSpec): Misuse[] {
  if (!appliesToMesh(gateways)) {
    return [];
  }
  const matches = (http ?? []).flatMap(({ match }) => match ?? []);
  const claims = matches
    .flatMap(({ headers, withoutHeaders }) => [...Object.keys(headers ?? {}), ...Object.keys(withoutHeaders ?? {})])
    .filter(isClaim);
  return [...new Set(claims)].map((claim) => ({
    rule: 'claims of a JWT can be matched at gateways only, not in the mesh and not in a delegate',
    received: claim,
    fix: 'list gateways without Gateway.MESH',
  }));
}

function appliesToMesh(gateways: readonly string[] | undefined): boolean {
  return gateways === undefined || gateways.length === 0 || gateways.includes(MESH);
}
