import { MeshObject } from '../mesh/mesh-object';
import { FieldPath } from '../mesh/origin';
import { Offence, Place, Rule } from './rule';
import { Severity } from './severity';
import { Suppression } from './suppression';

/** Where something was found: an object, and a field of it. */
export interface FindingPlace {
  /** The object's kind. */
  readonly kind: string;
  /** Its API group; '' for Kubernetes' core. */
  readonly group: string;
  /** Its namespace; '' where its kind has none. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /**
   * The field, as `spec.http[0].route[1]`.
   *
   * @default - the object as a whole.
   */
  readonly field?: string;
  /**
   * The path of the construct that renders the object.
   *
   * @default - the object is from a file.
   */
  readonly constructPath?: string;
  /**
   * Where the program makes that construct, as `file:line:column`.
   *
   * @default - not known.
   */
  readonly createdAt?: string;
  /**
   * The file that the object stands in.
   *
   * @default - the object is from an app.
   */
  readonly file?: string;
  /**
   * The line of the field in that file, counted from 1.
   *
   * @default - the object is from an app.
   */
  readonly line?: number;
}

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
  readonly place: FindingPlace;
  /** The other objects that it takes; none where it takes no other. */
  readonly related: FindingPlace[];
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
    message: offence.message,
    explanation: rule.explanation,
    fix: rule.fix,
    docs: rule.docs,
    place: placeOf(offence),
    related: (offence.related ?? []).map(placeOf),
    ...(suppression === undefined ? {} : { suppression }),
  };
}

/** A place with all that is known of it; what is not known is left out. */
export function placeOf({ object, path }: Place): FindingPlace {
  const { kind, group, namespace, name, origin } = object;
  return {
    kind,
    group,
    namespace,
    name,
    ...(path === undefined || path.length === 0 ? {} : { field: fieldOf(path) }),
    ...(origin.constructPath === undefined ? {} : { constructPath: origin.constructPath }),
    ...(origin.createdAt === undefined ? {} : { createdAt: origin.createdAt }),
    ...(origin.file === undefined ? {} : { file: origin.file }),
    ...lineOf(object, path ?? []),
  };
}

function lineOf({ origin }: MeshObject, path: FieldPath): { readonly line?: number } {
  const line = path.length === 0 ? origin.line : (origin.lineOf?.(path) ?? origin.line);
  return line === undefined ? {} : { line };
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** A path as text: `spec.http[0].headers["x.y"]`. */
export function fieldOf(path: FieldPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') {
        return `[${key}]`;
      }
      return PLAIN_KEY.test(key) ? `${index === 0 ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');
}
