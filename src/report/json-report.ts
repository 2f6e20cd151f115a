import { AnalysisReport } from '../analysis/analysis-report';
import { Severity } from '../analysis/severity';

/** A report for programs. Fields may be added; `version` changes when one goes or means something else. */
export function jsonReport(report: AnalysisReport): string {
  const { findings, suppressed, checks, internalErrors, objects } = report;
  const summary = {
    objects,
    errors: report.count(Severity.ERROR),
    warnings: report.count(Severity.WARNING),
    infos: report.count(Severity.INFO),
    suppressed: suppressed.length,
  };
  return `${JSON.stringify({ version: 1, summary, findings, suppressed, checks, internalErrors }, undefined, 2)}\n`;
}
