import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate, misuse } from '../kernel/errors';
import { IstioResource, IstioResourceProps, RenderContext } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { ConnectionPool, renderConnectionPool } from './connection-pool';
import { EgressListener, renderEgressListener } from './egress-listener';
import { IngressListener, renderIngressListener } from './ingress-listener';
import { OutboundTrafficPolicy } from './outbound-traffic-policy';
import { Field } from './private/field';
import { renderWorkloadSelector } from './private/workload-selector';

/** What a {@link Sidecar} is made of; at least one thing besides the selector. */
export interface SidecarProps extends IstioResourceProps {
  /**
   * The labels of the pods and WorkloadEntries of its namespace whose proxies it is for. An empty map means all of them, and that this
   * Sidecar comes before one without a selector.
   *
   * @default - all that no Sidecar selects; in the root namespace of the mesh all of the namespaces that have no Sidecar of their own.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar-workload_selector
   */
  readonly workloadSelector?: { [label: string]: string };

  /**
   * Ports that clients reach the workloads on; more can be added with `addIngress()`. As soon as one is listed, the ports that are not
   * are no longer set up from the Services: what comes in there passes through with no more than is seen from its bytes.
   *
   * @default - those of the Services of the workload.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar-ingress
   */
  readonly ingress?: IngressListener[];

  /**
   * What the proxies know of the mesh; more can be added with `addEgress()`.
   *
   * @default - everything that is exported to their namespace; nothing is inherited from another Sidecar.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar-egress
   */
  readonly egress?: EgressListener[];

  /**
   * What becomes of traffic to hosts that the egress listeners do not know.
   *
   * @default - as the mesh has it: it is let through unless that is changed.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar-outbound_traffic_policy
   */
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;

  /**
   * How many connections and requests the proxies let in on each port. Without it Istio takes the connection pool of the Service's
   * DestinationRule for them too; of the two, one holds as a whole.
   *
   * @default - as the DestinationRule has it, or no limits.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar-inbound_connection_pool
   */
  readonly inboundConnectionPool?: ConnectionPool;
}

/**
 * What the proxies of workloads know and take in. A proxy goes by one Sidecar only: one that selects it (the oldest), or else the one of
 * its namespace without a selector (the oldest), or else that of the root namespace without a selector. Gateways go by none.
 *
 * At synth it fails if it says nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class Sidecar extends IstioResource {
  private readonly context: RenderContext;
  private readonly spec: networking.SidecarSpec;
  private readonly ingress: networking.IstioIngressListener[] = [];
  private readonly egress: networking.IstioEgressListener[] = [];
  private readonly outboundTrafficPolicy: OutboundTrafficPolicy | undefined;

  /**
   * @throws if the name is not one Kubernetes takes, or something is set that Istio refuses.
   */
  public constructor(scope: Construct, id: string, props: SidecarProps = {}) {
    super(scope, id, networking.Sidecar, props);
    checkObjectName(this.name, 'the name of a Sidecar', this.node.path);
    this.context = { owner: this, namespace: this.namespace };
    this.outboundTrafficPolicy = props.outboundTrafficPolicy;
    this.spec = locate(this, () => renderProps(props));
    props.ingress?.forEach((listener) => this.addIngress(listener));
    props.egress?.forEach((listener) => this.addEgress(listener));
    this.node.addValidation({ validate: () => this.faults() });
  }

  /**
   * Adds a port that clients reach the workloads on.
   *
   * @throws if there is a listener for the port already, or something is set that Istio refuses.
   */
  public addIngress(listener: IngressListener): void {
    locate(this, () => {
      const field = new Field('ingress').entry(this.ingress.length);
      const rendered = renderIngressListener(listener, field);
      const number = rendered.port.number;
      if (this.ingress.some((other) => other.port.number === number)) {
        throw field.of('port').fault('must not be that of another listener', number, 'merge the two');
      }
      this.ingress.push(rendered);
    });
  }

  /**
   * Adds hosts that the proxies know, on one port or on all that are left.
   *
   * @throws if there is a listener for the port or the socket already, or one for all ports that are left, or something is set that
   * Istio refuses.
   */
  public addEgress(listener: EgressListener): void {
    locate(this, () => {
      const field = new Field('egress').entry(this.egress.length);
      const rendered = renderEgressListener(listener, field, this.context);
      if (this.egress.some((other) => other.port === undefined)) {
        throw field.fault(
          'must not come after the listener without a port, which has all ports that are left',
          rendered,
          'give that one last, and only one of its kind',
        );
      }
      const place = placeOf(rendered);
      if (this.egress.some((other) => placeOf(other) === place)) {
        throw field.fault('must not have the port or the socket of another listener', place, 'merge the two');
      }
      this.egress.push(rendered);
    });
  }

  /** @internal */
  protected override _renderSpec(): networking.SidecarSpec {
    return {
      ...this.spec,
      ingress: this.ingress.length > 0 ? this.ingress : this.spec.ingress,
      egress: this.egress.length > 0 ? this.egress : this.spec.egress,
      outboundTrafficPolicy: locate(this, () => this.outboundTrafficPolicy?._render(this.context)),
    };
  }

  private faults(): string[] {
    const parts = Object.entries(withOverrides(this._renderSpec(), this._overrides)).filter(
      ([name]) => name !== 'workloadSelector',
    );
    if (
      parts.some(([, part]: [string, unknown]) => part !== undefined && !(Array.isArray(part) && part.length === 0))
    ) {
      return [];
    }
    return [
      misuse({
        rule: 'a Sidecar must say something: Istio refuses an empty one',
        received: Object.fromEntries(parts),
        fix: 'call addEgress({ hosts: [EgressHost.all()] }), which is what proxies do without a Sidecar',
      }).message,
    ];
  }
}

function renderProps(props: SidecarProps): networking.SidecarSpec {
  return {
    workloadSelector:
      props.workloadSelector && renderWorkloadSelector(props.workloadSelector, new Field('workloadSelector')),
    // Listeners are added one by one; an empty list stays one.
    ingress: props.ingress && [],
    egress: props.egress && [],
    inboundConnectionPool:
      props.inboundConnectionPool &&
      renderConnectionPool(props.inboundConnectionPool, new Field('inboundConnectionPool')),
  };
}

/** What no two listeners can share: a port, or a Unix socket. */
function placeOf(listener: networking.IstioEgressListener): number | string | undefined {
  return listener.port?.number === 0 ? listener.bind : listener.port?.number;
}
