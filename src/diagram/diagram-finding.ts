import { ManifestPlace } from '../mesh/manifest-place';

/** Something that is wrong with the mesh, to be drawn where it is. A `Finding` of the analysis has all of it. */
export interface DiagramFinding {
  /** The rule's code. */
  readonly code: string;
  /** How bad it is: `error`, `warning`, `info`. */
  readonly severity: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** Where it is. */
  readonly place: ManifestPlace;
}
