import { Duration } from 'cdk8s';
import * as telemetry from '../../imports/telemetry';
import { atLeastOneMillisecond, formatDuration } from '../kernel/duration';
import { misuse } from '../kernel/errors';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { MetricOverride } from './metric-override';
import { renderChosenProviders } from './private/providers';

/** What is changed in the metrics of a provider. */
export interface MetricsOptions {
  /**
   * Changes, one after the other; of two for the same metric the later one counts. They come on top of those of wider Telemetries.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics-overrides
   */
  readonly metricOverrides?: MetricOverride[];

  /**
   * How often a proxy reports the metrics of open TCP connections; at least 1ms. It has no effect on other metrics.
   *
   * @default - inherited: 5 seconds.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics-reporting_interval
   */
  readonly reportingInterval?: Duration;

  /**
   * Fields of the entry that have no property here yet. Istio's own field `overrides` is `metricOverrides`.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** The provider that Istio brings along. */
const PROMETHEUS = 'prometheus';
const INTERVAL = 'the reportingInterval of metrics';

/**
 * Which metrics proxies report to which providers.
 *
 * Istio implements metrics for Prometheus alone; a provider of another kind gets none. As soon as one entry names providers, they take
 * the place of those of wider Telemetries.
 *
 * Every factory throws if the interval is less than 1ms, or if a change comes after one that disables all metrics:
 * Istio would report all of them again.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics
 */
export class Metrics {
  /**
   * Metrics of a provider by its name in the mesh config's `extensionProviders`.
   *
   * @throws if the name is empty.
   */
  public static of(provider: string, options: MetricsOptions = {}): Metrics {
    return Metrics.ofProviders([provider], options);
  }

  /**
   * Metrics of several providers.
   *
   * @throws if there are none, or one is named twice.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics-providers
   */
  public static ofProviders(providers: string[], options: MetricsOptions = {}): Metrics {
    return new Metrics(options, renderChosenProviders(providers, 'the providers of metrics'));
  }

  /** Metrics of the provider `prometheus` that every mesh has. */
  public static prometheus(options: MetricsOptions = {}): Metrics {
    return Metrics.of(PROMETHEUS, options);
  }

  /**
   * Metrics of the providers of a wider Telemetry, or else of the mesh config's default ones. An installation that was not
   * told otherwise has `prometheus` there.
   */
  public static inherited(options: MetricsOptions): Metrics {
    return new Metrics(options);
  }

  private readonly entry: telemetry.Metrics;
  private readonly changes: readonly MetricOverride[] | undefined;
  private readonly overrides: JsonMap | undefined;

  private constructor(options: MetricsOptions, providers?: telemetry.ProviderRef[]) {
    checkChanges(options.metricOverrides ?? []);
    this.changes = options.metricOverrides && [...options.metricOverrides];
    this.overrides = deepCopy(options.overrides);
    this.entry = {
      providers,
      reportingInterval:
        options.reportingInterval && formatDuration(atLeastOneMillisecond(options.reportingInterval, INTERVAL)),
    };
  }

  /** @internal */
  public _render(): telemetry.Metrics {
    const changes = this.changes?.map((change) => change._render());
    return withOverrides({ ...deepCopy(this.entry), overrides: changes }, this.overrides);
  }
}

function checkChanges(changes: readonly MetricOverride[]): void {
  changes.forEach((change, index) => {
    if (changes.slice(index + 1).some((later) => change._isUndoneBy(later))) {
      throw misuse({
        rule: 'a change must not come after one that disables ALL_METRICS: Istio would report all of them again',
        received: `a change after number ${index + 1}`,
        fix: 'disable the metrics that are not wanted one by one, or put the change first',
      });
    }
  });
}
