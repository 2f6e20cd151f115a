import { bareHosts } from '../../kernel/host-match';
import { isOnlyNamed } from '../../mesh/index/named-gateways';
import { routingOf } from '../../mesh/index/routing';
import { MESH_GATEWAY } from '../../mesh/index/virtual-services';
import { GATEWAY } from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { MeshObject } from '../../mesh/mesh-object';
import { redirectsToHttps } from '../../mesh/semantics/gateway-server';
import { isWithin, mostSpecificHost } from '../../mesh/semantics/host-match';
import { resolveHost } from '../../mesh/semantics/short-name';
import { meantHosts } from '../../mesh/semantics/virtual-host-domains';
import { GatewayServer } from '../../mesh/index/gateway-listener';
import { RegisteredService } from '../../mesh/index/services';
import { Client } from '../../simulation/client';
import { clientOfGateway } from '../../simulation/gateway-client';
import { DEFAULT_PORTS } from '../../simulation/url';
import { assumedGateway, assumedService } from './assumed-objects';
import { Scheme } from './traffic-case';
import { virtualServicesFor } from './virtual-services-for';

/** Where requests for a host come into the mesh. */
export interface Entrance {
  readonly client: Client;
  readonly scheme: Scheme;
  readonly port: number;
  /** Objects that are not among the manifests and have to be there for the routes to mean something. */
  readonly assumed: readonly MeshObject[];
}

/** What a case says of it. */
export interface WantedEntrance {
  readonly host: string;
  readonly client?: Client;
  readonly scheme?: Scheme;
  readonly port?: number;
}

const SCHEMES = { http: 'http', https: 'https', tls: 'tls', passthrough: 'tls', tcp: 'tcp' } as const;

/**
 * Where requests for a host come in: as the case says, and where it leaves that open, by a Gateway that the routes of the host are bound
 * to, or else from a pod.
 */
export function entranceFor(mesh: Mesh, wanted: WantedEntrance): Entrance {
  if (wanted.client !== undefined) {
    return wanted.client.isOutside ? byGateway(mesh, wanted.client, wanted) : fromPod(mesh, wanted.client, wanted);
  }
  const bound = virtualServicesFor(mesh, wanted.host);
  const gateways = bound.flatMap((virtualService) =>
    virtualService.gateways.filter((name) => name !== MESH_GATEWAY).map((name) => ({ name, virtualService })),
  );
  for (const { name } of gateways) {
    const [namespace, own] = name.split('/');
    const gateway = mesh.get(GATEWAY, namespace, own);
    if (gateway !== undefined && !isOnlyNamed(gateway)) {
      return byGateway(mesh, clientOfGateway(mesh, gateway), wanted);
    }
  }
  const inMesh = bound.find((each) => each.gateways.includes(MESH_GATEWAY));
  if (inMesh !== undefined) {
    return fromPod(mesh, Client.pod(inMesh.namespace), wanted);
  }
  const [unknown] = gateways;
  const { scheme = 'http', port = DEFAULT_PORTS.get(scheme) ?? 80 } = wanted;
  return unknown === undefined
    ? byGateway(mesh, Client.outside(), wanted)
    : { client: Client.outside(), scheme, port, assumed: [assumedGateway(unknown.name, port, scheme)] };
}

function byGateway(mesh: Mesh, client: Client, wanted: WantedEntrance): Entrance {
  const server = serverFor(mesh, client, wanted);
  const scheme = wanted.scheme ?? (server === undefined ? 'http' : SCHEMES[server.kind]);
  const port = wanted.port ?? server?.server.port.number ?? DEFAULT_PORTS.get(scheme) ?? 80;
  return { client, scheme, port, assumed: [] };
}

/** The server of the gateway's pods for the host; one that ends TLS before one that does not, and one that only redirects last. */
function serverFor(mesh: Mesh, client: Client, { host, scheme, port }: WantedEntrance): GatewayServer | undefined {
  const { listeners } = routingOf(mesh).gateway(client.namespace, client.labels);
  const isMeant = ({ kind, hosts, server }: GatewayServer): boolean =>
    (scheme === undefined || schemeFits(scheme, kind)) &&
    (port === undefined || server.port.number === port) &&
    bareHosts(hosts).some((each) => isWithin(host.toLowerCase(), each.toLowerCase()));
  const rank = ({ kind, server }: GatewayServer): number =>
    kind === 'https' ? 0 : kind === 'http' ? (redirectsToHttps(server) ? 3 : 1) : 2;
  return listeners
    .flatMap(({ servers }) => servers)
    .filter(isMeant)
    .sort((a, b) => rank(a) - rank(b))
    .at(0);
}

function schemeFits(scheme: Scheme, kind: GatewayServer['kind']): boolean {
  return SCHEMES[kind] === scheme || (scheme === 'grpc' && kind === 'http');
}

function fromPod(mesh: Mesh, client: Client, { host, scheme = 'http', port }: WantedEntrance): Entrance {
  const { domain } = mesh.config;
  const service = serviceMeant(mesh, host.toLowerCase(), client.namespace);
  const usual = DEFAULT_PORTS.get(scheme) ?? 80;
  if (service !== undefined) {
    const [only, ...others] = service.ports;
    return {
      client,
      scheme,
      port: port ?? (others.length === 0 && only !== undefined ? only.number : usual),
      assumed: [],
    };
  }
  const name = host.endsWith('.svc') ? `${host}.${domain}` : resolveHost(host, client.namespace, domain);
  return { client, scheme, port: port ?? usual, assumed: [assumedService(mesh, name, port ?? usual)] };
}

/** The service that a pod means by a host; of those whose hosts are wildcards, the most specific. */
function serviceMeant({ services, config }: Mesh, host: string, namespace: string): RegisteredService | undefined {
  const [service] = meantHosts(host, namespace, config.domain).flatMap((meant) => services.ofHost(meant));
  const wildcards = service === undefined ? [...services.hosts].filter((each) => each.startsWith('*')) : [];
  const covering = mostSpecificHost(host, wildcards);
  return service ?? (covering === undefined ? undefined : services.ofHost(covering)[0]);
}
