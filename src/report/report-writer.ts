import { AnalysisReport } from '../analysis/analysis-report';
import { jsonReport } from './json-report';
import { junitReport } from './junit-report';
import { ReportFormat } from './report-format';
import { sarifReport } from './sarif-report';
import { textReport } from './text-report';

/** How a report is written. */
export interface ReportOptions {
  /**
   * The form of the report.
   *
   * @default ReportFormat.TEXT
   */
  readonly format?: ReportFormat;

  /**
   * Whether text is in the colours of a terminal; other forms have none.
   *
   * @default - no colours.
   */
  readonly colour?: boolean;
}

/** Writes what an analysis found. */
export class ReportWriter {
  /** The report as a text, with a line break at its end. */
  public static write(report: AnalysisReport, options: ReportOptions = {}): string {
    switch (options.format ?? ReportFormat.TEXT) {
      case ReportFormat.TEXT:
        return textReport(report, options.colour === true);
      case ReportFormat.JSON:
        return jsonReport(report);
      case ReportFormat.SARIF:
        return sarifReport(report);
      case ReportFormat.JUNIT:
        return junitReport(report);
    }
  }

  private constructor() {}
}
