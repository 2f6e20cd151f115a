import { Finding } from './finding';
import { isAtLeast, Severity } from './severity';

/** Whether a check ran on a mesh. */
export interface CheckRun {
  /** The rule's code. */
  readonly code: string;
  /** What the rule is called. */
  readonly rule: string;
  /**
   * Why it did not run.
   *
   * @default - it ran.
   */
  readonly skipped?: string;
}

/** A rule that failed itself: a mistake of this library, not of the mesh. */
export interface InternalError {
  /** The code of the rule. */
  readonly code: string;
  /** What it failed with. */
  readonly message: string;
}

/** What an analysis found. */
export interface AnalysisReportProps {
  /** All findings, in the order in which they are reported. */
  readonly findings: Finding[];
  /** All checks. */
  readonly checks: CheckRun[];
  /** Rules that failed themselves. */
  readonly internalErrors: InternalError[];
  /** How many objects were looked at. */
  readonly objects: number;
}

/** What an analysis found, and which checks ran. */
export class AnalysisReport {
  /** Findings that nobody suppressed, worst first. */
  public readonly findings: Finding[];
  /** Findings that somebody said are fine. */
  public readonly suppressed: Finding[];
  /** Every check, and why it did not run where it did not. */
  public readonly checks: CheckRun[];
  /** Rules that failed themselves. */
  public readonly internalErrors: InternalError[];
  /** How many objects were looked at. */
  public readonly objects: number;

  public constructor(props: AnalysisReportProps) {
    this.findings = props.findings.filter(({ suppression }) => suppression === undefined);
    this.suppressed = props.findings.filter(({ suppression }) => suppression !== undefined);
    this.checks = [...props.checks];
    this.internalErrors = [...props.internalErrors];
    this.objects = props.objects;
  }

  /** Findings of a severity, or worse ones, that nobody suppressed. */
  public atLeast(severity: Severity): Finding[] {
    return this.findings.filter((finding) => isAtLeast(finding.severity, severity));
  }

  /** How many findings of exactly this severity nobody suppressed. */
  public count(severity: Severity): number {
    return this.findings.filter((finding) => finding.severity === severity).length;
  }
}
