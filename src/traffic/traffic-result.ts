import { Duration } from 'cdk8s';
import { formatDuration } from '../kernel/duration';
import { parseGoDuration } from '../mesh/semantics/go-duration';
import { ConnectionResult } from './connection-result';
import { Trace } from './trace';
import { TraceOutcome } from './trace-outcome';

/** Shares that differ by less are equal: a third is no number of percent. */
const TOLERANCE = 1e-4;

/** In a millisecond. */
const NANOSECONDS = 1_000_000n;

/** What came of a request. What is expected and does not hold throws an error that shows what came instead, and the way of the request. */
export class TrafficResult {
  /** @internal */
  public static _of(trace: Trace): TrafficResult {
    return new TrafficResult(trace);
  }

  private constructor(
    /** The way of the request. */
    public readonly trace: Trace,
  ) {}

  /**
   * All requests go to this subset of a host.
   *
   * @throws where some do not.
   */
  public expectSubset(subset: string): this {
    return this.expectShareOf(subset, 100);
  }

  /**
   * This share of the requests, in percent, goes to a subset.
   *
   * @throws where it is another share.
   */
  public expectShareOf(subset: string, percent: number): this {
    const got = this.shares().get(subset) ?? 0;
    return this.expect(`${percent}% to subset ${subset}`, `${got}%`, Math.abs(got - percent) < TOLERANCE);
  }

  /**
   * Subsets share the requests like this, in percent: `{ v1: 90, v2: 10 }`. Subsets that are not named get none.
   *
   * @throws where they share them otherwise.
   */
  public expectShares(percentages: { [subset: string]: number }): this {
    const got = this.shares();
    const names = [...new Set([...Object.keys(percentages), ...got.keys()])].sort();
    const isSame = (name: string): boolean => Math.abs((got.get(name) ?? 0) - (percentages[name] ?? 0)) < TOLERANCE;
    const wanted = new Map(Object.entries(percentages));
    return this.expect(`shares ${shown(wanted)}`, shown(got), names.every(isSame));
  }

  /**
   * All requests go to this host, such as `web.shop.svc.cluster.local`.
   *
   * @throws where some do not.
   */
  public expectHost(host: string): this {
    return this.expectAll(
      `host ${host}`,
      this.trace.destinations.map((each) => each.host ?? 'nowhere'),
      host,
    );
  }

  /**
   * Only this workload answers: `namespace/name`.
   *
   * @throws where another does, or none.
   */
  public expectWorkload(workload: string): this {
    return this.expectOutcomes(`workload ${workload}`, (outcome) => outcome.workload, workload);
  }

  /**
   * A proxy answers with this status, whatever the request's chances.
   *
   * @throws where it answers with another, or leaves the answer to the upstream.
   */
  public expectStatus(status: number): this {
    const of = ({ status: got }: TraceOutcome) => (got === undefined ? "the upstream's" : String(got));
    return this.expectOutcomes(`status ${status}`, of, String(status));
  }

  /**
   * Access logs tell these response flags, such as `NR` where no route matches; `-` for none.
   *
   * @throws where they tell others.
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
   */
  public expectResponseFlags(flags: string): this {
    return this.expectOutcomes(`response flags ${flags}`, (outcome) => outcome.responseFlags, flags);
  }

  /**
   * The connection becomes this.
   *
   * @throws where it becomes something else.
   */
  public expectConnection(connection: ConnectionResult): this {
    return this.expectOutcomes(`connection ${connection}`, (outcome) => outcome.connection, connection);
  }

  /**
   * The route of this name takes the request.
   *
   * @throws where another does, or none.
   */
  public expectRouteName(name: string): this {
    const { route } = this.trace;
    const got =
      route === undefined ? 'no route' : (route.routeName ?? `${route.place.name} ${route.place.field ?? ''}`);
    return this.expect(`route ${name}`, got, route?.routeName === name);
  }

  /**
   * A route of this VirtualService takes the request.
   *
   * @param virtualService its namespace and name: `shop/web`
   * @throws where one of another does, or none.
   */
  public expectVirtualService(virtualService: string): this {
    const place = this.trace.route?.place;
    const got = place === undefined ? 'none' : `${place.namespace}/${place.name}`;
    return this.expect(`VirtualService ${virtualService}`, got, got === virtualService);
  }

  /**
   * It is redirected to this URL.
   *
   * @throws where it is not.
   */
  public expectRedirect(location: string): this {
    return this.expectOutcomes(`a redirect to ${location}`, (outcome) => outcome.location, location);
  }

  /**
   * A gateway shows the certificate of this Secret: `namespace/name`.
   *
   * @throws where it shows another, or none.
   */
  public expectCredential(secret: string): this {
    const got = this.trace.credential ?? 'none';
    return this.expect(`credential ${secret}`, got, got === secret);
  }

  /**
   * The upstream gets this path, with its query.
   *
   * @throws where it gets another.
   */
  public expectUpstreamPath(path: string): this {
    return this.expectOutcomes(`path ${path}`, ({ upstream }) => upstream?.path, path);
  }

