/** The forms in which a report can be written. */
export enum ReportFormat {
  /** For people. */
  TEXT = 'text',
  /** For programs: all that is known. */
  JSON = 'json',
  /** For code scanning: SARIF 2.1.0. */
  SARIF = 'sarif',
  /** For the test pages of pipelines: JUnit's XML. */
  JUNIT = 'junit',
}

/** The format that a text names; undefined where it names none. */
export function parseReportFormat(text: string): ReportFormat | undefined {
  return Object.values<string>(ReportFormat).includes(text) ? (text as ReportFormat) : undefined;
}
