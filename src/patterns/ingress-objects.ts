import { IGateway } from '../networking/gateway';
import { IGatewayWorkload } from '../networking/gateway-workload';

/** The names of the objects that attach routes to a gateway. */
export interface IngressObjectNames {
  /**
   * The Gateway's name.
   *
   * @default - the ingress' name with `-gateway`.
   */
  readonly gateway?: string;

  /**
   * The VirtualService's name.
   *
   * @default - the ingress' name with `-virtual-service`.
   */
  readonly virtualService?: string;
}

/** Where the objects of an ingress go, and what they are called. */
export interface IngressObjectsProps {
  /**
   * The pods of the gateway.
   *
   * @default - Istio's ingress gateway, `GatewayWorkload.ingress()`.
   */
  readonly workload?: IGatewayWorkload;

  /**
   * An existing Gateway to attach the routes to. It brings its own pods, servers and certificates.
   *
   * @default - a Gateway of its own.
   */
  readonly gateway?: IGateway;

  /**
   * What the names of the objects start with.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * Names that are not to be made from `name`.
   *
   * @default - all are.
   */
  readonly names?: IngressObjectNames;

  /**
   * The namespace of the objects.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels for the objects, besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the objects.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
