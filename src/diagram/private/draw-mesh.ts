import { backingWorkloadsOf } from '../../mesh/index/backing-workloads';
import { routingOf } from '../../mesh/index/routing';
import { RegisteredService } from '../../mesh/index/services';
import { MESH_GATEWAY, ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { VIRTUAL_SERVICE } from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { matchesOf, takesAll } from '../../mesh/semantics/http-match';
import { isWildcard, isWithin } from '../../mesh/semantics/host-match';
import { textAt } from '../../mesh/wire/json';
import { EdgeKind } from '../edge-kind';
import { NodeKind } from '../node-kind';
import { DrawnGateway, GatewayDrawer } from './draw-gateways';
import { RouteDrawer } from './draw-routes';
import { ServiceDrawer } from './draw-services';
import { GraphBuilder } from './graph-builder';
import { gatewayId, IN_MESH, OUTSIDE, routeId, serverId, serviceId, virtualServiceId } from './ids';

const UNREACHED = 'no request reaches it';

/** Draws all of a mesh. */
export function drawMesh(mesh: Mesh, builder: GraphBuilder): void {
  const routing = routingOf(mesh);
  const services = new ServiceDrawer(mesh, routing, builder);
  const routes = new RouteDrawer(routing, services, builder);
  const gateways = new GatewayDrawer(mesh, routing, routes, builder);
  const drawn = gateways.draw();
  const { all } = routing.virtualServices;
  for (const virtualService of all) {
    routes.drawVirtualService(virtualService.object, virtualService.hosts);
    routes.drawInMesh(virtualService);
    if (virtualService.gateways.includes(MESH_GATEWAY)) {
      drawClient(builder, IN_MESH, 'pods of the mesh');
      builder.connect(IN_MESH, virtualServiceId(virtualService.object), EdgeKind.TRAFFIC);
    }
    markUnreached(virtualService, gateways, builder);
  }
  for (const object of mesh.all(VIRTUAL_SERVICE).filter(({ spec }) => (spec.hosts ?? []).length === 0)) {
    routes.drawVirtualService(object, []);
    const ids = (object.spec.http ?? []).map((_route, index) => routeId(object, 'http', index));
    ids.filter((id) => !routes.placedRoutes.has(id)).forEach((id) => builder.setProblem(id, UNREACHED));
  }
  const entered = drawGatewayServices(mesh, drawn, builder);
  for (const gateway of drawn.filter(({ id }) => !entered.has(id))) {
    drawClient(builder, OUTSIDE, 'outside');
    gateway.workload.listeners
      .flatMap((listener) => listener.servers)
      .forEach((server) => builder.connect(OUTSIDE, serverId(gateway.id, server), EdgeKind.TRAFFIC));
  }
  drawOtherServices(mesh, all, drawn, services, builder);
}

function drawClient(builder: GraphBuilder, id: string, title: string): void {
  builder.add({ id, kind: NodeKind.CLIENT, title });
}

/** What gateways can't reach, and for whoever calls, what comes behind a route that takes all requests. */
function markUnreached(
  { object, http, gateways }: ResolvedVirtualService,
  { reachedRoutes }: GatewayDrawer,
  builder: GraphBuilder,
): void {
  const last = http.findIndex(({ route }) => matchesOf(route).some(takesAll));
  for (const [position, { object: written, index }] of http.entries()) {
    const id = routeId(written, 'http', index);
    const isBehind = last >= 0 && position > last;
    const isReached = reachedRoutes.has(id) || (gateways.includes(MESH_GATEWAY) && !isBehind);
    // A delegate may be reached by another VirtualService.
    if (written === object && !isReached) {
      builder.setProblem(id, UNREACHED);
    }
  }
}

/** Leads from services to the gateways behind them. The gateways that only the mesh enters. */
function drawGatewayServices(mesh: Mesh, gateways: readonly DrawnGateway[], builder: GraphBuilder): Set<string> {
  const byId = new Map(gateways.map((gateway) => [gateway.id, gateway]));
  const entered = new Set<string>();
  for (const [gateway, services] of servicesOfGateways(mesh, byId)) {
    for (const service of services.filter((each) => builder.has(serviceId(each)))) {
      for (const { number } of service.ports) {
        const port = gateway.workload.ports.reached(number);
        gateway.workload.listeners
          .filter((listener) => listener.port === port)
          .flatMap(({ servers }) => servers)
          .forEach((server) => builder.connect(serviceId(service), serverId(gateway.id, server), EdgeKind.TRAFFIC));
      }
      if (!OPEN_TYPES.includes(textAt(service.source.spec, 'type') ?? '')) {
        entered.add(gateway.id);
      }
    }
  }
  return entered;
}

/** Types of Services that somebody outside can reach. */
const OPEN_TYPES = ['LoadBalancer', 'NodePort'];

function servicesOfGateways(
  mesh: Mesh,
  gateways: ReadonlyMap<string, DrawnGateway>,
): Map<DrawnGateway, RegisteredService[]> {
  const found = new Map<DrawnGateway, RegisteredService[]>();
  const pods = [...gateways.values()].map((gateway) => {
    const { namespace, labels } = gateway.workload;
    return [gateway, mesh.workloads.selected(namespace, labels)] as const;
  });
  for (const [gateway, workloads] of pods) {
    const own = workloads.filter((each) => gatewayId(each.namespace, each.labels) === gateway.id);
    const services = mesh.services.all.filter(
      ({ namespace, selector }) =>
        selector !== undefined && mesh.workloads.selected(namespace, selector).some((each) => own.includes(each)),
    );
    found.set(gateway, services);
  }
  return found;
}

/** Services that no VirtualService speaks of, which pods of the mesh call as they are. */
function drawOtherServices(
  mesh: Mesh,
  all: readonly ResolvedVirtualService[],
  gateways: readonly DrawnGateway[],
  services: ServiceDrawer,
  builder: GraphBuilder,
): void {
  const hosts = all.filter((each) => each.gateways.includes(MESH_GATEWAY)).flatMap((each) => each.hosts);
  const names = new Set(hosts);
  const wildcards = [...names].filter(isWildcard);
  const backing = backingWorkloadsOf(mesh);
  const gatewayIds = new Set(gateways.map(({ id }) => id));
  for (const service of mesh.services.all) {
    const isGateway = backing.of(service).some(({ namespace, labels }) => gatewayIds.has(gatewayId(namespace, labels)));
    const isRouted = names.has(service.hostname) || wildcards.some((host) => isWithin(service.hostname, host));
    if (builder.has(serviceId(service)) || service.source.isAssumed || isGateway) {
      continue;
    }
    const id = services.drawService(service);
    if (!isRouted) {
      drawClient(builder, IN_MESH, 'pods of the mesh');
      builder.connect(IN_MESH, id, EdgeKind.TRAFFIC);
    }
  }
}
