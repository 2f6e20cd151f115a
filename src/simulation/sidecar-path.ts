import { carriesHttp, Protocol } from '../kernel/protocol';
import { Routing } from '../mesh/index/routing';
import { L4Route } from '../mesh/index/filter-chains';
import { RegisteredPort, RegisteredService } from '../mesh/index/services';
import { mayCarryHttp } from '../mesh/index/sidecar-routes';
import { EgressListener, SidecarScope } from '../mesh/index/sidecar-scope';
import { MESH_GATEWAY } from '../mesh/index/virtual-services';
import { Mesh } from '../mesh/mesh';
import { hostsOverlap, mostSpecificHost } from '../mesh/semantics/host-match';
import { contextMismatch, RouteContext } from '../mesh/semantics/http-routes';
import { hostWithoutPort, meantHosts } from '../mesh/semantics/virtual-host-domains';
import { RouteDestination } from '../mesh/wire/networking';
import { passOn } from './connection';
import { endedTrace } from './ended-trace';
import { exchange } from './exchange';
import { connectionLog, failedConnection, httpLog, localReply } from './outcomes';
import { Proxy } from './proxy';
import { Request } from './request';
import { Outcome, RequestTrace } from './request-trace';

/** The way of a request that a pod sends through its sidecar. */
export function sidecarTrace(request: Request, mesh: Mesh, routing: Routing): RequestTrace {
  const { namespace, labels } = request.from;
  return new SidecarWay(request, mesh, routing, routing.sidecar(namespace, labels)).trace();
}

const PASSTHROUGH = 'PassthroughCluster';
const BLACK_HOLE = 'BlackHoleCluster';

class SidecarWay {
  private readonly proxy: Proxy;
  private readonly context: RouteContext;

  constructor(
    private readonly request: Request,
    private readonly mesh: Mesh,
    private readonly routing: Routing,
    private readonly scope: SidecarScope,
  ) {
    const { namespace, labels } = scope;
    const service = (host: string) => scope.service(host);
    this.proxy = { kind: 'sidecar', namespace, labels, service, lookup: service };
    this.context = { gateway: MESH_GATEWAY, port: request.port, labels, namespace };
  }

  public trace(): RequestTrace {
    const { request, scope } = this;
    const listener = scope.listener(request.port);
    const service = listener === undefined ? undefined : this.dialled(listener);
    const port = service?.ports.find(({ number }) => number === request.port);
    if (listener === undefined) {
      return this.unknown();
    }
    if (service === undefined || port === undefined) {
      // What is dialled belongs to no service, but requests to the port are read nevertheless where some service speaks HTTP on it.
      const reads = listener.servicesOnPort(request.port).some((each) => speaksHttp(each, request.port));
      return request.isHttp && !request.isTls && reads ? this.http(request.authority) : this.unknown();
    }
    return this.toService(listener, service, port);
  }

  private toService(listener: EgressListener, service: RegisteredService, port: RegisteredPort): RequestTrace {
    const { request } = this;
    const isPlainHttp = request.isHttp && !request.isTls;
    const { protocol } = port;
    if (protocol !== undefined && carriesHttp(protocol)) {
      return isPlainHttp
        ? this.http(request.authority)
        : endedTrace(this.request, failedConnection('closed', 'the port is one for plain HTTP'));
    }
    if (protocol === undefined && isPlainHttp) {
      // A service with an address of its own has a listener of its own, so that its name as the request has it does not matter.
      return this.http(
        service.registry === 'Kubernetes' && service.resolution === 'ENDPOINTS' ? service.hostname : request.authority,
      );
    }
    const isTls = protocol === Protocol.HTTPS || protocol === Protocol.TLS;
    const route = isTls ? this.tlsRoute(listener, service) : this.tcpRoute(listener, service);
    if (route === undefined) {
      return this.unknown();
    }
    const { routing, proxy } = this;
    const passed = passOn(request, route.destinations, {
      routing,
      proxy,
      namespace: route.namespace,
      port: request.port,
      endsTls: false,
    });
    return { ...endedTrace(this.request, undefined), connectionRoute: route.route, ...passed };
  }

  private http(authority: string): RequestTrace {
    const { request, routing, proxy, scope } = this;
    const virtualHost = scope.virtualHosts(request.port).find(hostWithoutPort(authority));
    if (virtualHost === undefined) {
      return this.unknown();
    }
    const http = exchange(request, {
      routing,
      proxy,
      port: request.port,
      isTls: false,
      virtualHost,
      policies: undefined,
    });
    return { ...endedTrace(this.request, undefined), ...http };
  }

