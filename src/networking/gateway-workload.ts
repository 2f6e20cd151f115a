import { checkLabelName } from '../kernel/kube-name';
import { checkPort } from '../kernel/port';

/**
 * The pods of a gateway: where they run, how a Gateway selects them, and the ports their Service opens.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export interface IGatewayWorkload {
  /** The namespace of the pods, which is where credential Secrets have to be. */
  readonly namespace: string;

  /** The labels that a Gateway selects the pods by. */
  readonly selector: { [label: string]: string };

  /** The ports that the gateway's Service opens, by their numbers there. */
  readonly ports: number[];
}

/** A gateway's pods as their installation set them up. */
export interface GatewayWorkloadProps {
  /**
   * The namespace of the pods.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The labels that a Gateway selects the pods by.
   *
   * @default { istio: 'ingressgateway' }
   */
  readonly selector?: { [label: string]: string };

  /**
   * The ports that the gateway's Service opens.
   *
   * @default [80, 443]
   */
  readonly ports?: number[];
}

/**
 * The pods of an installed gateway.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export class GatewayWorkload implements IGatewayWorkload {
  private static readonly INSTALLED = new GatewayWorkload({});

  /** The ingress gateway as Istio installs it: `istio: ingressgateway` in `istio-system` with ports 80 and 443. */
  public static ingress(): GatewayWorkload {
    return GatewayWorkload.INSTALLED;
  }

  /**
   * A gateway that was installed otherwise; what is left out is as Istio's ingress gateway has it.
   *
   * @throws if the namespace or a port is malformed.
   */
  public static of(props: GatewayWorkloadProps): GatewayWorkload {
    return new GatewayWorkload(props);
  }

  /** The namespace of the pods, which is where credential Secrets have to be. */
  public readonly namespace: string;
  private readonly _selector: { [label: string]: string };
  private readonly _ports: number[];

  private constructor(props: GatewayWorkloadProps) {
    this.namespace = checkLabelName(props.namespace ?? 'istio-system', 'the namespace of a gateway workload');
    this._selector = { ...(props.selector ?? { istio: 'ingressgateway' }) };
    this._ports = (props.ports ?? [80, 443]).map((port) => checkPort(port, 'a port of a gateway workload'));
  }

  /** The labels that a Gateway selects the pods by. */
  public get selector(): { [label: string]: string } {
    return { ...this._selector };
  }

  /** The ports that the gateway's Service opens. */
  public get ports(): number[] {
    return [...this._ports];
  }
}
