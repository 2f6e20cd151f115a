import * as telemetry from '../../imports/telemetry';
import { misuse } from '../kernel/errors';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Metric } from './metric';
import { MetricTag } from './metric-tag';
import { renderMode } from './private/mode';
import { TelemetryMode } from './telemetry-mode';

/** Where a change to a metric holds. */
export interface MetricOverrideOptions {
  /**
   * The side on which the metric is changed.
   *
   * @default - both sides.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector-mode
   */
  readonly mode?: TelemetryMode;

  /**
   * Fields of the entry that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** What is changed in the tags of a metric. */
export interface MetricTagOptions extends MetricOverrideOptions {
  /**
   * `false` also switches on the metric that a wider Telemetry switched off.
   *
   * @default - not written: as it is.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-disabled
   */
  readonly disabled?: boolean;
}

/**
 * A change to the metrics that a provider gets.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides
 */
export class MetricOverride {
  /** The metric is not reported. */
  public static disable(metric: Metric, options: MetricOverrideOptions = {}): MetricOverride {
    return new MetricOverride(metric, { ...options, disabled: true });
  }

  /** The metric is reported although a wider Telemetry switched it off. */
  public static enable(metric: Metric, options: MetricOverrideOptions = {}): MetricOverride {
    return new MetricOverride(metric, { ...options, disabled: false });
  }

  /**
   * The metric has other tags, by their names; tags that are not named stay as they are.
   *
   * @throws if a tag has no name.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-tag_overrides
   */
  public static tags(
    metric: Metric,
    tags: { [name: string]: MetricTag },
    options: MetricTagOptions = {},
  ): MetricOverride {
    return new MetricOverride(metric, options, tags);
  }

  private readonly entry: telemetry.MetricsOverrides;
  private readonly overrides: JsonMap | undefined;
  private readonly mode: TelemetryMode;

  private constructor(
    private readonly metric: Metric,
    private readonly options: MetricTagOptions,
    tags?: { [name: string]: MetricTag },
  ) {
    this.mode = options.mode ?? TelemetryMode.CLIENT_AND_SERVER;
    this.overrides = deepCopy(options.overrides);
    this.entry = {
      match: { ...metric._render(), mode: renderMode(options.mode) },
      disabled: options.disabled,
      tagOverrides: tags && renderTags(tags),
    };
  }

  /** Whether this switches off all metrics, and `later` would switch all of them on again. @internal */
  public _isUndoneBy(later: MetricOverride): boolean {
    const both = TelemetryMode.CLIENT_AND_SERVER;
    const meet = this.mode === later.mode || this.mode === both || later.mode === both;
    return this.disablesAll && !later.disablesAll && meet;
  }

  /** @internal */
  public _render(): telemetry.MetricsOverrides {
    return withOverrides(deepCopy(this.entry), this.overrides);
  }

  private get disablesAll(): boolean {
    return this.metric._isAll && this.options.disabled === true;
  }
}

function renderTags(tags: { [name: string]: MetricTag }): { [name: string]: telemetry.MetricsOverridesTagOverride } {
  if ('' in tags) {
    throw misuse({ rule: 'a tag of a metric must have a name', received: Object.keys(tags), fix: 'name the tag' });
  }
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, tag._render()]));
}