  /**
   * The upstream gets this as `Host` or `:authority`.
   *
   * @throws where it gets another.
   */
  public expectUpstreamAuthority(authority: string): this {
    return this.expectOutcomes(`authority ${authority}`, ({ upstream }) => upstream?.authority, authority);
  }

  /**
   * The upstream gets a header with this value.
   *
   * @throws where it gets another value, or no such header.
   */
  public expectUpstreamHeader(name: string, value: string): this {
    const of = ({ upstream }: TraceOutcome) => upstream?.headers[name.toLowerCase()];
    return this.expectOutcomes(`request header ${name}: ${value}`, of, value);
  }

  /**
   * The upstream gets no such header.
   *
   * @throws where it gets one, or no request.
   */
  public expectNoUpstreamHeader(name: string): this {
    const of = ({ upstream }: TraceOutcome) =>
      upstream === undefined ? 'no request' : (upstream.headers[name.toLowerCase()] ?? '');
    return this.expectOutcomes(`no request header ${name}`, of, '');
  }

  /**
   * Proxies set a header of the response to this value.
   *
   * @throws where they set it to another, or not.
   */
  public expectResponseHeader(name: string, value: string): this {
    const of = ({ responseHeaders }: TraceOutcome) => responseHeaders[name.toLowerCase()];
    return this.expectOutcomes(`response header ${name}: ${value}`, of, value);
  }

  /**
   * A fault ends this share of the requests, in percent, with a status of its own.
   *
   * @throws where it is another share.
   */
  public expectAbort(status: number, percent: number): this {
    return this.expectShare(
      `an abort with ${status}`,
      percent,
      (outcome) => outcome.responseFlags.includes('FI') && outcome.status === status,
    );
  }

  /**
   * A fault delays this share of the requests, in percent, for so long.
   *
   * @throws where it is another share.
   */
  public expectDelay(delay: Duration, percent: number): this {
    const seconds = delay.toMilliseconds() / 1000;
    return this.expectShare(`a delay of ${formatDuration(delay)}`, percent, (outcome) => outcome.delay === seconds);
  }

  /**
   * The proxy waits for so long for an answer; 0 seconds stand for ever, as in the route.
   *
   * @throws where it waits for longer or shorter, or no route takes the request.
   */
  public expectTimeout(timeout: Duration): this {
    const wanted = formatDuration(timeout);
    const got = this.trace.timeout;
    // A route without a timeout has one of 0 seconds; where no route takes the request there is none to speak of.
    const told = got ?? (this.trace.route === undefined ? undefined : '0s');
    const holds = told !== undefined && parseGoDuration(told) === BigInt(timeout.toMilliseconds()) * NANOSECONDS;
    return this.expect(`a timeout of ${wanted}`, got ?? 'none', holds);
  }

  /**
   * The route has the proxy try so many times again.
   *
   * @throws where it says another number, or nothing.
   */
  public expectRetries(attempts: number): this {
    const got = this.trace.retries?.attempts;
    return this.expect(`${attempts} retries`, got === undefined ? 'nothing said' : String(got), got === attempts);
  }

  /**
   * Copies of this share of the requests, in percent, go to a host.
   *
   * @throws where it is another share.
   */
  public expectMirror(host: string, percent: number): this {
    const got = sum(this.trace.mirrors.filter((each) => each.host === host).map(({ share }) => share));
    return this.expect(`a mirror of ${percent}% to ${host}`, `${got}%`, Math.abs(got - percent) < TOLERANCE);
  }

  private shares(): Map<string, number> {
    const shares = new Map<string, number>();
    for (const { subset, share } of this.trace.destinations) {
      if (subset !== undefined) {
        shares.set(subset, (shares.get(subset) ?? 0) + share);
      }
    }
    return shares;
  }

  private expectShare(what: string, percent: number, isMeant: (outcome: TraceOutcome) => boolean): this {
    const got = sum(this.trace.outcomes.filter(isMeant).map(({ share }) => share));
    return this.expect(`${what} of ${percent}%`, `${got}%`, Math.abs(got - percent) < TOLERANCE);
  }

  private expectOutcomes(wanted: string, of: (outcome: TraceOutcome) => string | undefined, value: string): this {
    return this.expectAll(
      wanted,
      this.trace.outcomes.map((outcome) => of(outcome) ?? 'none'),
      value,
    );
  }

  private expectAll(wanted: string, all: readonly string[], value: string): this {
    const got = [...new Set(all)];
    return this.expect(wanted, got.length === 0 ? 'none' : got.join(', '), got.length === 1 && got[0] === value);
  }

  private expect(wanted: string, got: string, holds: boolean): this {
    if (!holds) {
      throw new Error(`Expected ${wanted}, got ${got}\n${this.trace.toText()}`);
    }
    return this;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function shown(shares: ReadonlyMap<string, number>): string {
  const parts = [...shares].filter(([, share]) => share !== 0).map(([subset, share]) => `${subset} ${share}%`);
  return parts.length === 0 ? 'none' : parts.sort().join(', ');
}
