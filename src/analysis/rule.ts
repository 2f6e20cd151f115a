import { Mesh } from '../mesh/mesh';
import { Kind, MeshObject } from '../mesh/mesh-object';
import { FieldPath } from '../mesh/origin';
import { PlainKeys } from './plain-keys';
import { Severity } from './severity';

/** A place in a manifest. */
export interface Place {
  readonly object: MeshObject;
  /** The field that is wrong; of a field that is missing, where it would stand. */
  readonly path?: FieldPath;
}

/** What a rule found. */
export interface Offence extends Place {
  /** One sentence, without a full stop at its end: what is wrong here, with the names that it takes to find it. */
  readonly message: string;
  /** The other objects that it takes, in an order that does not depend on that of the mesh. */
  readonly related?: readonly Place[];
}

/** What an analysis is asked to judge by. */
export interface Policy {
  /** The time at which certificates have to be valid. */
  readonly now: Date;
  /** How long they have to be valid after that, in milliseconds; by their own lifetime where it is undefined. */
  readonly minimumValidity?: number;
  /** What is said of private keys in manifests; a warning where it is undefined. */
  readonly plainKeys?: PlainKeys;
}

/** Takes what a rule finds. */
export type Report = (offence: Offence) => void;

/**
 * One thing that can be wrong with a mesh. A rule reads the mesh and never changes it, says the same whatever order objects come in,
 * reports each place once, and stays silent where another rule reports the cause (a target that is missing).
 */
export interface Rule {
  /** Istio's `IST` code where `istioctl analyze` has the rule, with the same meaning; `CDI` and four digits for ours. Never used again. */
  readonly code: string;
  /** What it is called, in PascalCase. */
  readonly name: string;
  readonly severity: Severity;
  /** The severity where a policy changes it. */
  readonly severityBy?: (policy: Policy) => Severity;
  /** One sentence: what the rule finds. */
  readonly summary: string;
  /** Why it matters: what happens in the mesh. Markdown. */
  readonly explanation: string;
  /** What to do. Markdown. */
  readonly fix: string;
  /** Where Istio's documentation, or that of what the rule is about, says more. */
  readonly docs: string;
  /** All kinds that the check reads, itself or by indexes. */
  readonly inputs: readonly Kind[];
  /** Why the mesh at hand does not tell; undefined where it does. Without it, the rule always runs. */
  readonly undecidable?: (mesh: Mesh) => string | undefined;
  /** Finds it. */
  readonly check: (mesh: Mesh, report: Report, policy: Policy) => void;
}
