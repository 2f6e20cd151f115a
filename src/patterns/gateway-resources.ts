/** What each pod of a gateway gets, in Kubernetes' quantities: `100m`, `128Mi`. */
export interface GatewayResources {
  /**
   * What is set aside for the pod, by resource: `cpu`, `memory`.
   *
   * @default - what Kubernetes makes of it: the limits, or else nothing.
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What the pod can't exceed, by resource. The proxy runs as many threads as it has CPUs here.
   *
   * @default - none.
   */
  readonly limits?: { [resource: string]: string };
}
