import { AnalysisReport, CheckRun } from '../analysis/analysis-report';
import { Finding } from '../analysis/finding';
import { Severity } from '../analysis/severity';
import { describePlace } from './place-text';
import { escapeXml } from './xml';

/** A report for the test pages of pipelines: each check is a test, which errors and warnings fail. */
export function junitReport(report: AnalysisReport): string {
  const cases = report.checks.map((check) => caseOf(check, report));
  const failures = report.checks.filter(({ code }) => failuresOf(code, report).length > 0).length;
  const skipped = report.checks.filter((check) => isSkipped(check, report)).length;
  const errors = report.internalErrors.length;
  const counts = `tests="${report.checks.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-istio" ${counts}>`,
    `  <testsuite name="analysis" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(check: CheckRun, report: AnalysisReport): string {
  const { code, rule, skipped } = check;
  const failed = failuresOf(code, report);
  const error = report.internalErrors.find((each) => each.code === code);
  const body = [
    ...(error === undefined ? [] : [`      <error message="${escapeXml(error.message)}"/>`]),
    ...(isSkipped(check, report) ? [`      <skipped message="${escapeXml(skipped ?? '')}"/>`] : []),
    ...(failed.length === 0
      ? []
      : [
          `      <failure message="${escapeXml(failed[0].message)}" type="${failed[0].severity}">${escapeXml(failed.map(detailOf).join('\n'))}</failure>`,
        ]),
  ];
  const open = `    <testcase classname="cdk8s-istio.${code}" name="${escapeXml(`${code} ${rule}`)}"`;
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

function isSkipped({ code, skipped }: CheckRun, { internalErrors }: AnalysisReport): boolean {
  return skipped !== undefined && !internalErrors.some((each) => each.code === code);
}

function failuresOf(code: string, report: AnalysisReport): Finding[] {
  return report.findings.filter((finding) => finding.code === code && finding.severity !== Severity.INFO);
}

function detailOf({ message, place, related, fix }: Finding): string {
  return [
    `${message}.`,
    `at ${describePlace(place)}`,
    ...related.map((each) => `and ${describePlace(each)}`),
    `fix: ${fix}`,
  ].join('\n');
}
