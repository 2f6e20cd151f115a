import { addTo } from '../lists';
import { MeshConfig } from '../mesh-config';
import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { delegatedRoute } from '../semantics/delegation';
import { isExportedTo } from '../semantics/export-to';
import { resolveGatewayReference, resolveHost } from '../semantics/short-name';
import { Destination, HttpRoute, TcpRoute, TlsRoute, VirtualServiceSpec } from '../wire/networking';

/** The name that stands for all sidecars where Gateways are named. */
export const MESH_GATEWAY = 'mesh';

/** An HTTP route with full host names, and where it stands. */
export interface PlacedHttpRoute {
  /** The route; merged with its root's where it comes from a delegate. */
  readonly route: HttpRoute;
  /** The VirtualService that it stands in. */
  readonly object: MeshObject<VirtualServiceSpec>;
  /** Its place in `http` of that VirtualService. */
  readonly index: number;
  /** The place of the route that delegates to it; undefined of a route that stands for itself. */
  readonly rootIndex?: number;
}

/** A route of the root that leads to no delegate, and why. */
export interface LostDelegate {
  readonly index: number;
  readonly reason: string;
}

/** A VirtualService with hosts, its names resolved. */
export interface ResolvedVirtualService {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** `namespace/name`, or `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  /** In order; those of delegates in place of the routes that delegate. */
  readonly http: readonly PlacedHttpRoute[];
  readonly lostDelegates: readonly LostDelegate[];
  readonly tcp: readonly TcpRoute[];
  readonly tls: readonly TlsRoute[];
}

const NONE: readonly ResolvedVirtualService[] = Object.freeze([]);

/** All VirtualServices, the oldest first, by the Gateways that they are bound to. */
export class VirtualServices {
  /** Those with hosts. */
  public readonly all: readonly ResolvedVirtualService[];
  private readonly byGateway = new Map<string, ResolvedVirtualService[]>();

  constructor(objects: readonly MeshObject<VirtualServiceSpec>[], config: MeshConfig) {
    const delegates = new Map<string, MeshObject<VirtualServiceSpec>>();
    const roots: MeshObject<VirtualServiceSpec>[] = [];
    for (const object of objects) {
      if ((object.spec.hosts ?? []).length > 0) {
        roots.push(object);
      } else {
        delegates.set(`${object.namespace}/${object.name}`, object);
      }
    }
    this.all = roots.sort(byCreation).map((object) => new Resolved(object, delegates, config));
    for (const virtualService of this.all) {
      for (const gateway of virtualService.gateways) {
        addTo(this.byGateway, gateway, virtualService);
      }
    }
  }

  /** Those that a proxy of a namespace has for a Gateway (`namespace/name`, or `mesh`): its own private ones, those exported to it, the public ones. */
  public forGateway(gateway: string, proxyNamespace: string): readonly ResolvedVirtualService[] {
    const bound = this.byGateway.get(gateway) ?? NONE;
    const rank = (each: ResolvedVirtualService) =>
      each.exportTo.includes('*') ? 2 : each.exportTo.includes('~') ? undefined : rankOfPrivate(each, proxyNamespace);
    const ranked = bound.filter((each) => rank(each) !== undefined);
    return ranked.every((each) => rank(each) === 2)
      ? ranked
      : [0, 1, 2].flatMap((wanted) => ranked.filter((each) => rank(each) === wanted));
  }
}

function rankOfPrivate({ exportTo, namespace }: ResolvedVirtualService, proxyNamespace: string): 0 | 1 | undefined {
  if (!isExportedTo(exportTo, namespace, proxyNamespace)) {
    return undefined;
  }
  return namespace === proxyNamespace ? 0 : 1;
}

type Delegates = ReadonlyMap<string, MeshObject<VirtualServiceSpec>>;

/** What is resolved is resolved when it is first asked for. */
class Resolved implements ResolvedVirtualService {
  public readonly hosts: readonly string[];
  public readonly gateways: readonly string[];
  private routes: { http: readonly PlacedHttpRoute[]; lost: readonly LostDelegate[] } | undefined;

  constructor(
    public readonly object: MeshObject<VirtualServiceSpec>,
    private readonly delegates: Delegates,
    private readonly config: MeshConfig,
  ) {
    const { spec, namespace } = object;
    this.hosts = (spec.hosts ?? []).map((host) => resolveHost(host, namespace, config.domain));
    const gateways = spec.gateways ?? [];
    this.gateways = gateways.length === 0 ? [MESH_GATEWAY] : [...new Set(resolveGateways(gateways, namespace))];
  }

  public get namespace(): string {
    return this.object.namespace;
  }

  public get exportTo(): readonly string[] {
    return exportToOf(this.object, this.config);
  }

  public get http(): readonly PlacedHttpRoute[] {
    return this.resolve().http;
  }

  public get lostDelegates(): readonly LostDelegate[] {
    return this.resolve().lost;
  }

  public get tcp(): readonly TcpRoute[] {
    const { spec, namespace } = this.object;
    return (spec.tcp ?? []).map((route) => resolveL4(route, namespace, this.config.domain));
  }

  public get tls(): readonly TlsRoute[] {
    const { spec, namespace } = this.object;
    return (spec.tls ?? []).map((route) => resolveL4(route, namespace, this.config.domain));
  }

  private resolve(): { http: readonly PlacedHttpRoute[]; lost: readonly LostDelegate[] } {
    this.routes ??= this.resolveHttp();
    return this.routes;
  }

  private resolveHttp() {
    const { object, config } = this;
    const http: PlacedHttpRoute[] = [];
    const lost: LostDelegate[] = [];
    for (const [index, written] of (object.spec.http ?? []).entries()) {
      const route = resolveHttp(written, object.namespace, config.domain);
      if (route.delegate === undefined) {
        http.push({ route, object, index });
        continue;
      }
      const found = this.delegate(route.delegate.name ?? '', route.delegate.namespace);
      if (typeof found === 'string') {
        lost.push({ index, reason: found });
        continue;
      }
      for (const [inner, each] of (found.spec.http ?? []).entries()) {
        const merged = delegatedRoute(route, resolveHttp(each, found.namespace, config.domain));
        if (merged !== undefined) {
          http.push({ route: merged, object: found, index: inner, rootIndex: index });
        }
      }
    }
    return { http, lost };
  }

  /** The delegate of a name, or why there is none. */
  private delegate(name: string, namespace: string | undefined): MeshObject<VirtualServiceSpec> | string {
    const key = `${namespace || this.namespace}/${name}`;
    const found = this.delegates.get(key);
    if (found === undefined) {
      return `there is no VirtualService ${key} without hosts`;
    }
    return isExportedTo(exportToOf(found, this.config), found.namespace, this.namespace)
      ? found
      : `VirtualService ${key} is not exported to ${this.namespace}`;
  }
}

function exportToOf({ spec }: MeshObject<VirtualServiceSpec>, config: MeshConfig): readonly string[] {
  const exportTo = spec.exportTo ?? [];
  return exportTo.length === 0 ? config.defaultVirtualServiceExportTo : exportTo;
}

function resolveGateways(gateways: readonly string[], namespace: string): readonly string[] {
  return gateways.map((gateway) => {
    if (gateway === MESH_GATEWAY) {
      return gateway;
    }
    const resolved = resolveGatewayReference(gateway, namespace);
    return `${resolved.namespace}/${resolved.name}`;
  });
}

function resolveHttp(route: HttpRoute, namespace: string, domain: string): HttpRoute {
  const resolve = (destination: Destination) => resolveDestination(destination, namespace, domain);
  const { match, route: destinations, mirror, mirrors } = route;
  return {
    ...route,
    ...(match === undefined ? {} : { match: match.map((each) => withGateways(each, namespace)) }),
    ...(destinations === undefined
      ? {}
      : { route: destinations.map((each) => ({ ...each, destination: resolve(each.destination) })) }),
    ...(mirror === undefined ? {} : { mirror: resolve(mirror) }),
    ...(mirrors === undefined
      ? {}
      : { mirrors: mirrors.map((each) => ({ ...each, destination: resolve(each.destination) })) }),
  };
}

function resolveL4<Route extends TcpRoute | TlsRoute>(route: Route, namespace: string, domain: string): Route {
  return {
    ...route,
    match: route.match?.map((each) => withGateways(each, namespace)),
    route: route.route?.map((each) => ({
      ...each,
      destination: resolveDestination(each.destination, namespace, domain),
    })),
  };
}

function withGateways<Match extends { readonly gateways?: readonly string[] }>(match: Match, namespace: string): Match {
  return match.gateways === undefined ? match : { ...match, gateways: resolveGateways(match.gateways, namespace) };
}

function resolveDestination(destination: Destination, namespace: string, domain: string): Destination {
  return { ...destination, host: resolveHost(destination.host, namespace, domain) };
}
