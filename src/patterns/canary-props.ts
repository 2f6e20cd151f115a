import { SubsetProps } from '../networking/subset';
import { MeshServiceOptions } from './mesh-service-options';
import { Pin } from './pin';
import { RolloutController } from './rollout-controller';

/** The version that is tried out. */
export interface CanarySubset extends SubsetProps {
  /**
   * The percentage of requests that it gets, as a whole number from 0 to 100; the stable version gets the rest.
   *
   * @default 0
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-weight
   */
  readonly weight?: number;
}

/** What a {@link Canary} is made of. */
export interface CanaryProps extends MeshServiceOptions {
  /** The version that is in use. */
  readonly stable: SubsetProps;

  /**
   * The version that is tried out.
   *
   * @default - none at the moment: every request goes to the stable version.
   */
  readonly canary?: CanarySubset;

  /**
   * Requests that go to the canary whatever its weight.
   *
   * @default - none.
   */
  readonly pins?: Pin[];

  /**
   * The percentage of requests that the canary gets a copy of, from 0 to 100; nobody waits for its answers. Of those that its weight
   * sends to it anyway it gets a copy, too. Copies do whatever requests do: mind those that order and pay.
   *
   * @default - no copies.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy
   */
  readonly mirrorPercentage?: number;

  /**
   * What in the cluster sets the weights. They are rendered as 100 and 0 then, and what differs in the cluster is for GitOps tools to
   * ignore: `ignoreDifferences`.
   *
   * @default - nothing: the weights are those given here.
   */
  readonly rolloutController?: RolloutController;

  /**
   * The name of the route that shares the requests by weight, for rollout controllers.
   *
   * @default 'primary'
   */
  readonly routeName?: string;

  /**
   * Subsets that are about to be removed: the DestinationRule still has them, and no route sends requests to them. A subset that
   * disappears while proxies still have a route to it answers with 503, so that it takes two steps: first it is listed here, then, once
   * that is applied, left out.
   *
   * @default - none.
   */
  readonly retiring?: SubsetProps[];
}
