import { isSameJson } from '../../src/kernel/same-json';
import { Outcome, RequestTrace } from '../../src/simulation/request-trace';
import { RecordedOutcome, RecordedRequest } from './traffic-case';

/** A field in which the simulation and the recording differ. */
export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What the recording's upstream answers, whatever it is asked. */
const UPSTREAM_STATUS = 200;
/** What a mesh client's proxy logs of hosts that it does not know; what comes of them is no matter of the mesh. */
const PASSTHROUGH = 'PassthroughCluster';
/** Standard deviations of a sample that a share may be off. */
const DEVIATIONS = 4;
const ROUNDING = 0.006;

/** What is recorded of an upstream's headers: neither these nor what is sent as it was. */
const UNRECORDED = new Set([
  'host',
  'user-agent',
  'accept',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-request-id',
  'content-length',
  'connection',
  'x-envoy-original-host',
]);

/** The fields in which what the simulation says of a request differs from what was recorded. */
export function compareOutcome(recorded: RecordedRequest, trace: RequestTrace): readonly Difference[] {
  const { expect, repeat = 1 } = recorded;
  const outcomes = repeat === 1 ? [likelyOf(expect, trace.outcomes)] : trace.outcomes;
  const differences = new Differences();
  differences.oneOf('connection', expect.connection, outcomes.map(({ connection }) => connection));
  differences.same('credential', expect.credential, credentialOf(trace, expect));
  if (expect.clusters !== undefined && Object.hasOwn(expect.clusters, PASSTHROUGH)) {
    differences.oneOf('passed through', true, outcomes.map(({ isPassedThrough }) => isPassedThrough));
    return differences.found;
  }
  const count = repeat;
  const status = typeof expect.status === 'number' ? { [expect.status]: 1 } : (expect.status ?? {});
  differences.shares('status', status, sharesBy(outcomes, statusOf), count);
  differences.shares('clusters', expect.clusters ?? {}, sharesBy(outcomes, ({ log }) => log?.upstreamCluster), count);
  differences.shares('workloads', expect.workloads ?? {}, sharesBy(outcomes, ({ workload }) => workload), count);
  differences.same('flags', expect.flags, mostCommonFlags(outcomes));
  differences.oneOf('location', expect.location, outcomes.map(({ location }) => location));
  differences.oneOf('body', expect.body, bodiesOf(outcomes, repeat));
  differences.oneOf('delayed', expect.delayed, outcomes.map(({ delay }) => (delay > 0.9 ? Math.round(delay) : undefined)));
  differences.oneOf('responseHeaders', expect.responseHeaders, outcomes.map(responseHeadersOf));
  compareUpstream(expect, recorded, outcomes, differences);
  compareLog(expect, outcomes, differences);
  return differences.found;
}

class Differences {
  public readonly found: Difference[] = [];

  public same(field: string, expected: unknown, got: unknown): void {
    if (!isSameJson(expected, got)) {
      this.found.push({ field, expected, got });
    }
  }

  public oneOf(field: string, expected: unknown, got: readonly unknown[]): void {
    if (!got.some((each) => isSameJson(each, expected))) {
      this.found.push({ field, expected, got: got.length === 1 ? got[0] : got });
    }
  }

  /** Shares that many samples may have brought about; of a single one only that it was possible. */
  public shares(
    field: string,
    expected: { readonly [key: string]: number },
    got: { readonly [key: string]: number },
    count: number,
  ): void {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    const isPossible = (key: string): boolean => {
      const [seen, share] = [expected[key] ?? 0, got[key] ?? 0];
      const deviation = Math.sqrt((share * (1 - share)) / count);
      return count === 1 ? seen === share : Math.abs(seen - share) <= DEVIATIONS * deviation + ROUNDING;
    };
    if (!keys.every(isPossible)) {
      this.found.push({ field, expected, got });
    }
  }
}

/** Of a single request one outcome was seen: the one that is most like it. */
function likelyOf(expect: RecordedOutcome, outcomes: readonly Outcome[]): Outcome {
  const likeness = (outcome: Outcome): number =>
    (typeof expect.status === 'number' && statusOf(outcome) === String(expect.status) ? 1 : 0) +
    (Object.hasOwn(expect.clusters ?? {}, outcome.cluster ?? '') ? 1 : 0) +
    (Object.hasOwn(expect.workloads ?? {}, outcome.workload ?? '') ? 1 : 0);
  const whole = [...outcomes].sort((a, b) => likeness(b) - likeness(a) || b.share - a.share)[0];
  return { ...whole, share: 1 };
}

