import { Violation } from './admission/violation';
import { MeshObject } from './mesh-object';

/** What an API server says against an object. */
export interface Objection {
  readonly object: MeshObject;
  /** Fields that its kind does not know, which are refused or dropped. */
  readonly unknownFields: readonly Violation[];
  /** What else is wrong; with any of it, the object is refused and no part of the mesh. */
  readonly faults: readonly Violation[];
}
