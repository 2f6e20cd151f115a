import { TrafficReport } from '../traffic/traffic-report';
import { TestedCase, testedCases } from './tested-case';
import { escapeXml } from './xml';

/** The results of traffic tests for the test pages of pipelines: each file is a suite, each test case a test. */
export function junitTraffic(report: TrafficReport): string {
  const cases = testedCases(report);
  const files = [...new Set(cases.map(({ file }) => file))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-istio" ${countsOf(cases)}>`,
    ...files.flatMap((file) => {
      const own = cases.filter((each) => each.file === file);
      return [`  <testsuite name="${escapeXml(file)}" ${countsOf(own)}>`, ...own.map(testCase), '  </testsuite>'];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(cases: readonly TestedCase[]): string {
  const failures = cases.filter(({ failed }) => failed.length > 0).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
}

function testCase({ file, line, description, failed }: TestedCase): string {
  const open = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(description)}" file="${escapeXml(file)}" line="${line}"`;
  if (failed.length === 0) {
    return `${open}/>`;
  }
  const text = failed.map(({ failures, trace }) => `${failures.join('\n')}\n${trace.toText()}`).join('\n\n');
  const message = escapeXml(failed[0].failures[0]);
  return `${open}>\n      <failure message="${message}">${escapeXml(text)}</failure>\n    </testcase>`;
}
