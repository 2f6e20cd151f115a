/** A port that the Service of a gateway opens. */
export interface GatewayPort {
  /** The number on the Service, which is the one that `Gateway` servers name. */
  readonly port: number;

  /**
   * The port's name, unique in the Service. Inside the mesh it says what is spoken there, which matters for egress gateways: `http2`, `tls`.
   *
   * @default - `http2` for 80, `https` for 443, `tcp-` and the number for others.
   */
  readonly name?: string;

  /**
   * The port that the gateway's pods listen on; Istio follows it by itself.
   *
   * @default - the same number.
   */
  readonly targetPort?: number;

  /**
   * The port that every node opens for it.
   *
   * @default - one that Kubernetes chooses, where the Service's type has node ports at all.
   */
  readonly nodePort?: number;
}