function statusOf({ connection, status, upstream }: Outcome): string | undefined {
  return connection === 'ok' ? String(status ?? (upstream === undefined ? undefined : UPSTREAM_STATUS)) : undefined;
}

/** A connection that is refused or not secured in the end shows a certificate nevertheless, where the client sees one. */
function credentialOf({ credential, server, outcomes }: RequestTrace, expect: RecordedOutcome): string | undefined {
  const passes = server?.kind === 'passthrough' && outcomes.some(({ connection }) => connection === 'ok');
  return credential?.secret ?? (passes && expect.credential !== undefined ? 'backend' : undefined);
}

function sharesBy(outcomes: readonly Outcome[], key: (outcome: Outcome) => string | undefined): { [key: string]: number } {
  const shares: { [key: string]: number } = {};
  for (const outcome of outcomes) {
    const name = key(outcome);
    if (name !== undefined) {
      shares[name] = (shares[name] ?? 0) + outcome.share;
    }
  }
  return shares;
}

function mostCommonFlags(outcomes: readonly Outcome[]): string | undefined {
  const shares = sharesBy(outcomes, ({ log }) => log?.responseFlags);
  return Object.keys(shares).sort((a, b) => shares[b] - shares[a])[0];
}

function bodiesOf(outcomes: readonly Outcome[], repeat: number): readonly (string | undefined)[] {
  const bodies = outcomes.map(({ body }) => body);
  // Of several answers the last body is kept, whichever answers came without one.
  return repeat > 1 && bodies.some((body) => body !== undefined) ? bodies.filter((body) => body !== undefined) : bodies;
}

function responseHeadersOf({ responseHeaders }: Outcome): unknown {
  return responseHeaders.size === 0 ? undefined : Object.fromEntries(responseHeaders);
}

function compareUpstream(
  { upstream: expected }: RecordedOutcome,
  { headers: sent = {} }: RecordedRequest,
  outcomes: readonly Outcome[],
  differences: Differences,
): void {
  const seen = outcomes.flatMap(({ upstream }) => upstream ?? []);
  if (expected === undefined || seen.length === 0) {
    differences.same('upstream', expected, seen[0]);
    return;
  }
  // The answer to a HEAD request has no body to report them in.
  if (expected.authority !== null) {
    differences.oneOf('upstream.authority', expected.authority, seen.map(({ authority }) => authority));
    differences.oneOf('upstream.path', expected.path, seen.map(({ path }) => path));
    differences.oneOf(
      'upstream.headers',
      expected.headers,
      seen.map(({ headers }) => changedHeaders(new Map(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), String(value)])), headers)),
    );
  }
  differences.oneOf('upstream.protocol', expected.protocol, seen.map(({ protocol }) => protocol));
  differences.oneOf('upstream.sni', expected.sni, seen.map(({ sni }) => sni));
}

function changedHeaders(sent: ReadonlyMap<string, string>, seen: ReadonlyMap<string, string>): unknown {
  const names = [...new Set([...sent.keys(), ...seen.keys()])].filter((name) => !UNRECORDED.has(name));
  const changed = names.filter((name) => sent.get(name) !== seen.get(name));
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((name) => [name, seen.get(name) ?? null]));
}

function compareLog({ log }: RecordedOutcome, outcomes: readonly Outcome[], differences: Differences): void {
  const entries = outcomes.map((outcome) => outcome.log);
  if (log === undefined) {
    differences.oneOf('log', undefined, entries);
    return;
  }
  differences.oneOf('log.authority', log.authority, entries.map((entry) => entry?.authority ?? null));
  differences.oneOf('log.requested_server_name', log.requested_server_name, entries.map((entry) => entry?.requestedServerName ?? null));
  differences.oneOf('log.protocol', log.protocol, entries.map((entry) => entry?.protocol ?? null));
  differences.oneOf('log.response_code_details', log.response_code_details, entries.map((entry) => entry?.responseCodeDetails ?? null));
}

