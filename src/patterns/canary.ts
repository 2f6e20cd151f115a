import { Construct } from 'constructs';
import { locate } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { Destination } from '../networking/destination';
import { DestinationRule } from '../networking/destination-rule';
import { HttpRoute } from '../networking/http-route';
import { RequestFault } from '../networking/request-fault';
import { SubsetProps } from '../networking/subset';
import { VirtualService } from '../networking/virtual-service';
import { CanaryProps } from './canary-props';
import { IFaultTarget } from './fault-target';
import { IgnoredDifference } from './ignored-difference';
import { checkCanary } from './private/canary-checks';
import { claimMeshObjects, hostsWithPins, makeMeshObjects } from './private/mesh-objects';
import { RequestPolicies, requestPolicies } from './private/mesh-policies';
import { protocolFaults } from './private/protocol-faults';
import { validateDestinations } from './private/protocol-of-port';
import { validateRetiring } from './private/retiring-subsets';
import { namesOfRoutes, weightDifferences } from './private/rollout-differences';
import { RolloutController } from './rollout-controller';

/**
 * A new version of a service that gets a share of its requests: by weight, by pins for testers, or as copies. A DestinationRule with
 * the versions as subsets, and a VirtualService with the route that shares the requests.
 *
 * Promoting the canary takes one release per step: raise `weight` to 100; make it `stable` with the old version in `retiring`; leave
 * `retiring` out. With a rollout controller nothing here changes.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 */
export class Canary extends Construct implements IFaultTarget {
  /** The service. */
  public readonly backend: Backend;

  /** The versions, and how connections to them are treated. */
  public readonly destinationRule: DestinationRule;

  /** The routes. */
  public readonly virtualService: VirtualService;

  private readonly names: string[];
  private readonly controller: RolloutController | undefined;

  /**
   * @throws if a name, a host, a label or a percentage is not as it has to be, or props do not go together; the message has the construct
   * path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    try {
      checkCanary(this, props);
      const options = { ...props, hosts: hostsWithPins(props.hosts, props.pins) };
      const { stable, canary, retiring = [] } = props;
      const policies = requestPolicies(this, props);
      const isManaged = props.rolloutController === RolloutController.ARGO_ROLLOUTS;
      const versions = [stable, ...(canary === undefined ? [] : [withoutWeight(canary)])];
      const objects = makeMeshObjects(this, options, [...versions.map(isManaged ? withLabels : same), ...retiring]);
      this.backend = props.backend;
      this.destinationRule = objects.destinationRule;
      this.virtualService = objects.virtualService;
      this.controller = props.rolloutController;
      this.names = [props.routeName ?? 'primary'];
      locate(this, () => this.addRoutes(props, policies));
      validateRetiring(this, objects, retiring);
      claimMeshObjects(objects, options);
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * The names of the routes that share requests by weight, for the rollout controller (in Argo Rollouts
   * `trafficRouting.istio.virtualService.routes`): the main one, and its copies that faults have made. Read it after those.
   */
  public get weightedRoutes(): string[] {
    return namesOfRoutes(this.virtualService, this.names);
  }

  /**
   * What the rollout controller changes in the cluster, for GitOps tools to leave alone; none without a controller. Read it after
   * routes and faults are added.
   */
  public get ignoreDifferences(): IgnoredDifference[] {
    return this.controller === undefined
      ? []
      : weightDifferences(this.virtualService, this.destinationRule, this.weightedRoutes, this.controller);
  }

  /**
   * Plays a fault to a part of the requests; {@link FaultInjection} calls it. A match makes a copy of the route that shares requests by
   * weight, for the rollout controller one more of `weightedRoutes`.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
    const [primary] = this.names;
    const isNarrow = fault.match !== undefined && fault.match.length > 0;
    if (isNarrow && (fault.routes === undefined || fault.routes.includes(primary))) {
      this.names.push(`${primary}-${fault.name}`);
    }
  }

  private addRoutes({ stable, canary, pins = [], mirrorPercentage }: CanaryProps, policies: RequestPolicies): void {
    const [name] = this.names;
    const shares = [{ destination: this.to(stable), weight: canary && 100 - (canary.weight ?? 0) }];
    if (canary !== undefined) {
      const destination = this.to(canary);
      if (pins.length > 0) {
        const match = pins.map((pin) => pin._match);
        this.virtualService.addHttpRoute(HttpRoute.to(destination, { ...policies, name: 'pinned', match }));
      }
      shares.push({ destination, weight: canary.weight ?? 0 });
    }
    const mirrors =
      canary === undefined || mirrorPercentage === undefined
        ? undefined
        : [{ destination: this.to(canary), percentage: mirrorPercentage }];
    this.virtualService.addHttpRoute(HttpRoute.split(shares, { ...policies, name, mirrors }));
    validateDestinations(this, shares, protocolFaults);
  }

  private to({ name }: SubsetProps): Destination {
    return Destination.subset(this.destinationRule.subset(name));
  }
}

function withoutWeight({ weight: _, ...subset }: SubsetProps & { readonly weight?: number }): SubsetProps {
  return subset;
}

/** Argo Rollouts adds a label; where there was no map before, its absence would be one more difference. */
function withLabels(subset: SubsetProps): SubsetProps {
  return { ...subset, labels: subset.labels ?? {} };
}

function same(subset: SubsetProps): SubsetProps {
  return subset;
}
