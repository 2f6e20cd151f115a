import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { Destination } from '../networking/destination';
import { DestinationRule } from '../networking/destination-rule';
import { HttpRoute } from '../networking/http-route';
import { RequestFault } from '../networking/request-fault';
import { SubsetProps } from '../networking/subset';
import { VirtualService } from '../networking/virtual-service';
import { BlueGreenProps } from './blue-green-props';
import { Colour } from './colour';
import { IFaultTarget } from './fault-target';
import { checkDistinct } from './private/mesh-checks';
import { claimMeshObjects, hostsWithPins, makeMeshObjects } from './private/mesh-objects';
import { RequestPolicies, requestPolicies } from './private/mesh-policies';
import { protocolFaults } from './private/protocol-faults';
import { validateDestinations } from './private/protocol-of-port';

/**
 * Two versions of a service of which one gets all requests; testers can see the other one. A DestinationRule with the subsets `blue`
 * and `green`, and a VirtualService with the route to the active one.
 *
 * To switch, change `active`: one field of one object, so that there is nothing to be applied in steps. Both subsets stay.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/request-routing/
 */
export class BlueGreen extends Construct implements IFaultTarget {
  /** The service. */
  public readonly backend: Backend;

  /** The two versions, and how connections to them are treated. */
  public readonly destinationRule: DestinationRule;

  /** The routes. */
  public readonly virtualService: VirtualService;

  /** Which version gets the requests. */
  public readonly active: Colour;

  /** Which one does not, but for previews. */
  public readonly inactive: Colour;

  /**
   * @throws if a name, a host or a label is not as it has to be, or props do not go together; the message has the construct path, the value
   * received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: BlueGreenProps) {
    super(scope, id);
    try {
      const subsets: SubsetProps[] = [
        { ...props.blue, name: Colour.BLUE },
        { ...props.green, name: Colour.GREEN },
      ];
      checkDistinct(this, subsets[0], subsets[1]);
      this.checkActive(props.active);
      const options = { ...props, hosts: hostsWithPins(props.hosts, props.preview) };
      const policies = requestPolicies(this, props);
      const objects = makeMeshObjects(this, options, subsets);
      this.backend = props.backend;
      this.destinationRule = objects.destinationRule;
      this.virtualService = objects.virtualService;
      this.active = props.active;
      this.inactive = props.active === Colour.BLUE ? Colour.GREEN : Colour.BLUE;
      locate(this, () => this.addRoutes(props, policies));
      claimMeshObjects(objects, options);
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * Plays a fault to a part of the requests; {@link FaultInjection} calls it.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
  }

  private addRoutes({ preview = [] }: BlueGreenProps, policies: RequestPolicies): void {
    if (preview.length > 0) {
      const match = preview.map((pin) => pin._match);
      this.virtualService.addHttpRoute(HttpRoute.to(this.to(this.inactive), { ...policies, name: 'preview', match }));
    }
    const destination = this.to(this.active);
    this.virtualService.addHttpRoute(HttpRoute.to(destination, { ...policies, name: 'active' }));
    validateDestinations(this, [{ destination }], protocolFaults);
  }

  private to(colour: Colour): Destination {
    return Destination.subset(this.destinationRule.subset(colour));
  }

  private checkActive(active: unknown): void {
    if (active !== Colour.BLUE && active !== Colour.GREEN) {
      throw misuse({
        at: this,
        rule: 'one of the two colours has to be active',
        received: active,
        fix: 'choose Colour.BLUE or Colour.GREEN',
      });
    }
  }
}
