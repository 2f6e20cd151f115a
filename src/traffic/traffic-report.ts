import { Trace } from './trace';

/** What came of one request of a test case. */
export interface RequestResult {
  /** What the test case is about. */
  readonly description: string;

  /** The file of the test case. */
  readonly file: string;

  /** The line that the test case begins in. */
  readonly line: number;

  /** The request, on one line. */
  readonly request: string;

  /** What else the request brings: headers, a server name of its own, and the like. */
  readonly requestDetails: string[];

  /** What was expected and does not hold; none where all does. */
  readonly failures: string[];

  /** Objects that are not among the manifests and were taken to be there. */
  readonly assumptions: string[];

  /** The way of the request. */
  readonly trace: Trace;
}

/** What came of tests. */
export class TrafficReport {
  /** @internal */
  public static _of(results: readonly RequestResult[]): TrafficReport {
    return new TrafficReport([...results]);
  }

  /** The results of several files in one. */
  public static merged(reports: TrafficReport[]): TrafficReport {
    return TrafficReport._of(reports.flatMap(({ results }) => results));
  }

  private constructor(
    /** What came of each request, in the order of the tests. */
    public readonly results: RequestResult[],
  ) {}

  /** The requests that became what was expected of them. */
  public get passed(): RequestResult[] {
    return this.results.filter(({ failures }) => failures.length === 0);
  }

  /** The requests that did not. */
  public get failed(): RequestResult[] {
    return this.results.filter(({ failures }) => failures.length > 0);
  }
}
