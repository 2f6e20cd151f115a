import { Violation } from './admission/violation';
import { MeshObject } from './mesh-object';

/** What an API server says against an object. */
export interface Objection {
  readonly object: MeshObject;
  /** Whether it does not take the object at all; otherwise it drops fields that it does not know. */
  readonly isRefused: boolean;
  readonly violations: readonly Violation[];
}
