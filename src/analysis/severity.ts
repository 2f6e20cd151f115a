/** How bad a finding is. */
export enum Severity {
  /** Traffic fails, goes elsewhere or is not protected as written. */
  ERROR = 'error',
  /** Probably not what was meant, or a trap that waits. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

const ORDER: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** Worse before better. */
export function bySeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** Whether a severity is as bad as a limit, or worse. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return bySeverity(severity, limit) <= 0;
}

/** The severity that a text names; undefined where it names none. */
export function parseSeverity(text: string): Severity | undefined {
  return Object.values<string>(Severity).includes(text) ? (text as Severity) : undefined;
}
