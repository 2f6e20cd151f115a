import { bareHosts } from '../../kernel/host-match';
import { GatewayPods, gatewayPodsOf } from '../../mesh/index/gateway-pods';
import { gatewayClient, RoutingClient } from '../../mesh/index/gateway-client';
import { gatewayPlacesOf } from '../../mesh/index/gateway-places';
import { gatewayKey, GatewayListener, GatewayServer } from '../../mesh/index/gateway-listener';
import { GatewayWorkload } from '../../mesh/index/gateway-workload';
import { INGRESS_LABELS } from '../../mesh/index/ingress-gateway';
import { Routing } from '../../mesh/index/routing';
import { holdersElsewhere } from '../../mesh/index/secret-holders';
import { serverCredential } from '../../mesh/index/server-credential';
import { GATEWAY } from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { acceptsHost, redirectsToHttps } from '../../mesh/semantics/gateway-server';
import { selects } from '../../mesh/semantics/selector';
import { TextMap } from '../../mesh/wire/json';
import { EdgeKind } from '../edge-kind';
import { NodeKind } from '../node-kind';
import { RouteDrawer } from './draw-routes';
import { GraphBuilder, placeIn } from './graph-builder';
import { gatewayId, routeId, serverId, virtualServiceId } from './ids';
import { labelText, someOf } from './route-text';

/** The pods of a gateway, as they are drawn. */
export interface DrawnGateway {
  readonly id: string;
  readonly workload: GatewayWorkload;
}

interface Pods {
  readonly namespace: string;
  readonly labels: TextMap;
  readonly names: readonly string[];
  readonly isAssumed: boolean;
}

/** Draws the pods of gateways, the servers that they open, and the VirtualServices that these lead to. */
export class GatewayDrawer {
  /** Routes that some server leads to. */
  public readonly reachedRoutes = new Set<string>();
  /** Servers share the virtual hosts of a port. */
  private readonly readTables = new Set<unknown>();

  constructor(
    private readonly mesh: Mesh,
    private readonly routing: Routing,
    private readonly routes: RouteDrawer,
    private readonly builder: GraphBuilder,
  ) {}

  /** Draws all gateways. */
  public draw(): readonly DrawnGateway[] {
    return [...this.pods().entries()].map(([id, pods]) => this.drawGateway(id, pods));
  }

  /** The pods that Gateways select; where there are none, those of which only the labels are known. */
  private pods(): Map<string, Pods> {
    const index = this.mesh.derive(gatewayPodsOf);
    const found = new Map<string, Pods>();
    const places = gatewayPlacesOf(this.mesh);
    for (const { spec, namespace } of this.mesh.all(GATEWAY)) {
      const selector = spec.selector ?? {};
      for (const pods of podsOf(selector, index, places.namespaceFor(selector, namespace))) {
        const id = gatewayId(pods.namespace, pods.labels);
        const known = found.get(id);
        found.set(
          id,
          known === undefined ? pods : { ...pods, names: [...new Set([...known.names, ...pods.names])].sort() },
        );
      }
    }
    return found;
  }

  private drawGateway(id: string, { namespace, labels, names, isAssumed }: Pods): DrawnGateway {
    const workload = this.routing.gateway(namespace, labels);
    const client = gatewayClient(this.mesh, this.routing, workload);
    this.builder.add({
      id,
      kind: NodeKind.GATEWAY,
      title: names.length === 0 ? (labels.istio ?? labelText(labels)) : someOf(names, 2).join(', '),
      namespace,
      labels,
      isAssumed,
      details: [labelText(labels)].filter((each) => each !== ''),
    });
    for (const listener of workload.listeners) {
      listener.servers.forEach((server) => this.drawServer(id, server, listener, workload, client));
    }
    for (const { server, reason } of workload.rejected) {
      this.drawRow(id, server, undefined);
      this.builder.setProblem(serverId(id, server), `not opened: ${reason}`);
    }
    return { id, workload };
  }

  private drawRow(gateway: string, placed: GatewayServer, listener: GatewayListener | undefined): string {
    const { gateway: object, index, server, port } = placed;
    const id = serverId(gateway, placed);
    const mode = placed.kind === 'http' ? '' : (server.tls?.mode ?? (server.tls === undefined ? '' : 'PASSTHROUGH'));
    const hosts = bareHosts(placed.hosts);
    this.builder.add(
      {
        id,
        kind: NodeKind.SERVER,
        title: [`${server.port.number} ${server.port.protocol}`, mode].filter((each) => each !== '').join(', '),
        parent: gateway,
        row: (listener?.port ?? port) * 1e6,
        namespace: object.namespace,
        hosts,
        isAssumed: object.isAssumed,
        details: [...someOf(hosts), `Gateway ${gatewayKey(object)}`],
      },
      placeIn(object, `spec.servers[${index}]`),
    );
    if (index === 0) {
      this.builder.addPlace(id, placeIn(object));
    }
    return id;
  }

