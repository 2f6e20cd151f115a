import { redactPartsOf } from '../kernel/redact-keys';
import { ManifestPlace, placeOf } from '../mesh/manifest-place';
import { Offence, Rule } from './rule';
import { Severity } from './severity';
import { Suppression } from './suppression';

/** One thing that is wrong with a mesh, where, why, and what to do. */
export interface Finding {
  /** The rule's code: `IST0101`, `CDI0001`. */
  readonly code: string;
  /** What the rule is called. */
  readonly rule: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Why it matters, in Markdown. */
  readonly explanation: string;
  /** What to do, in Markdown. */
  readonly fix: string;
  /** Where to read more. */
  readonly docs: string;
  /** Where it is. */
  readonly place: ManifestPlace;
  /** The other objects that it takes; none where it takes no other. */
  readonly related: ManifestPlace[];
  /**
   * Who said that it is fine.
   *
   * @default - nobody.
   */
  readonly suppression?: Suppression;
}

/** The finding that an offence makes. */
export function findingOf(rule: Rule, offence: Offence, suppression: Suppression | undefined): Finding {
  return {
    code: rule.code,
    rule: rule.name,
    severity: rule.severity,
    message: redactPartsOf(() => textsIn(offence.object.manifest), offence.message),
    explanation: rule.explanation,
    fix: rule.fix,
    docs: rule.docs,
    place: placeOf(offence.object, offence.path),
    related: (offence.related ?? []).map(({ object, path }) => placeOf(object, path)),
    ...(suppression === undefined ? {} : { suppression }),
  };
}

/** All texts of a manifest. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
