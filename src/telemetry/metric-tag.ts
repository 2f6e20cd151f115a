import * as telemetry from '../../imports/telemetry';
import { checkCel } from './private/cel';

type Operation = telemetry.MetricsOverridesTagOverrideOperation;
const Operation = telemetry.MetricsOverridesTagOverrideOperation;

/**
 * What becomes of a tag (a label, a dimension) of a metric.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride
 */
export class MetricTag {
  /**
   * The tag has the value of a CEL expression over the attributes of the request, such as `request.host` or `string(destination.port)`.
   * A text stands in quotes in it; `MetricTag.literal()` writes them.
   *
   * @throws if the expression is empty, or can't be CEL.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride-value
   */
  public static upsert(expression: string): MetricTag {
    return new MetricTag(Operation.UPSERT, checkCel(expression, 'the value of a metric tag'));
  }

  /** The tag has the same text everywhere. */
  public static literal(text: string): MetricTag {
    // CEL knows the escapes of JSON.
    return new MetricTag(Operation.UPSERT, JSON.stringify(text));
  }

  /** The tag is left out. */
  public static remove(): MetricTag {
    return new MetricTag(Operation.REMOVE);
  }

  private constructor(
    private readonly operation: Operation,
    private readonly value?: string,
  ) {}

  /** @internal */
  public _render(): telemetry.MetricsOverridesTagOverride {
    return { operation: this.operation, value: this.value };
  }
}
