import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { Destination } from '../networking/destination';
import { DestinationRule } from '../networking/destination-rule';
import { HttpMatch } from '../networking/http-match';
import { HttpRoute } from '../networking/http-route';
import { RequestFault } from '../networking/request-fault';
import { SubsetProps } from '../networking/subset';
import { VirtualService } from '../networking/virtual-service';
import { WeightedDestination } from '../networking/weighted-destination';
import { IFaultTarget } from './fault-target';
import { MeshRouteOptions, MeshRoutePolicies } from './mesh-route';
import { MeshServiceProps } from './mesh-service-props';
import { claimMeshObjects, makeMeshObjects } from './private/mesh-objects';
import { RequestPolicies, checkedPolicies, requestPolicies } from './private/mesh-policies';
import { protocolFaults } from './private/protocol-faults';
import { validateDestinations } from './private/protocol-of-port';
import { checkRetiring, faultOf, validateRetiring } from './private/retiring-subsets';

/**
 * A service as its clients in the mesh see it: a DestinationRule with its subsets and how connections to it are treated, and a
 * VirtualService with the routes to it, their timeouts and retries. What is left out has safe defaults; see `MeshDefaults`.
 *
 * @see https://istio.io/latest/docs/concepts/traffic-management/
 */
export class MeshService extends Construct implements IFaultTarget {
  /** The service. */
  public readonly backend: Backend;

  /** The subsets, and how connections to the service are treated. */
  public readonly destinationRule: DestinationRule;

  /** The routes. */
  public readonly virtualService: VirtualService;

  private readonly policies: RequestPolicies;
  private readonly retiring: readonly SubsetProps[] | undefined;
  private paths?: Set<string>;

  /**
   * @throws if a name, a host, a weight or a subset is not as it has to be, props do not go together, or the tries of a request do not
   * fit in its timeout; the message has the construct path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: MeshServiceProps) {
    super(scope, id);
    try {
      const { subsets, retiring } = props;
      if (subsets?.length === 0) {
        throw misuse({
          at: this,
          rule: 'subsets must not be empty',
          received: [],
          fix: 'list a subset, or leave `subsets` out',
        });
      }
      checkRetiring(this, retiring, subsets ?? []);
      this.backend = props.backend;
      this.policies = requestPolicies(this, props);
      const objects = makeMeshObjects(
        this,
        props,
        retiring === undefined ? subsets : [...(subsets ?? []), ...retiring],
      );
      this.destinationRule = objects.destinationRule;
      this.virtualService = objects.virtualService;
      this.retiring = retiring && [...retiring];
      const shares = subsets?.map(({ name, weight }) => ({ destination: this.destination(name), weight }));
      this.add(shares ?? [{ destination: this.destination() }], {}, undefined);
      validateRetiring(this, objects, retiring);
      claimMeshObjects(objects, props);
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * Where to send requests: one of its subsets, or all its pods.
   *
   * @throws if it has no such subset, or one that retires.
   */
  public destination(subset?: string): Destination {
    if (subset === undefined) {
      return Destination.backend(this.backend);
    }
    if (this.retiring?.some(({ name }) => name === subset) === true) {
      throw misuse({ at: this, ...faultOf(subset) });
    }
    return Destination.subset(this.destinationRule.subset(subset));
  }

  /**
   * Sends requests for a path, and for all paths below it, to one destination: `/api` takes `/api` and `/api/users`, but not `/apix`.
   * Routes are rendered most specific first, in whatever order they are added.
   *
   * @throws if the path does not begin with `/`, has a query or has a route already, or an option is not as Istio takes it.
   */
  public route(path: string, destination: Destination, options: MeshRouteOptions = {}): void {
    this.routeTo(path, [{ destination }], options);
  }

  /**
   * Like `route()`, to several destinations that share the requests by their weights.
   *
   * @throws for what `route()` throws, and if the weights are not as they have to be.
   */
  public routeTo(path: string, destinations: WeightedDestination[], options: MeshRouteOptions = {}): void {
    const { conditions, ...policies } = options;
    const match = locate(this, () => [HttpMatch.pathPrefix(path, conditions)]);
    if (conditions === undefined) {
      this.checkFree(path);
    }
    this.add(destinations, policies, match);
    if (conditions === undefined) {
      (this.paths ??= new Set()).add(keyOf(path));
    }
  }

  /**
   * Sends requests that fit one of the matches to destinations that share them by their weights: by headers, by methods, by gRPC methods
   * (`GrpcMatch`). A route by headers alone comes after those for a path; give those the headers as `conditions` too.
   *
   * @throws if there is no match, the weights are not as they have to be, or an option is not as Istio takes it.
   */
  public routeMatching(
    match: HttpMatch[],
    destinations: WeightedDestination[],
    policies: MeshRoutePolicies = {},
  ): void {
    if (match.length === 0) {
      throw misuse({
        at: this,
        rule: 'a route needs a match: the requests that no route takes go to the subsets by their weights',
        received: match,
        fix: 'give a match, or change the weights of the subsets',
      });
    }
    this.add(destinations, policies, match);
  }

  /**
   * Plays a fault to a part of the requests; {@link FaultInjection} calls it.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
  }

  private add(shares: WeightedDestination[], own: MeshRoutePolicies, match: HttpMatch[] | undefined): void {
    const policies = checkedPolicies(this, own, this.policies, "the service's");
    const route = locate(this, () => HttpRoute.split(shares, { ...own, ...policies, match }));
    this.virtualService.addHttpRoute(route);
    validateDestinations(this, shares, protocolFaults);
  }

  private checkFree(path: string): void {
    if (this.paths?.has(keyOf(path)) === true) {
      throw misuse({
        at: this,
        rule: 'a path may have one route, because the first would take all requests',
        received: path,
        fix: 'share them among destinations with routeTo(), or give the routes `conditions`',
      });
    }
  }
}

/** A slash at the end of a path makes no difference. */
function keyOf(path: string): string {
  return path.replace(/\/+$/, '');
}
