/**
 * What in the cluster sets the weights of a `Canary`.
 *
 * Flagger is none of these: it makes the VirtualService and the DestinationRules of a service by itself, so that a `Canary` for the
 * same host would be a second owner.
 */
export enum RolloutController {
  /**
   * Argo Rollouts, with `trafficRouting.istio`. It sets the weights, and adds the hash of the pods to the labels of the two subsets;
   * any other subset and any other destination of the route it removes.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
   */
  ARGO_ROLLOUTS = 'ARGO_ROLLOUTS',

  /** One that sets the weights of the named route and nothing else. */
  WEIGHTS_ONLY = 'WEIGHTS_ONLY',
}
