import { RoutingClient } from '../../mesh/index/gateway-client';
import { Routing } from '../../mesh/index/routing';
import { MESH_GATEWAY, PlacedHttpRoute, ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { MeshObject } from '../../mesh/mesh-object';
import { faultBranches } from '../../mesh/semantics/fault-branches';
import { sharesOf } from '../../mesh/semantics/weights';
import { Destination, HttpRoute, RouteDestination, VirtualServiceSpec } from '../../mesh/wire/networking';
import { EdgeKind } from '../edge-kind';
import { NodeKind } from '../node-kind';
import { ServiceDrawer } from './draw-services';
import { GraphBuilder, placeIn } from './graph-builder';
import { RouteField, routeId, virtualServiceId } from './ids';
import { effectTexts, httpMatchTexts, l4MatchTexts, percentText, redirectText, someOf } from './route-text';

type VirtualServiceObject = MeshObject<VirtualServiceSpec>;

/** The port that requests come to where nothing says another. */
const HTTP_PORT = 80;

/** Draws VirtualServices with their routes, and where these lead. */
export class RouteDrawer {
  /** Routes that stand for themselves, or that some VirtualService delegates to. */
  public readonly placedRoutes = new Set<string>();

  constructor(
    private readonly routing: Routing,
    private readonly services: ServiceDrawer,
    private readonly builder: GraphBuilder,
  ) {}

  /** Draws a VirtualService with the routes that are written in it. */
  public drawVirtualService(object: VirtualServiceObject, hosts: readonly string[]): void {
    const { name, namespace, isAssumed, spec } = object;
    const id = virtualServiceId(object);
    const isNew = this.builder.add(
      {
        id,
        kind: NodeKind.VIRTUAL_SERVICE,
        title: name,
        namespace,
        isAssumed,
        hosts,
        details: hosts.length === 0 ? ['delegate'] : [...someOf(hosts)],
      },
      placeIn(object),
    );
    if (isNew) {
      spec.http?.forEach((route, index) => this.drawHttpRoute(object, route, index));
      spec.tls?.forEach(({ match }, index) => this.drawL4Route(object, 'tls', index, l4MatchTexts(match)));
      spec.tcp?.forEach(({ match }, index) => this.drawL4Route(object, 'tcp', index, l4MatchTexts(match)));
    }
  }

  /** Draws where the HTTP routes of a VirtualService lead a client, and its delegates. */
  public drawHttp({ object, namespace, http, lostDelegates }: ResolvedVirtualService, client: RoutingClient): void {
    for (const placed of http) {
      if (placed.rootIndex !== undefined) {
        this.drawVirtualService(placed.object, []);
        this.builder.connect(
          routeId(object, 'http', placed.rootIndex),
          virtualServiceId(placed.object),
          EdgeKind.DELEGATE,
          'delegates',
        );
      }
      this.placedRoutes.add(routeId(placed.object, 'http', placed.index));
      this.drawTargets(placed, namespace, client);
    }
    for (const { index, reason } of lostDelegates) {
      this.builder.setProblem(routeId(object, 'http', index), reason);
    }
  }

  /** Draws where a route that passes bytes on leads a client. */
  public drawL4(
    object: VirtualServiceObject,
    field: RouteField,
    index: number,
    destinations: readonly RouteDestination[],
    client: RoutingClient,
  ): void {
    this.drawDestinations(routeId(object, field, index), destinations, object.namespace, client, undefined);
  }

  /** Draws where all routes of a VirtualService lead the pods of the mesh. */
  public drawInMesh(virtualService: ResolvedVirtualService): void {
    const { object, namespace, gateways, tcp, tls } = virtualService;
    const scope = this.routing.sidecar(namespace, {});
    const service = (host: string) => scope.service(host);
    const client: RoutingClient = { namespace, labels: {}, service, lookup: service };
    this.drawHttp(virtualService, client);
    if (gateways.includes(MESH_GATEWAY)) {
      tls.forEach(({ route = [] }, index) => this.drawL4(object, 'tls', index, route, client));
      tcp.forEach(({ route = [] }, index) => this.drawL4(object, 'tcp', index, route, client));
    }
  }

  private drawHttpRoute(object: VirtualServiceObject, route: HttpRoute, index: number): void {
    const [first, ...others] = someOf(httpMatchTexts(route), 4);
    const delays = faultBranches(route.fault).filter(({ delay }) => delay > 0);
    const delayed = delays.reduce((sum, { share }) => sum + share, 0);
    this.drawRow(object, 'http', index, first, [
      ...others.map((each) => `or ${each}`),
      ...(route.name === undefined ? [] : [`called ${route.name}`]),
      ...(delays.length === 0 ? [] : [`fault: ${percentText(delayed)} delayed by ${delays[0].delay} s`]),
      ...effectTexts(route),
    ]);
  }

  private drawL4Route(object: VirtualServiceObject, field: RouteField, index: number, texts: readonly string[]): void {
    const [first, ...others] = someOf(texts, 4);
    this.drawRow(
      object,
      field,
      index,
      first,
      others.map((each) => `or ${each}`),
    );
  }

  private drawRow(
    object: VirtualServiceObject,
    field: RouteField,
    index: number,
    title: string,
    details: readonly string[],
  ): void {
    const order = ['http', 'tls', 'tcp'].indexOf(field);
    this.builder.add(
      {
        id: routeId(object, field, index),
        kind: NodeKind.ROUTE,
        title,
        parent: virtualServiceId(object),
        row: order * 1e6 + index,
        namespace: object.namespace,
        details,
      },
      placeIn(object, `spec.${field}[${index}]`),
    );
  }

  private drawTargets({ route, object, index }: PlacedHttpRoute, owner: string, client: RoutingClient): void {
    const row = routeId(object, 'http', index);
    const { redirect, directResponse, mirror, mirrorPercent, mirrorPercentage, mirrors = [] } = route;
    if (redirect !== undefined) {
      this.drawAnswer(row, 'redirect', redirectText(redirect), EdgeKind.TRAFFIC);
    } else if (directResponse !== undefined) {
      this.drawAnswer(row, 'answer', `${directResponse.status} answered by the proxy`, EdgeKind.TRAFFIC);
    } else {
      this.drawDestinations(
        row,
        route.route ?? [],
        owner,
        client,
        route.match?.find(({ port = 0 }) => port !== 0)?.port,
      );
    }
    const aborts = faultBranches(route.fault).filter(({ abort }) => abort !== undefined);
    if (aborts.length > 0) {
      const share = percentText(aborts.reduce((sum, each) => sum + each.share, 0));
      const { status = 0, grpcCode } = aborts[0].abort ?? {};
      const text = grpcCode === undefined ? `${status} by a fault` : `gRPC status ${grpcCode} by a fault`;
      this.drawAnswer(row, 'fault', text, EdgeKind.FAULT, share);
    }
    const percent = mirrorPercentage?.value ?? mirrorPercent;
    const policies = [...(mirror === undefined ? [] : [{ destination: mirror, percent }]), ...mirrors.map(percentOf)];
    for (const each of policies) {
      const share = (each.percent ?? 100) / 100;
      this.drawDestination(row, each.destination, owner, client, undefined, EdgeKind.MIRROR, percentText(share));
    }
  }

  private drawAnswer(row: string, what: string, title: string, kind: EdgeKind, label = ''): void {
    const id = `${row}/${what}`;
    this.builder.add({ id, kind: NodeKind.ANSWER, title });
    this.builder.connect(row, id, kind, label);
  }

  private drawDestinations(
    row: string,
    destinations: readonly RouteDestination[],
    owner: string,
    client: RoutingClient,
    port: number | undefined,
  ): void {
    const shares = new Map(sharesOf(destinations).map(({ route, share }) => [route, share]));
    for (const each of destinations) {
      const label = destinations.length === 1 ? '' : percentText(shares.get(each) ?? 0);
      this.drawDestination(row, each.destination, owner, client, port, EdgeKind.TRAFFIC, label);
    }
  }

  private drawDestination(
    row: string,
    destination: Destination,
    owner: string,
    client: RoutingClient,
    port: number | undefined,
    kind: EdgeKind,
    label: string,
  ): void {
    const lookup = (host: string) => client.lookup(host, owner);
    const find = (listenerPort: number) => this.routing.clusters.find(destination, client, listenerPort, lookup);
    // Without a port in the route, a service of several ports is asked at the one that the request came to: any of them.
    const ports = port === undefined ? (lookup(destination.host)?.ports.map(({ number }) => number) ?? []) : [port];
    const found = ports.map(find);
    const { cluster, missing } = found.find((each) => each.cluster !== undefined) ?? found[0] ?? find(HTTP_PORT);
    if (cluster !== undefined) {
      this.builder.connect(row, this.services.drawCluster(cluster), kind, label);
      return;
    }
    const subset = destination.subset === undefined ? '' : ` subset ${destination.subset}`;
    const problem = lookup(destination.host) === undefined ? 'no such service is known there' : missing;
    const id = `missing:${destination.host}${subset} ${problem ?? ''}`;
    this.builder.add({
      id,
      kind: NodeKind.MISSING,
      title: destination.host + subset,
      hosts: [destination.host],
      problem,
    });
    this.builder.connect(row, id, kind, label);
  }
}

function percentOf({ destination, percentage }: { destination: Destination; percentage?: { value?: number } }) {
  return { destination, percent: percentage === undefined ? undefined : (percentage.value ?? 0) };
}
