import { bareHosts } from '../../kernel/host-match';
import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { hostsForNamespace, scopedHosts, serverKind } from '../semantics/gateway-server';
import { HostSet } from '../semantics/host-set';
import { selects } from '../semantics/selector';
import { MergedServers, mergeServers, routeNameOf } from '../semantics/server-merge';
import { GATEWAY } from '../kinds';
import { TextMap } from '../wire/json';
import { GatewaySpec } from '../wire/networking';
import { FilterChains } from './filter-chains';
import { GatewayListener, GatewayServer, RejectedGatewayServer, gatewayKey } from './gateway-listener';
import { GatewayServicePorts } from './gateway-service-ports';
import { HostTable } from './host-table';
import { VirtualHost } from './virtual-host';
import { VirtualServices } from './virtual-services';

/** The pods of a gateway: which servers they open and which virtual hosts these have. */
export class GatewayWorkload {
  /** The Gateways that select it, the oldest first. */
  public readonly gateways: readonly MeshObject<GatewaySpec>[];
  /** The ports of the Services in front of it. */
  public readonly ports: GatewayServicePorts;
  private readonly merged: MergedServers<MeshObject<GatewaySpec>>;
  private readonly tables = new Map<string, HostTable<VirtualHost>>();
  private readonly chains = new Map<GatewayListener, FilterChains>();
  private readonly openers = new Map<VirtualHost, GatewayServer>();
  private byRouteName: Map<string, GatewayServer[]> | undefined;

  constructor(
    mesh: Mesh,
    private readonly virtualServices: VirtualServices,
    public readonly namespace: string,
    public readonly labels: TextMap,
  ) {
    this.ports = new GatewayServicePorts(mesh, namespace, labels);
    this.gateways = mesh
      .all(GATEWAY)
      .filter(({ spec }) => selects(spec.selector ?? {}, labels))
      .sort(byCreation);
    this.merged = mergeServers(this.gateways.flatMap((gateway) => this.place(gateway)));
  }

  /** The ports that it listens on. */
  public get listeners(): readonly GatewayListener[] {
    return this.merged.listeners;
  }

  /** Servers that it does not open. */
  public get rejected(): readonly RejectedGatewayServer[] {
    return this.merged.rejected;
  }

  /** The virtual hosts that a server with HTTP shares with others, or has to itself where it ends TLS. */
  public virtualHosts(server: GatewayServer): HostTable<VirtualHost> {
    let table = this.tables.get(server.routeName);
    if (table === undefined) {
      const sharing = this.sharing(server.routeName);
      table = this.makeVirtualHosts(sharing);
      this.tables.set(server.routeName, table);
    }
    return table;
  }

  /** The server that has a virtual host; of several, the first. */
  public serverOf(virtualHost: VirtualHost): GatewayServer | undefined {
    return this.openers.get(virtualHost);
  }

  /** The servers that share the routes of a name. */
  private sharing(routeName: string): readonly GatewayServer[] {
    if (this.byRouteName === undefined) {
      this.byRouteName = new Map();
      for (const server of this.listeners.flatMap(({ servers }) => servers)) {
        addTo(this.byRouteName, server.routeName, server);
      }
    }
    return this.byRouteName.get(routeName) ?? [];
  }

  /** What a listener does with connections, by their SNI. */
  public filterChains(listener: GatewayListener): FilterChains {
    let chains = this.chains.get(listener);
    if (chains === undefined) {
      chains = new FilterChains(listener, (gateway) =>
        this.virtualServices.forGateway(gatewayKey(gateway), this.namespace),
      );
      this.chains.set(listener, chains);
    }
    return chains;
  }

  /** The names that `tls` routes of VirtualServices ask for at a server that passes TLS on. */
  public sniHosts({ gateway }: GatewayServer): readonly string[] {
    const { virtualServices, namespace } = this;
    return virtualServices
      .forGateway(gatewayKey(gateway), namespace)
      .flatMap(({ tls }) => tls.flatMap(({ match }) => match.flatMap(({ sniHosts }) => sniHosts)));
  }

  private place(gateway: MeshObject<GatewaySpec>): GatewayServer[] {
    return (gateway.spec.servers ?? []).map((server, index) => {
      const port = this.ports.listenerPort(server.port.number);
      return {
        gateway,
        index,
        server,
        hosts: scopedHosts(server, gateway.namespace),
        kind: serverKind(server),
        port,
        routeName: routeNameOf(server, port, gateway.namespace, gateway.name),
      };
    });
  }

  private makeVirtualHosts(servers: readonly GatewayServer[]): HostTable<VirtualHost> {
    const table = new HostTable<VirtualHost>();
    for (const opener of servers) {
      const { gateway, server, hosts } = opener;
      const port = server.port.number;
      const redirects = server.tls?.httpsRedirect === true;
      const context = { gateway: gatewayKey(gateway), port, labels: this.labels, namespace: this.namespace };
      const byNamespace = new Map<string, HostSet>();
      for (const virtualService of this.virtualServices.forGateway(context.gateway, this.namespace)) {
        const { namespace } = virtualService;
        const open = byNamespace.get(namespace) ?? new HostSet(hostsForNamespace(hosts, namespace));
        byNamespace.set(namespace, open);
        for (const host of open.intersection(virtualService.hosts)) {
          const virtualHost = this.hostIn(table, host.toLowerCase(), opener);
          virtualHost.add({ virtualService, context });
          if (redirects) {
            virtualHost.requireTls();
          }
        }
      }
      if (redirects) {
        bareHosts(hosts).forEach((host) => this.hostIn(table, host.toLowerCase(), opener).requireTls());
      }
    }
    return table;
  }

  private hostIn(table: HostTable<VirtualHost>, host: string, opener: GatewayServer): VirtualHost {
    let virtualHost = table.get(host);
    if (virtualHost === undefined) {
      virtualHost = new VirtualHost(host, opener.server.port.number);
      table.set(host, virtualHost);
      this.openers.set(virtualHost, opener);
    }
    return virtualHost;
  }
}
