import { IGateway } from './gateway';

/** Which connections a route takes; all of it at once. */
export interface L4Match {
  /**
   * Addresses that the connection goes to, as `10.1.2.3` or `10.1.0.0/16`; one of them has to fit.
   *
   * @default - any address.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-destination_subnets
   */
  readonly destinationSubnets?: string[];

  /**
   * The port that the connection arrives at: of the gateway's server, or of the Service inside the mesh.
   *
   * @default - any port.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-port
   */
  readonly port?: number;

  /**
   * Labels of the pods whose connections are meant. Inside the mesh only: with `gateways`, list `Gateway.MESH` too.
   *
   * @default - any pods.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-source_labels
   */
  readonly sourceLabels?: { [label: string]: string };

  /**
   * Namespace of the pods whose connections are meant. Inside the mesh only: with `gateways`, list `Gateway.MESH` too.
   *
   * @default - any namespace.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-source_namespace
   */
  readonly sourceNamespace?: string;

  /**
   * Gateways that this applies to, out of those of the VirtualService.
   *
   * @default - all gateways of the VirtualService.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-gateways
   */
  readonly gateways?: IGateway[];
}
