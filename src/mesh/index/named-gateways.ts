import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { GATEWAY, VIRTUAL_SERVICE } from '../kinds';
import { MeshObject } from '../mesh-object';
import { GatewaySpec, Server } from '../wire/networking';
import { gatewayKey } from './gateway-listener';
import { ResolvedVirtualService, VirtualServices } from './virtual-services';

const HTTP_PORT = 80;
const TLS_PORT = 443;

/**
 * A mesh in which Gateways that are only named serve what the VirtualServices bound to them ask for: HTTP on port 80, and HTTPS on 443 with
 * a certificate that nobody knows; server names of `tls` routes on 443 as well, and `tcp` routes on the ports that they name. Without
 * that no request would come to the routes of a team whose Gateway is in the repository of another. The mesh itself where there are none.
 */
export function withServersOfNamedGateways(mesh: Mesh): Mesh {
  const named = mesh.all(GATEWAY).filter(isOnlyNamed);
  if (named.length === 0) {
    return mesh;
  }
  const bound = new Map<string, ResolvedVirtualService[]>();
  for (const virtualService of new VirtualServices(mesh.all(VIRTUAL_SERVICE), mesh.config).all) {
    virtualService.gateways.forEach((gateway) => addTo(bound, gateway, virtualService));
  }
  const served = named.map((gateway) => withServers(gateway, bound.get(gatewayKey(gateway)) ?? [], mesh.config.domain));
  return Mesh.ofObjects(served, mesh.isPartial).mergedWith(mesh);
}

/** Whether nothing is known of a Gateway but its name. */
export function isOnlyNamed({ isAssumed, spec }: MeshObject<GatewaySpec>): boolean {
  return isAssumed && (spec.servers ?? []).length === 0;
}

function withServers(
  gateway: MeshObject<GatewaySpec>,
  bound: readonly ResolvedVirtualService[],
  domain: string,
): MeshObject {
  const withHttp = bound.filter(({ object }) => (object.spec.http ?? []).length > 0);
  const passedOn = new Set(bound.flatMap(sniHostsOf));
  const hosts = distinct(withHttp.flatMap((each) => hostsOf(each, domain))).filter((host) => !passedOn.has(host));
  const servers = [
    ...httpServers(hosts),
    ...passthroughServers([...passedOn]),
    ...tcpServers(distinct(bound.flatMap(tcpPortsOf))),
  ];
  const manifest = { ...gateway.manifest, spec: { ...gateway.spec, servers } };
  return new MeshObject(manifest, gateway.origin, gateway.namespace, true);
}

/** The hosts of a VirtualService that are for somebody outside: where it is for the sidecars as well, services of the mesh are not. */
function hostsOf({ hosts }: ResolvedVirtualService, domain: string): readonly string[] {
  const outside = hosts.filter((host) => !host.endsWith(`.svc.${domain}`));
  return outside.length > 0 ? outside : hosts;
}

function sniHostsOf({ tls }: ResolvedVirtualService): readonly string[] {
  return tls.flatMap(({ match }) => match.flatMap(({ sniHosts }) => sniHosts));
}

function tcpPortsOf({ tcp }: ResolvedVirtualService): readonly number[] {
  return tcp.flatMap(({ match = [] }) => match.flatMap(({ port }) => (port === undefined ? [] : [port])));
}

function httpServers(hosts: readonly string[]): readonly Server[] {
  return hosts.length === 0
    ? []
    : [
        { port: { number: HTTP_PORT, name: 'http', protocol: 'HTTP' }, hosts },
        { port: { number: TLS_PORT, name: 'https', protocol: 'HTTPS' }, hosts, tls: { mode: 'SIMPLE' } },
      ];
}

function passthroughServers(hosts: readonly string[]): readonly Server[] {
  return hosts.length === 0
    ? []
    : [{ port: { number: TLS_PORT, name: 'tls', protocol: 'TLS' }, hosts, tls: { mode: 'PASSTHROUGH' } }];
}

function tcpServers(ports: readonly number[]): readonly Server[] {
  return ports.map((number) => ({ port: { number, name: `tcp-${number}`, protocol: 'TCP' }, hosts: ['*'] }));
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
