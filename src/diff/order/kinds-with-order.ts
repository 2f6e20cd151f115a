import {
  DESTINATION_RULE,
  GATEWAY,
  PEER_AUTHENTICATION,
  SERVICE_ENTRY,
  SIDECAR,
  VIRTUAL_SERVICE,
} from '../../mesh/kinds';
import { routingOf } from '../../mesh/index/routing';
import { ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { Mesh } from '../../mesh/mesh';
import { MeshObject } from '../../mesh/mesh-object';
import { hostsOverlap, isWildcard } from '../../mesh/semantics/host-match';
import { selects } from '../../mesh/semantics/selector';
import { resolveHost } from '../../mesh/semantics/short-name';
import { gatewayClients } from '../candidates/gateway-clients';

/** An object, and what it may have to share with others of its kind: whoever has one of these texts in common may be treated by age. */
export interface Claimant {
  readonly object: MeshObject;
  readonly claims: readonly string[];
}

/** The objects of a mesh whose order of creation can matter, by kind. */
export function claimantsOf(mesh: Mesh): readonly (readonly Claimant[])[] {
  const { domain } = mesh.config;
  return [
    virtualServices(mesh),
    gateways(mesh),
    mesh.all(DESTINATION_RULE).map((object) => ({
      object,
      claims: [resolveHost(object.spec.host ?? '', object.namespace, domain).toLowerCase()],
    })),
    mesh.all(SERVICE_ENTRY).map((object) => ({
      object,
      claims: [...object.spec.hosts.map((host) => host.toLowerCase()), ...(object.spec.addresses ?? [])],
    })),
    mesh.all(SIDECAR).map((object) => ({ object, claims: [object.namespace] })),
    mesh.all(PEER_AUTHENTICATION).map((object) => ({ object, claims: [object.namespace] })),
  ].map((claimants) => claimants.filter(({ object }) => !object.isAssumed));
}

function virtualServices(mesh: Mesh): readonly Claimant[] {
  const all = mesh.all(VIRTUAL_SERVICE).length === 0 ? [] : routingOf(mesh).virtualServices.all;
  const wildcards = [...new Set(all.flatMap(({ hosts }) => hosts.filter(isWildcard)))];
  return all.map((each) => ({ object: each.object, claims: claimsOf(each, wildcards) }));
}

function claimsOf(
  { hosts, gateways: names, tcp, tls }: ResolvedVirtualService,
  wildcards: readonly string[],
): readonly string[] {
  const claimed = hosts.flatMap((host) => [host, ...wildcards.filter((wildcard) => hostsOverlap(host, wildcard))]);
  const sniHosts = tls.flatMap(({ match }) => match.flatMap((each) => each.sniHosts));
  return names.flatMap((gateway) => [
    ...claimed.map((host) => `${gateway} ${host.toLowerCase()}`),
    ...sniHosts.map((host) => `${gateway} SNI ${host.toLowerCase()}`),
    ...(tcp.length === 0 ? [] : [`${gateway} TCP`]),
  ]);
}

/** Gateways that open a port of the same pods. */
function gateways(mesh: Mesh): readonly Claimant[] {
  const clients = gatewayClients({ before: mesh, after: mesh });
  return mesh.all(GATEWAY).map((object) => {
    const { selector = {}, servers = [] } = object.spec;
    const pods = clients.flatMap(({ after }, index) => (selects(selector, after.labels) ? [index] : []));
    return { object, claims: pods.flatMap((index) => servers.map(({ port }) => `${index} ${port.number}`)) };
  });
}
