import { FilterChain } from '../mesh/index/filter-chains';
import { gatewayClient } from '../mesh/index/gateway-client';
import { GatewayListener } from '../mesh/index/gateway-listener';
import { GatewayWorkload } from '../mesh/index/gateway-workload';
import { Routing } from '../mesh/index/routing';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { hostWithoutPort } from '../mesh/semantics/virtual-host-domains';
import { connect, passOn } from './connection';
import { destinationShare } from './destination-shares';
import { endedTrace } from './ended-trace';
import { exchange } from './exchange';
import { handshake, noFilterChain } from './gateway-tls';
import { failedConnection } from './outcomes';
import { Proxy } from './proxy';
import { Request } from './request';
import { Outcome, RequestTrace } from './request-trace';
import { WorkloadPolicies } from './workload-policies';

/** The way of a request that comes to a gateway from outside. */
export function gatewayTrace(request: Request, mesh: Mesh, routing: Routing, now: Date): RequestTrace {
  const { namespace, labels } = request.from;
  const workload = routing.gateway(namespace, labels);
  return new GatewayWay(request, mesh, routing, workload, now.getTime() / 1000).trace();
}

class GatewayWay {
  private readonly proxy: Proxy;

  constructor(
    private readonly request: Request,
    private readonly mesh: Mesh,
    private readonly routing: Routing,
    private readonly workload: GatewayWorkload,
    private readonly now: number,
  ) {
    this.proxy = { kind: 'gateway', ...gatewayClient(mesh, routing, workload) };
  }

  public trace(): RequestTrace {
    const { request, workload } = this;
    const port = workload.ports.reached(request.port);
    if (port === undefined) {
      return this.ended(failedConnection('refused', `no Service in front of the gateway has port ${request.port}`));
    }
    const listener = workload.listeners.find((each) => each.port === port);
    const usual = workload.listeners.find((each) => each.port === workload.ports.usual(request.port));
    if (listener === undefined && usual !== undefined) {
      const trace = this.atListener(usual, usual.port);
      return { ...trace, notes: [...trace.notes, guessedPort(request.port, usual.port)] };
    }
    return this.atListener(listener, port);
  }

  private atListener(listener: GatewayListener | undefined, port: number): RequestTrace {
    const { request, workload } = this;
    const chains = listener === undefined ? undefined : workload.filterChains(listener);
    if (listener === undefined || chains === undefined || chains.isEmpty) {
      const refused = failedConnection('refused', `the gateway does not listen on port ${port}`);
      return this.ended(refused, {
        listener,
        notes: workload.gateways.filter(({ isAssumed }) => isAssumed).map(guess),
      });
    }
    const chain = chains.find(request.sni);
    if (chain !== undefined) {
      return { ...this.atChain(chain), listener };
    }
    const automatic = this.automatic(request.sni ?? '', (host) => chains.automaticFor(host) !== undefined);
    const reason =
      request.sni === undefined ? 'no server takes connections without SNI' : `no server for SNI ${request.sni}`;
    return { ...(automatic ?? this.ended(noFilterChain(request, reason))), listener };
  }

  private atChain(chain: FilterChain): RequestTrace {
    const { request, workload, routing, proxy } = this;
    const { server, route } = chain;
    const found = { server, connectionRoute: route };
    const endsTls = server.kind === 'https' || server.kind === 'tls';
    const isPlain = server.kind === 'http' || server.kind === 'tcp';
    if (endsTls && !request.isTls) {
      return this.ended(noFilterChain(request, 'the server speaks TLS only'), found);
    }
    if (server.kind === 'http' && request.isTls) {
      return this.ended(failedConnection('tls-error', 'the server speaks plain HTTP only'), found);
    }
    const {
      credential,
      failure,
      notes: known,
    } = isPlain || !endsTls ? NO_HANDSHAKE : handshake(request, this.mesh, server, workload.namespace);
    const notes = server.gateway.isAssumed ? [guess(server.gateway)] : known;
    const shown = { ...found, ...(credential === undefined ? {} : { credential }), notes };
    if (failure !== undefined) {
      return this.ended(failure, shown);
    }
    const policies = new WorkloadPolicies(this.mesh, workload, { port: server.port }, this.now);
    if (route !== undefined) {
      const { object, destinations } = route;
      const refused = policies.judgeConnection(request);
      if (refused.refused) {
        return this.ended(failedConnection('closed', 'a policy refuses the connection'), {
          ...shown,
          policies: refused.decisions,
        });
      }
      const passed = passOn(request, destinations, {
        routing,
        proxy,
        namespace: object.namespace,
        port: server.server.port.number,
        endsTls,
      });
      return { ...this.ended(undefined, shown), ...passed };
    }
    if (!request.isHttp) {
      return this.ended(failedConnection('closed', 'the server reads HTTP only'), shown);
    }
    const virtualHost = workload.virtualHosts(server).find(hostWithoutPort(request.authority));
    const context = { routing, proxy, port: server.server.port.number, isTls: endsTls, virtualHost, policies };
    const http = exchange(request, context);
    // Servers for plain HTTP on a port share their virtual hosts: which one a request comes to is known by its host alone.
    const opener = virtualHost === undefined ? undefined : workload.serverOf(virtualHost);
    return { ...this.ended(undefined, shown), server: opener ?? server, ...http, notes: [...notes, ...http.notes] };
  }

  /** A client that names a cluster of the mesh as SNI: `outbound_.80_.v1_.web.shop.svc.cluster.local`. */
  private automatic(sni: string, isOpen: (host: string) => boolean): RequestTrace | undefined {
    const [, port, subset, host] = /^outbound_\.([0-9]+)_\.([^_]*)_\.(.+)$/.exec(sni) ?? [];
    if (host === undefined || !isOpen(host)) {
      return undefined;
    }
    const destination = { host, port: { number: Number(port) }, ...(subset === '' ? {} : { subset }) };
    const share = destinationShare(this.routing.clusters, this.proxy, destination, 1, {
      namespace: this.workload.namespace,
      port: Number(port),
    });
    return { ...this.ended(undefined), destinations: [share], outcomes: connect(this.request, share, false) };
  }

  private ended(outcome: Outcome | undefined, found: Partial<RequestTrace> = {}): RequestTrace {
    const { gateways, rejected } = this.workload;
    return endedTrace(this.request, outcome, { gateways, rejectedServers: rejected, ...found });
  }
}

/** What is said where a port is taken to be that of Istio's own installation. */
function guessedPort(port: number, target: number): string {
  return `There is no Service in front of the gateway among the manifests: that port ${port} leads to ${target}, as in Istio's own installation, is a guess`;
}

/** What is said where the servers of a Gateway are not known. */
function guess({ title }: MeshObject): string {
  return `${title} is not among the manifests: that it serves the hosts of its VirtualServices on ports 80 and 443 is a guess`;
}

const NO_HANDSHAKE = { credential: undefined, failure: undefined, notes: [] };
