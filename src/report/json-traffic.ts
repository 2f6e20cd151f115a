import { CoveredRoute } from '../traffic/route-coverage';
import { TrafficReport } from '../traffic/traffic-report';
import { requestJson } from './request-json';
import { testedCases } from './tested-case';

/** The results of traffic tests for programs. Fields may be added; `version` changes when one goes or means something else. */
export function jsonTraffic(report: TrafficReport, routes: readonly CoveredRoute[] | undefined): string {
  const { passed, failed } = report;
  const cases = testedCases(report).map(({ file, line, description, results, failed: ofCase }) => ({
    file,
    line,
    description,
    passed: ofCase.length === 0,
    requests: results.map(({ trace, failures, assumptions }) => ({
      request: requestJson(trace.request),
      failures,
      assumptions,
      trace: trace.toText().split('\n'),
    })),
  }));
  const summary = {
    cases: cases.length,
    requests: report.results.length,
    passed: passed.length,
    failed: failed.length,
  };
  return `${JSON.stringify({ version: 1, summary, cases, routes }, undefined, 2)}\n`;
}
