import { catchAllsLast, RouteContext, routeEntries, RouteEntry, UnreachableEntry } from '../semantics/http-routes';
import { RegisteredService } from './services';
import { PlacedHttpRoute, ResolvedVirtualService } from './virtual-services';

/** A VirtualService that gives a virtual host its routes. */
export interface RouteOwner {
  readonly virtualService: ResolvedVirtualService;
  readonly context: RouteContext;
}

/** A route of a VirtualService as Envoy has it. */
export interface VirtualHostRoute extends RouteEntry<PlacedHttpRoute> {
  readonly owner: RouteOwner;
}

/** A route that no request to the host can reach. */
export interface UnreachableRoute extends UnreachableEntry<PlacedHttpRoute> {
  readonly owner: RouteOwner;
}

/** What Envoy does with the requests for a host, made when it is first asked for. */
export class VirtualHost {
  private readonly owners: RouteOwner[] = [];
  private tlsRequired = false;
  private made: { routes: readonly VirtualHostRoute[]; unreachable: readonly UnreachableRoute[] } | undefined;

  constructor(
    /** The host; a wildcard or a name. */
    public readonly domain: string,
    public readonly port: number,
    /** The service whose only route is to itself; undefined where VirtualServices say. */
    public readonly service?: RegisteredService,
    /** Whether the routes that take all requests are moved behind all others, as gateways do. */
    private readonly sortsCatchAlls = true,
  ) {}

  /** What Istio calls it. */
  public get name(): string {
    return `${this.domain}:${this.port}`;
  }

  /** Whether plain-text requests are redirected to HTTPS. */
  public get requiresTls(): boolean {
    return this.tlsRequired;
  }

  /** Redirects plain-text requests to HTTPS. */
  public requireTls(): void {
    this.tlsRequired = true;
  }

  /** Appends the routes of a VirtualService, once. */
  public add(owner: RouteOwner): void {
    const isKnown = this.owners.some(
      ({ virtualService, context }) =>
        virtualService === owner.virtualService && context.gateway === owner.context.gateway,
    );
    if (!isKnown) {
      this.owners.push(owner);
      this.made = undefined;
    }
  }

  /** The VirtualServices whose routes it has. */
  public get virtualServices(): readonly ResolvedVirtualService[] {
    return this.owners.map(({ virtualService }) => virtualService);
  }

  /** The routes in the order in which Envoy tries them. */
  public get routes(): readonly VirtualHostRoute[] {
    return this.make().routes;
  }

  /** Routes that can't be reached. */
  public get unreachable(): readonly UnreachableRoute[] {
    return this.make().unreachable;
  }

  private make() {
    if (this.made === undefined) {
      const all = this.owners.map((owner) => ({ owner, ...routeEntries(owner.virtualService.http, owner.context) }));
      const routes = all.flatMap(({ owner, reachable }) => reachable.map((entry) => ({ ...entry, owner })));
      this.made = {
        routes: this.sortsCatchAlls ? (catchAllsLast(routes) as readonly VirtualHostRoute[]) : routes,
        unreachable: all.flatMap(({ owner, unreachable }) => unreachable.map((each) => ({ ...each, owner }))),
      };
    }
    return this.made;
  }
}
