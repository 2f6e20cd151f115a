import { SubsetProps } from '../networking/subset';
import { MeshServiceOptions } from './mesh-service-options';

/** A part of a service's pods and its share of the requests. */
export interface MeshSubset extends SubsetProps {
  /**
   * Its share of the requests that no `route()` takes, relative to the other subsets; 0 for none of them.
   *
   * @default - all of them where it is the only subset; with several each has to say.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-weight
   */
  readonly weight?: number;
}

/** What a {@link MeshService} is made of. */
export interface MeshServiceProps extends MeshServiceOptions {
  /**
   * The parts of the service's pods that share its requests.
   *
   * @default - all pods alike.
   */
  readonly subsets?: MeshSubset[];

  /**
   * Subsets that are about to be removed: the DestinationRule still has them, and no route sends requests to them. A subset that
   * disappears while proxies still have a route to it answers with 503, so that it takes two steps: first it is listed here, then, once
   * that is applied, left out.
   *
   * @default - none.
   */
  readonly retiring?: SubsetProps[];
}