  /** The service that the pod means by the host that it connects to. */
  private dialled(listener: EgressListener): RegisteredService | undefined {
    const { request, scope, mesh } = this;
    const host = request.host.toLowerCase();
    for (const meant of meantHosts(host, scope.namespace, mesh.config.domain)) {
      const service = listener.service(meant);
      if (service !== undefined) {
        return service;
      }
    }
    const onPort = listener.servicesOnPort(request.port);
    const covering = mostSpecificHost(
      host,
      onPort.map(({ hostname }) => hostname),
    );
    return onPort.find(({ hostname, addresses }) => addresses.includes(host) || hostname === covering);
  }

  private tlsRoute(listener: EgressListener, service: RegisteredService): L4Choice | undefined {
    const sni = this.request.sni ?? '';
    let isRouted = false;
    let best: (L4Choice & { host: string }) | undefined;
    for (const { tls, object } of virtualServicesFor(listener, service)) {
      for (const [index, { match, route = [] }] of tls.entries()) {
        for (const { sniHosts, ...rest } of route.length === 0 ? [] : match) {
          if (contextMismatch(rest, this.context) === undefined) {
            isRouted = true;
            const host = mostSpecificHost(sni, sniHosts);
            if (host !== undefined && (best === undefined || mostSpecificHost(sni, [best.host, host]) !== best.host)) {
              best = { host, ...chosen({ object, field: 'tls', index, destinations: route }) };
            }
          }
        }
      }
    }
    return isRouted ? best : this.toItself(service);
  }

  private tcpRoute(listener: EgressListener, service: RegisteredService): L4Choice {
    for (const { tcp, object } of virtualServicesFor(listener, service)) {
      for (const [index, { match = [], route = [] }] of tcp.entries()) {
        const meets = match.length === 0 || match.some((each) => contextMismatch(each, this.context) === undefined);
        if (route.length > 0 && meets) {
          return chosen({ object, field: 'tcp', index, destinations: route });
        }
      }
    }
    return this.toItself(service);
  }

  private toItself({ hostname, namespace }: RegisteredService): L4Choice {
    return { namespace, destinations: [{ destination: { host: hostname, port: { number: this.request.port } } }] };
  }

  /** What becomes of a request to a host that the sidecar does not know. */
  private unknown(): RequestTrace {
    const { request, scope, routing, proxy } = this;
    const { egressProxy } = scope;
    if (scope.outboundTrafficPolicy === 'REGISTRY_ONLY') {
      return endedTrace(this.request, this.blackHoled());
    }
    if (egressProxy !== undefined) {
      const destinations = [{ destination: egressProxy }];
      const passed = passOn(request, destinations, {
        routing,
        proxy,
        namespace: scope.namespace,
        port: request.port,
        endsTls: false,
      });
      return { ...endedTrace(this.request, undefined), ...passed };
    }
    const reason = `the mesh does not know ${request.host}:${request.port}: the request goes on as it is`;
    const isRead = request.isHttp && !request.isTls;
    const log = isRead
      ? httpLog(request, { details: 'via_upstream', flags: '-', cluster: PASSTHROUGH, routeName: 'allow_any' })
      : connectionLog(request, { cluster: PASSTHROUGH });
    return endedTrace(this.request, {
      share: 1,
      connection: 'ok',
      cluster: PASSTHROUGH,
      responseHeaders: new Map(),
      delay: 0,
      isPassedThrough: true,
      reason,
      log,
    });
  }

  private blackHoled(): Outcome {
    const { request } = this;
    const reason = `the mesh does not know ${request.host}:${request.port}, and lets nothing else out`;
    return request.isHttp && !request.isTls
      ? localReply(request, { status: 502, details: 'direct_response', reason, routeName: 'block_all' })
      : failedConnection('closed', reason, connectionLog(request, { flags: 'UH', cluster: BLACK_HOLE }));
  }
}

interface L4Choice {
  readonly namespace: string;
  readonly destinations: readonly RouteDestination[];
  /** Undefined where no VirtualService has routes for the service. */
  readonly route?: L4Route;
}

function chosen(route: L4Route): L4Choice {
  return { namespace: route.object.namespace, destinations: route.destinations, route };
}

function virtualServicesFor({ virtualServices }: EgressListener, { hostname }: RegisteredService) {
  return virtualServices.filter(({ hosts }) => hosts.some((host) => hostsOverlap(host, hostname)));
}

function speaksHttp({ ports }: RegisteredService, port: number): boolean {
  return ports.some((each) => each.number === port && mayCarryHttp(each));
}
