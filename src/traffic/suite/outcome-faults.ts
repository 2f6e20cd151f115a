import type { Duration } from 'cdk8s';
import { parseGoDuration } from '../../mesh/semantics/go-duration';
import { ConnectionResult } from '../connection-result';
import { Trace } from '../trace';
import { TrafficResult } from '../traffic-result';
import { ExpectedOutcome } from './traffic-case';

const NANOSECONDS = 1_000_000n;
const ALL = 100;

type Checks = {
  readonly [Field in keyof ExpectedOutcome]-?: (
    result: TrafficResult,
    value: NonNullable<ExpectedOutcome[Field]>,
  ) => readonly (() => unknown)[];
};

/** What each expectation asks of a result. */
const CHECKS: Checks = {
  connection: (result, value) => [() => result.expectConnection(value as ConnectionResult)],
  status: (result, value) => [() => result.expectStatus(value)],
  responseFlags: (result, value) => [() => result.expectResponseFlags(value)],
  routeName: (result, value) => [() => result.expectRouteName(value)],
  virtualService: (result, value) => [() => result.expectVirtualService(value)],
  host: (result, value) => [() => result.expectHost(value)],
  subset: (result, value) => [() => result.expectSubset(value)],
  shares: (result, value) => [() => result.expectShares({ ...value })],
  workload: (result, value) => [() => result.expectWorkload(value)],
  redirect: (result, value) => [() => result.expectRedirect(value)],
  credential: (result, value) => [() => result.expectCredential(value)],
  upstreamPath: (result, value) => [() => result.expectUpstreamPath(value)],
  upstreamAuthority: (result, value) => [() => result.expectUpstreamAuthority(value)],
  upstreamHeaders: (result, value) =>
    Object.entries(value).map(
      ([name, text]) =>
        () =>
          text === null ? result.expectNoUpstreamHeader(name) : result.expectUpstreamHeader(name, text),
    ),
  responseHeaders: (result, value) =>
    Object.entries(value).map(
      ([name, text]) =>
        () =>
          result.expectResponseHeader(name, text),
    ),
  abort: (result, { status, percent = ALL }) => [() => result.expectAbort(status, percent)],
  delay: (result, { duration, percent = ALL }) => [() => result.expectDelay(durationOf(duration), percent)],
  timeout: (result, value) => [() => result.expectTimeout(durationOf(value))],
  retries: (result, value) => [() => result.expectRetries(value)],
  mirror: (result, { host, percent = ALL }) => [() => result.expectMirror(host, percent)],
};

/** In what a request does not become what is expected of it. */
export function outcomeFaults(expected: ExpectedOutcome, trace: Trace): readonly string[] {
  const result = TrafficResult._of(trace);
  const fields = Object.keys(expected) as (keyof ExpectedOutcome)[];
  return fields.flatMap((field) => {
    const check = CHECKS[field] as (result: TrafficResult, value: unknown) => readonly (() => unknown)[];
    return check(result, expected[field]).flatMap(faultOf);
  });
}

/** Why it does not hold; the way of the request is shown once, for all of them. */
function faultOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return [first.replace(/^Expected/, 'expected')];
  }
}

/** Most tests tell of none, and cdk8s takes longer to load than all that reads manifests. */
const cdk8s = (): typeof import('cdk8s') => require('cdk8s') as typeof import('cdk8s');

function durationOf(text: string): Duration {
  return cdk8s().Duration.millis(Number((parseGoDuration(text) ?? 0n) / NANOSECONDS));
}
