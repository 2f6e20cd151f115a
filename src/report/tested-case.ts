import { RequestResult, TrafficReport } from '../traffic/traffic-report';

/** A test case with what came of its requests. */
export interface TestedCase {
  readonly file: string;
  readonly line: number;
  readonly description: string;
  readonly results: readonly RequestResult[];
  readonly failed: readonly RequestResult[];
}

/** The test cases of a report, in the order of the tests. */
export function testedCases({ results }: TrafficReport): readonly TestedCase[] {
  const cases = new Map<string, RequestResult[]>();
  for (const result of results) {
    const key = `${result.file}:${result.line}:${result.description}`;
    cases.set(key, [...(cases.get(key) ?? []), result]);
  }
  return [...cases.values()].map((all) => {
    const [{ file, line, description }] = all;
    return { file, line, description, results: all, failed: all.filter(({ failures }) => failures.length > 0) };
  });
}
