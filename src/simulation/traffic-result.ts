import { RequestTrace } from './request-trace';
import { traceText } from './trace-text';

/** What came of a request. What is expected and does not hold throws an error that shows the way of the request. */
export class TrafficResult {
  constructor(
    /** The way of the request. */
    public readonly trace: RequestTrace,
  ) {}

  /**
   * All requests go to this subset.
   *
   * @throws where some do not
   */
  public expectSubset(subset: string): this {
    return this.expectShareOf(subset, 1);
  }

  /**
   * This share of the requests, from 0 to 1, goes to a subset.
   *
   * @throws where it is another share
   */
  public expectShareOf(subset: string, share: number): this {
    const got = this.trace.destinations
      .filter(({ cluster }) => cluster?.subset === subset)
      .reduce((sum, destination) => sum + destination.share, 0);
    return this.expect(`share ${share} for subset ${subset}`, String(got), Math.abs(got - share) < TOLERANCE);
  }

  /**
   * All requests go to this host, such as `web.shop.svc.cluster.local`.
   *
   * @throws where some do not
   */
  public expectHost(host: string): this {
    const hosts = [...new Set(this.trace.destinations.map(({ cluster }) => cluster?.service.hostname ?? 'nowhere'))];
    return this.expect(`host ${host}`, listed(hosts), hosts.length === 1 && hosts[0] === host);
  }

  /**
   * Only this workload answers: `namespace/name`.
   *
   * @throws where another does, or none
   */
  public expectWorkload(workload: string): this {
    const got = [...new Set(this.trace.outcomes.map((outcome) => outcome.workload ?? 'none'))];
    return this.expect(`workload ${workload}`, listed(got), got.length === 1 && got[0] === workload);
  }

  /**
   * A proxy answers with this status, whatever the request's chances.
   *
   * @throws where it answers with another, or leaves the answer to the upstream
   */
  public expectStatus(status: number): this {
    const got = [...new Set(this.trace.outcomes.map((outcome) => String(outcome.status ?? "the upstream's")))];
    return this.expect(`status ${status}`, listed(got), got.length === 1 && got[0] === String(status));
  }

  /**
   * It is redirected to this URL.
   *
   * @throws where it is not
   */
  public expectRedirect(location: string): this {
    const got = [...new Set(this.trace.outcomes.map((outcome) => outcome.location ?? 'none'))];
    return this.expect(`a redirect to ${location}`, listed(got), got.length === 1 && got[0] === location);
  }

  /**
   * A server shows the certificate of this Secret: `namespace/name`.
   *
   * @throws where it shows another, or none
   */
  public expectCredential(secret: string): this {
    const got = this.trace.credential?.secret ?? 'none';
    return this.expect(`credential ${secret}`, got, got === secret);
  }

  /**
   * The upstream gets this path, with its query.
   *
   * @throws where it gets another
   */
  public expectUpstreamPath(path: string): this {
    const got = [...new Set(this.trace.outcomes.map(({ upstream }) => upstream?.path ?? 'none'))];
    return this.expect(`path ${path}`, listed(got), got.length === 1 && got[0] === path);
  }

  private expect(wanted: string, got: string, holds: boolean): this {
    if (!holds) {
      throw new Error(`Expected ${wanted}, got ${got}\n${traceText(this.trace)}`);
    }
    return this;
  }
}

/** Shares are divided, so that they may be off in the last digits. */
const TOLERANCE = 1e-9;

function listed(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ');
}
