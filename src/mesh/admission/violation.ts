import { FieldPath } from '../origin';

/** What Kubernetes calls the way in which a value breaks a rule. */
export type ViolationType =
  | 'Required'
  | 'Invalid'
  | 'TypeInvalid'
  | 'NotSupported'
  | 'Duplicate'
  | 'TooLong'
  | 'TooMany'
  | 'Forbidden'
  | 'Decoding';

/** One reason for which an API server refuses an object. */
export interface Violation {
  readonly type: ViolationType;
  /** Where it is, to look it up in the manifest. */
  readonly path: FieldPath;
  /** Where it is, as the API server writes it; '' where it names no field. */
  readonly field: string;
  /** What it is, in the API server's words. */
  readonly message: string;
}

/** Kinds of violations after which an API server does not run the rules in CEL. */
const BLOCKING: ReadonlySet<ViolationType> = new Set(['Required', 'TypeInvalid', 'NotSupported', 'TooLong', 'TooMany']);

/** Whether the rules in CEL are left out because of it. */
export function isBlocking({ type }: Violation): boolean {
  return BLOCKING.has(type);
}

/** The violation on one line, as recordings of API servers have it. */
export function violationText({ field, message }: Violation): string {
  return field === '' ? message : `${field}: ${message}`;
}

/** A path with list indices in brackets and all else after dots: `spec.http[0].headers.x-user`. */
export function dotted(path: FieldPath): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** A text as Go quotes it. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u00a0\u00ad]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value as the API server shows it in what it says of a field. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return '"null"';
  }
  if (typeof value === 'string') {
    return quoted(value);
  }
  return JSON.stringify(value);
}
