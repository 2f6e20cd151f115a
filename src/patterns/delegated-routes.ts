import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { HttpMatch } from '../networking/http-match';
import { HttpRoute } from '../networking/http-route';
import { RequestFault } from '../networking/request-fault';
import { RouteOrder } from '../networking/route-order';
import { VirtualService } from '../networking/virtual-service';
import { IVirtualService } from '../networking/virtual-service-reference';
import { WeightedDestination } from '../networking/weighted-destination';
import { IFaultTarget } from './fault-target';
import { IngressRouteOptions } from './ingress-route';
import { checkCase, isBelow, pathKey } from './private/delegation';
import { patternName } from './private/pattern-name';
import { protocolFaults } from './private/protocol-faults';
import { validateDestinations } from './private/protocol-of-port';
import { soleDestination } from './private/sole-destination';

/** What {@link DelegatedRoutes} are made of. */
export interface DelegatedRoutesProps {
  /** The path that is delegated; all routes are for it, or for paths below it. */
  readonly path: string;

  /**
   * Where requests for the path go that no `route()` takes.
   *
   * @default - on to the next wider path of the host.
   */
  readonly backend?: Backend;

  /**
   * The VirtualService's name.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The VirtualService's namespace.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Its labels, besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the VirtualService.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}

/**
 * The routes of a team for a path of a host that another team owns: a VirtualService without hosts and gateways, which
 * `SharedGateway.delegate()` hands requests to, or an HTTP route made by `HttpRoute.delegate()`.
 *
 * Paths are whole ones, as clients ask for them. The host's owner may ask for more, such as a header; a route that contradicts that is
 * dropped.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegatedRoutes extends Construct implements IVirtualService, IFaultTarget {
  /** The routes. */
  public readonly virtualService: VirtualService;

  /** The path that is delegated. */
  public readonly path: string;

  private readonly paths = new Set<string>();

  /**
   * @throws if the path does not begin with `/` or a name is none that Kubernetes takes; the message has the construct path, the value
   * received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: DelegatedRoutesProps) {
    super(scope, id);
    try {
      const { path, backend, namespace, labels, annotations } = props;
      this.path = path;
      locate(this, () => HttpMatch.pathPrefix(path));
      this.virtualService = new VirtualService(this, 'VirtualService', {
        metadata: { name: patternName(this, props.name), namespace, labels, annotations },
        routeOrder: RouteOrder.MOST_SPECIFIC_FIRST,
      });
      if (backend !== undefined) {
        this.route(path, backend);
      }
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /** The VirtualService's name. */
  public get name(): string {
    return this.virtualService.name;
  }

  /**
   * The VirtualService's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  public get namespace(): string | undefined {
    return this.virtualService.namespace;
  }

  /**
   * Sends requests for a path, and for all paths below it, to a backend. Routes are rendered most specific first, in whatever order they
   * are added.
   *
   * @throws if the path is not below the delegated one, has a query or has a route already, or an option is not as Istio takes it.
   */
  public route(path: string, backend: Backend, options: IngressRouteOptions = {}): void {
    this.routeTo(path, soleDestination(this, backend), options);
  }

  /**
   * Like `route()`, to several destinations that share the requests by their weights, such as subsets.
   *
   * @throws for what `route()` throws, and if the weights are not as they have to be.
   */
  public routeTo(path: string, destinations: WeightedDestination[], options: IngressRouteOptions = {}): void {
    const { conditions, ...policies } = options;
    if (!isBelow(path, this.path)) {
      throw misuse({
        at: this,
        rule: `a delegated route must be for ${this.path} or a path below it, or Istio drops it`,
        received: path,
        fix: `begin the path with '${pathKey(this.path)}/'`,
      });
    }
    checkCase(this, conditions);
    const match = locate(this, () => [HttpMatch.pathPrefix(path, conditions)]);
    const route = locate(this, () => HttpRoute.split(destinations, { ...policies, match }));
    if (conditions === undefined) {
      this.claim(path);
    }
    this.virtualService.addHttpRoute(route);
    validateDestinations(this, destinations, protocolFaults);
  }

  /**
   * Plays a fault to a part of the requests; `FaultInjection` calls it.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
  }

  private claim(path: string): void {
    const key = pathKey(path);
    if (this.paths.has(key)) {
      throw misuse({
        at: this,
        rule: 'a path may have one route, because the first would take all requests',
        received: path,
        fix: 'share them among destinations with routeTo(), or give the routes `conditions`',
      });
    }
    this.paths.add(key);
  }
}
