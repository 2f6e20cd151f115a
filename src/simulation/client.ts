import { INGRESS_LABELS, INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { TextMap } from '../mesh/wire/json';

/** Who sends a request, and by which proxy it goes first. */
export class Client {
  /** Somebody outside, who comes to the pods of a gateway that carry these labels. */
  public static outside(gatewayLabels: TextMap = INGRESS_LABELS, gatewayNamespace = INGRESS_NAMESPACE): Client {
    return new Client('gateway', gatewayNamespace, gatewayLabels, undefined);
  }

  /** A pod of the mesh with a sidecar. */
  public static pod(namespace: string, labels: TextMap = {}, serviceAccount = 'default'): Client {
    return new Client('sidecar', namespace, labels, serviceAccount);
  }

  private constructor(
    /** The proxy that gets the request first. */
    public readonly proxy: 'gateway' | 'sidecar',
    /** The namespace of that proxy. */
    public readonly namespace: string,
    /** The labels of that proxy's pod. */
    public readonly labels: TextMap,
    /** The service account of the pod; undefined of a client outside. */
    public readonly serviceAccount: string | undefined,
  ) {}
}
