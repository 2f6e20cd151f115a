/** The two versions of a `BlueGreen`; the names of its subsets. */
export enum Colour {
  /** Subset `blue`. */
  BLUE = 'blue',
  /** Subset `green`. */
  GREEN = 'green',
}
