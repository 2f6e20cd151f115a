import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { Metric } from '../telemetry/metric';
import { MetricOverride } from '../telemetry/metric-override';
import { MetricTag } from '../telemetry/metric-tag';
import { Metrics } from '../telemetry/metrics';
import { Telemetry } from '../telemetry/telemetry';
import { TelemetryMode } from '../telemetry/telemetry-mode';
import { telemetryFor } from './private/telemetry-place';
import { TelemetryPlacement } from './telemetry-placement';

/** What a {@link MetricsReporting} is made of. */
export interface MetricsReportingProps extends TelemetryPlacement {
  /**
   * Tags that are added, changed (`MetricTag.upsert()`) or left out (`MetricTag.remove()`), by their names. Each value of a tag makes a time
   * series of its own: a path or a user is too much for most Prometheus servers.
   *
   * @default - Istio's own tags.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-tag_overrides
   */
  readonly tags?: { [name: string]: MetricTag };

  /**
   * The metrics whose tags are meant. Attributes of requests, such as `request.host`, have no value in the metrics of TCP.
   *
   * @default - all.
   */
  readonly tagged?: Metric[];

  /**
   * The metrics that are not reported.
   *
   * @default - all are.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-disabled
   */
  readonly disabled?: Metric[];

  /**
   * Other changes, one after the other; they come after `tags` and before `disabled`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics-overrides
   */
  readonly changes?: MetricOverride[];

  /**
   * The side on which `tags` and `disabled` hold. Metrics of a request between two workloads of the mesh come from both.
   *
   * @default - both.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector-mode
   */
  readonly mode?: TelemetryMode;

  /**
   * The name of the provider in the mesh config; Istio implements metrics for Prometheus alone.
   *
   * @default 'prometheus'
   */
  readonly provider?: string;
}

/**
 * Which metrics proxies report, and with which tags.
 *
 * @see https://istio.io/latest/docs/tasks/observability/metrics/telemetry-api/
 */
export class MetricsReporting extends Construct {
  /** What chooses it. */
  public readonly telemetry: Telemetry;

  /**
   * @throws if nothing is changed, a tag has no name, `tagged` comes without `tags`, a Telemetry without a target is in the namespace already,
   * or `telemetry` comes with props of a new one.
   */
  public constructor(scope: Construct, id: string, props: MetricsReportingProps) {
    super(scope, id);
    try {
      const metrics = locate(this, () => {
        const metricOverrides = changesOf(props);
        return Metrics.of(props.provider ?? 'prometheus', { metricOverrides });
      });
      this.telemetry = telemetryFor(this, props);
      this.telemetry.addMetrics(metrics);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}

/** The changes in their order: to disable all metrics counts only where nothing comes after it. */
function changesOf({ tags, tagged, disabled, changes, mode }: MetricsReportingProps): MetricOverride[] {
  if (tagged !== undefined && (tags === undefined || tagged.length === 0)) {
    throw misuse({
      rule: '`tagged` names the metrics whose `tags` are changed, at least one',
      received: tags === undefined ? 'no tags' : [],
      fix: 'give both, or leave `tagged` out for all metrics',
    });
  }
  const all = [
    ...(tags === undefined
      ? []
      : (tagged ?? [Metric.ALL_METRICS]).map((metric) => MetricOverride.tags(metric, tags, { mode }))),
    ...(changes ?? []),
    ...(disabled ?? []).map((metric) => MetricOverride.disable(metric, { mode })),
  ];
  if (all.length === 0) {
    throw misuse({
      rule: 'nothing is changed in the metrics',
      received: all,
      fix: 'give `tags`, `disabled` or `changes`',
    });
  }
  return all;
}
