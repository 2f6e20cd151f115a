import { SubsetOptions } from '../networking/subset';
import { Colour } from './colour';
import { MeshServiceOptions } from './mesh-service-options';
import { Pin } from './pin';

/** What a {@link BlueGreen} is made of. */
export interface BlueGreenProps extends MeshServiceOptions {
  /** The pods of subset `blue`. */
  readonly blue: SubsetOptions;

  /** The pods of subset `green`. */
  readonly green: SubsetOptions;

  /** Which of the two gets the requests. */
  readonly active: Colour;

  /**
   * Requests that go to the other one, before it becomes active.
   *
   * @default - none: it gets no requests.
   */
  readonly preview?: Pin[];
}