  private drawServer(
    gateway: string,
    server: GatewayServer,
    listener: GatewayListener,
    workload: GatewayWorkload,
    client: RoutingClient,
  ): void {
    const id = this.drawRow(gateway, server, listener);
    this.drawCredential(id, server, workload.namespace);
    if (redirectsToHttps(server.server)) {
      const answer = `${id}/redirect`;
      this.builder.add({ id: answer, kind: NodeKind.ANSWER, title: '301 redirect to HTTPS' });
      this.builder.connect(id, answer, EdgeKind.TRAFFIC);
    }
    if (server.kind === 'http' || server.kind === 'https') {
      this.drawHttp(id, server, workload, client);
    } else {
      this.drawL4(id, server, listener, workload, client);
    }
  }

  private drawHttp(id: string, placed: GatewayServer, workload: GatewayWorkload, client: RoutingClient): void {
    const { gateway, server } = placed;
    for (const virtualService of this.routing.virtualServices.forGateway(gatewayKey(gateway), workload.namespace)) {
      const { object, namespace, hosts } = virtualService;
      if (hosts.some((host) => acceptsHost(server, gateway.namespace, host, namespace))) {
        this.routes.drawVirtualService(object, hosts);
        this.routes.drawHttp(virtualService, client);
        this.builder.connect(id, virtualServiceId(object), EdgeKind.TRAFFIC);
      }
    }
    const table = workload.virtualHosts(placed);
    if (!this.readTables.has(table)) {
      this.readTables.add(table);
      const routes = table.values.flatMap((virtualHost) => virtualHost.routes);
      routes.forEach(({ source }) => this.reachedRoutes.add(routeId(source.object, 'http', source.index)));
    }
  }

  /** For the server names that routes ask for, and for those that the server has, what becomes of a connection. */
  private drawL4(
    id: string,
    placed: GatewayServer,
    listener: GatewayListener,
    workload: GatewayWorkload,
    client: RoutingClient,
  ): void {
    const chains = workload.filterChains(listener);
    const bound = this.routing.virtualServices.forGateway(gatewayKey(placed.gateway), workload.namespace);
    const named = bound.flatMap(({ tls }) => tls.flatMap(({ match }) => match.flatMap(({ sniHosts }) => sniHosts)));
    for (const sni of new Set([undefined, ...bareHosts(placed.hosts), ...named])) {
      const chain = chains.find(sni);
      if (chain?.route !== undefined && chain.server === placed) {
        const { object, field, index, destinations } = chain.route;
        const owner = bound.find((each) => each.object === object);
        this.routes.drawVirtualService(object, owner?.hosts ?? []);
        this.routes.drawL4(object, field, index, destinations, client);
        this.builder.connect(id, virtualServiceId(object), EdgeKind.TRAFFIC);
        this.reachedRoutes.add(routeId(object, field, index));
      }
    }
  }

  private drawCredential(
    server: string,
    { gateway, server: { tls }, kind, server: spec }: GatewayServer,
    namespace: string,
  ): void {
    const credential = kind === 'http' || tls === undefined ? undefined : serverCredential(this.mesh, spec, namespace);
    if (credential === undefined) {
      return;
    }
    const { secret, object } = credential;
    const [owner = '', name = ''] = secret.split('/');
    const isMissed =
      object === undefined &&
      (!this.mesh.isPartial || gatewayPlacesOf(this.mesh).misplaced(gateway.spec.selector ?? {}, name).length > 0);
    const id = `credential:${secret}`;
    this.builder.add(
      {
        id,
        kind: NodeKind.CREDENTIAL,
        title: name,
        namespace: owner,
        details: [object?.kind ?? 'Secret'],
        isAssumed: object?.isAssumed ?? this.mesh.isPartial,
        ...(isMissed
          ? { problem: `there is no Secret ${secret} for the gateway${holdersElsewhere(this.mesh, name)}` }
          : {}),
      },
      ...(object === undefined ? [] : [placeIn(object)]),
    );
    this.builder.connect(id, server, EdgeKind.CREDENTIAL);
  }
}

function podsOf(selector: TextMap, index: GatewayPods, likelyNamespace: string): readonly Pods[] {
  const selected = index.selected(selector);
  if (selected.length > 0) {
    return selected.map(({ namespace, labels, name, source }) => ({
      namespace,
      labels,
      names: [name],
      isAssumed: source.isAssumed,
    }));
  }
  const labels = selects(selector, INGRESS_LABELS) ? INGRESS_LABELS : selector;
  return [{ namespace: likelyNamespace, labels, names: [], isAssumed: true }];
}
