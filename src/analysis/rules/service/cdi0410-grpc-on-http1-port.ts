import { Protocol } from '../../../kernel/protocol';
import { RegisteredService } from '../../../mesh/index/services';
import { DESTINATION_RULE, GATEWAY, GRPC_ROUTE, SERVICE, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { parseProtocol } from '../../../mesh/semantics/port-protocol';
import { resolveHost, serviceHost } from '../../../mesh/semantics/short-name';
import { ConnectionPoolSettings, Destination, HttpRoute, VirtualServiceSpec } from '../../../mesh/wire/networking';
import { SERVICES } from '../../inputs';
import { Place, Report, Rule } from '../../rule';
import { Severity } from '../../severity';
import { backendsOf, isKind } from '../gateway-api/routes';
import { allServersFor, bindingsOf } from '../route/bindings';
import { portOf } from '../route/destinations';
import { httpMatchesWith, virtualServicesWith } from '../route/http-routes';

const GRPC = /^application\/grpc($|[+;])/;

/** Routes for gRPC to ports that proxies speak HTTP/1.1 to. */
export const GRPC_ON_HTTP1_PORT: Rule = {
  code: 'CDI0410',
  name: 'GrpcOnHttp1Port',
  severity: Severity.ERROR,
  summary: 'A route for gRPC leads to a port that is declared as HTTP/1.1.',
  explanation:
    'gRPC needs HTTP/2 all the way. Proxies choose how they speak to a server by the declaration of its port: to one that is called `http`, they speak HTTP/1.1, and the server of gRPC ends the connection, or its trailers with the status are lost. Callers see `UNAVAILABLE` or `INTERNAL`, while other clients that go around the proxy work.',
  fix: "Declare the Service's port as what it is: `name: grpc-...`, or `appProtocol: grpc` (or `kubernetes.io/h2c`).",
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  inputs: [DESTINATION_RULE, GATEWAY, GRPC_ROUTE, VIRTUAL_SERVICE, ...SERVICES],
  check: (mesh, report) => {
    if (!mesh.config.upgradesToHttp2) {
      checkVirtualServices(mesh, report);
      checkGrpcRoutes(mesh, report);
    }
  },
};

function checkVirtualServices(mesh: Mesh, report: Report): void {
  const mayAsk = new Set([
    ...virtualServicesWith(mesh, 'fault'),
    ...httpMatchesWith(mesh, 'headers').map(({ object }) => object),
  ]);
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    const isGrpc = isServedAsGrpc(mesh, object);
    for (const [index, route] of (isGrpc || mayAsk.has(object) ? (object.spec.http ?? []) : []).entries()) {
      for (const [at, { destination }] of (isGrpc || asksForGrpc(route) ? (route.route ?? []) : []).entries()) {
        const services = mesh.services.visible(
          resolveHost(destination.host, object.namespace, mesh.config.domain),
          object.namespace,
        );
        const path = ['spec', 'http', index, 'route', at, 'destination'];
        reportPort(mesh, report, { object, path }, services, destination);
      }
    }
  }
}

function checkGrpcRoutes(mesh: Mesh, report: Report): void {
  for (const { object, path, kind, namespace, name, port } of backendsOf(mesh, [GRPC_ROUTE])) {
    const host = serviceHost(name, namespace, mesh.config.domain);
    if (isKind(kind, SERVICE) && port !== undefined) {
      const services = mesh.services.visible(host, namespace);
      reportPort(mesh, report, { object, path }, services, { host, port: { number: port } });
    }
  }
}

function reportPort(
  mesh: Mesh,
  report: Report,
  { object, path }: Place,
  services: readonly RegisteredService[],
  destination: Destination,
): void {
  const port = portOf(services, destination);
  const [service] = services;
  if (port?.protocol === Protocol.HTTP && !mesh.derive(upgradedHosts).has(service.hostname)) {
    report({
      object,
      path,
      message: `${object.title} routes gRPC to port ${port.number} of ${service.hostname}, which is declared as HTTP/1.1`,
      related: [{ object: service.source, path: ['spec', 'ports'] }],
    });
  }
}

/** Whether all servers that take a VirtualService are for gRPC. */
function isServedAsGrpc(mesh: Mesh, object: MeshObject<VirtualServiceSpec>): boolean {
  const { isMesh, isComplete } = bindingsOf(mesh, object);
  const servers = isMesh || !isComplete ? [] : allServersFor(mesh, object);
  return servers.length > 0 && servers.every(({ port }) => parseProtocol(port.protocol) === Protocol.GRPC);
}

/** Whether a route is for gRPC: it asks for its content type, or answers with a status of it. */
function asksForGrpc({ match = [], fault }: HttpRoute): boolean {
  return (
    fault?.abort?.grpcStatus !== undefined ||
    match.some(({ headers = {} }) =>
      Object.entries(headers).some(
        ([name, { exact, prefix }]) => name.toLowerCase() === 'content-type' && GRPC.test(exact ?? prefix ?? ''),
      ),
    )
  );
}

/** The hosts of which some DestinationRule says that proxies speak another HTTP to them. */
function upgradedHosts(mesh: Mesh): ReadonlySet<string> {
  const isUpgrade = (pool: ConnectionPoolSettings | undefined): boolean =>
    pool?.http?.h2UpgradePolicy === 'UPGRADE' || pool?.http?.useClientProtocol === true;
  return new Set(
    mesh
      .all(DESTINATION_RULE)
      .filter(({ spec: { trafficPolicy, subsets = [] } }) =>
        [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)].some(
          (policy) =>
            isUpgrade(policy?.connectionPool) ||
            (policy?.portLevelSettings ?? []).some(({ connectionPool }) => isUpgrade(connectionPool)),
        ),
      )
      .map(({ spec, namespace }) => resolveHost(spec.host ?? '', namespace, mesh.config.domain)),
  );
}
