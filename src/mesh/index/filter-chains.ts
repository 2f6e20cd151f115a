import { MeshObject } from '../mesh-object';
import { bareHosts } from '../../kernel/host-match';
import { hostsForNamespace } from '../semantics/gateway-server';
import { hostsOverlap } from '../semantics/host-match';
import { contextMismatch } from '../semantics/http-routes';
import { GatewaySpec, RouteDestination, VirtualServiceSpec } from '../wire/networking';
import { gatewayKey, GatewayListener, GatewayServer } from './gateway-listener';
import { HostTable } from './host-table';
import { ResolvedVirtualService } from './virtual-services';

/** A `tcp` or `tls` route that bytes are passed on by. */
export interface L4Route {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly field: 'tcp' | 'tls';
  readonly index: number;
  readonly destinations: readonly RouteDestination[];
}

/** What becomes of the connections to a server. */
export interface FilterChain {
  readonly server: GatewayServer;
  /** The route that passes bytes on; undefined where the server reads HTTP, or lets clients choose the destination by SNI. */
  readonly route?: L4Route;
}

type VirtualServicesOf = (gateway: MeshObject<GatewaySpec>) => readonly ResolvedVirtualService[];

/** What becomes of the connections to a listener, by their SNI. */
export class FilterChains {
  private readonly bySni = new HostTable<FilterChain>();
  /** For connections without SNI, and for those whose SNI no other chain asks for. */
  private readonly anySni: FilterChain | undefined;
  /** Servers whose clients name a cluster as SNI. */
  private readonly automatic: readonly GatewayServer[];
  private isEmptyTable = true;

  constructor(listener: GatewayListener, virtualServicesOf: VirtualServicesOf) {
    let anySni: FilterChain | undefined;
    const add = (hosts: readonly string[], chain: FilterChain) => {
      this.isEmptyTable = false;
      if (hosts.length === 0 || hosts.includes('*')) {
        anySni ??= chain;
      } else {
        hosts.forEach((host) => this.bySni.set(host.toLowerCase(), chain));
      }
    };
    const passedOn = new Set<string>();
    for (const server of listener.servers) {
      const hosts = bareHosts(server.hosts);
      const virtualServices = () => virtualServicesOf(server.gateway).filter(sharesHost(server));
      if (server.kind === 'http') {
        add([], { server });
      } else if (server.kind === 'https') {
        add(hosts, { server });
      } else if (server.kind === 'passthrough') {
        addPassthrough(server, virtualServices(), passedOn, add);
      } else {
        const route = firstTcpRoute(server, virtualServices());
        if (route !== undefined) {
          add(server.kind === 'tls' ? hosts : [], { server, route });
        }
      }
    }
    this.anySni = anySni;
    this.automatic = listener.servers.filter(({ server }) => server.tls?.mode === 'AUTO_PASSTHROUGH');
  }

  /** Whether there is none at all, so that the port stays closed. */
  public get isEmpty(): boolean {
    return this.isEmptyTable && this.automatic.length === 0;
  }

  /** The chain for a connection with this SNI, or with none. */
  public find(sni: string | undefined): FilterChain | undefined {
    if (sni === undefined || sni === '') {
      return this.anySni;
    }
    return this.bySni.find(sni.toLowerCase()) ?? this.anySni;
  }

  /** The server that lets a client choose a cluster of the mesh by SNI. */
  public automaticFor(host: string): GatewayServer | undefined {
    return this.automatic.find(({ hosts }) => bareHosts(hosts).some((each) => hostsOverlap(each, host)));
  }
}

function sharesHost({ hosts }: GatewayServer): (virtualService: ResolvedVirtualService) => boolean {
  return ({ hosts: others, namespace }) => {
    const open = hostsForNamespace(hosts, namespace);
    return others.some((host) => open.some((each) => hostsOverlap(each, host)));
  };
}

/** The route of the first VirtualService that has one for the server's port: there is one for all connections. */
function firstTcpRoute(server: GatewayServer, virtualServices: readonly ResolvedVirtualService[]): L4Route | undefined {
  for (const { tcp, object } of virtualServices) {
    for (const [index, { match = [], route = [] }] of tcp.entries()) {
      if (route.length > 0 && (match.length === 0 || match.some((each) => isFor(server, each)))) {
        return { object, field: 'tcp', index, destinations: route };
      }
    }
  }
  return undefined;
}

function addPassthrough(
  server: GatewayServer,
  virtualServices: readonly ResolvedVirtualService[],
  passedOn: Set<string>,
  add: (hosts: readonly string[], chain: FilterChain) => void,
): void {
  for (const { tls, object } of virtualServices) {
    for (const [index, { match, route = [] }] of tls.entries()) {
      for (const { sniHosts, ...rest } of route.length === 0 ? [] : match) {
        const keys = sniHosts.map((host) => `${server.server.bind ?? ''} ${host}`);
        if (isFor(server, rest) && !keys.some((key) => passedOn.has(key))) {
          keys.forEach((key) => passedOn.add(key));
          add(sniHosts, { server, route: { object, field: 'tls', index, destinations: route } });
        }
      }
    }
  }
}

/** A gateway asks for port and Gateway only. */
function isFor(
  { gateway, server }: GatewayServer,
  { port, gateways }: { readonly port?: number; readonly gateways?: readonly string[] },
): boolean {
  const context = { gateway: gatewayKey(gateway), port: server.port.number, labels: {}, namespace: '' };
  return contextMismatch({ port, gateways }, context) === undefined;
}
