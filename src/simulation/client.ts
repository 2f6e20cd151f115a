import { INGRESS_LABELS, INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';

/** Who sends a request, and by which proxy it goes first. */
export class Client {
  /**
   * Somebody outside of the mesh, who comes to the pods of a gateway.
   *
   * @param gatewayLabels the labels of those pods; Istio's ingress gateway by default
   * @param gatewayNamespace their namespace; `istio-system` by default
   */
  public static outside(gatewayLabels?: { [label: string]: string }, gatewayNamespace?: string): Client {
    return new Client(true, gatewayNamespace ?? INGRESS_NAMESPACE, gatewayLabels ?? INGRESS_LABELS, undefined);
  }

  /**
   * A pod of the mesh with a sidecar.
   *
   * @param labels its labels, which Sidecars and `sourceLabels` go by; none by default
   * @param serviceAccount the account that it runs as, which policies of the receiver see; `default` by default
   */
  public static pod(namespace: string, labels?: { [label: string]: string }, serviceAccount?: string): Client {
    return new Client(false, namespace, labels ?? {}, serviceAccount ?? 'default');
  }

  /** The labels of the pod whose proxy gets the request first. */
  public readonly labels: { [label: string]: string };

  private constructor(
    /** Whether it is outside of the mesh, so that a gateway gets its requests first; otherwise its own sidecar does. */
    public readonly isOutside: boolean,
    /** The namespace of the pod whose proxy gets the request first. */
    public readonly namespace: string,
    labels: { readonly [label: string]: string },
    /**
     * The service account of the pod.
     *
     * @default - none: the client is outside.
     */
    public readonly serviceAccount?: string,
  ) {
    this.labels = { ...labels };
  }
}
