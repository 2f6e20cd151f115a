import { Backend } from './backend';

/**
 * A named part of a backend's pods, as a DestinationRule defines it; routes refer to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface ISubset {
  /** The subset's name. */
  readonly name: string;

  /** The backend that it is a part of. */
  readonly backend: Backend;
}
