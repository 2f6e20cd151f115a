import * as telemetry from '../../imports/telemetry';
import { misuse } from '../kernel/errors';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { renderMode } from './private/mode';
import { renderChosenProviders } from './private/providers';
import { TelemetryMode } from './telemetry-mode';
import { TracingTag } from './tracing-tag';

/** How requests are traced. What is left out comes from a wider Telemetry, or else from the mesh config. */
export interface TracingOptions {
  /**
   * The name of the provider that spans go to, as the mesh config's `extensionProviders` has it. Istio uses one at a time. Without one here,
   * in a wider Telemetry and in the mesh config's default ones, nothing is traced.
   *
   * @default - inherited.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-providers
   */
  readonly provider?: string;

  /**
   * The side on which requests are traced.
   *
   * @default - both sides.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-match
   */
  readonly mode?: TelemetryMode;

  /**
   * Additional tags of spans by their names. They take the place of all tags of wider Telemetries, also of those with other names.
   *
   * @default - inherited.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-custom_tags
   */
  readonly customTags?: { [name: string]: TracingTag };

  /**
   * Whether spans are kept back; trace headers still travel on, and requests are still sampled.
   *
   * @default - inherited: spans are reported.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-disable_span_reporting
   */
  readonly disableSpanReporting?: boolean;

  /**
   * Whether trace headers are kept out of the requests that are sent on, as for a gateway to the outside. Proxies before Istio 1.30 don't
   * know it.
   *
   * @default - inherited: the headers are sent on.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-disable_context_propagation
   */
  readonly disableContextPropagation?: boolean;

  /**
   * Whether spans carry Istio's own tags, such as the mesh and the canonical service.
   *
   * @default - inherited: they do.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-enable_istio_tags
   */
  readonly enableIstioTags?: boolean;

  /**
   * Whether the sampling decision is read from the request ID; `false` where request IDs don't come from Envoy.
   *
   * @default - inherited: it is.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing
   */
  readonly useRequestIdForTraceSampling?: boolean;

  /**
   * Fields of the entry that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Envoy counts in parts of ten thousand. */
const FINEST_PERCENTAGE = 0.01;

/**
 * How requests are traced, and how many of them.
 *
 * Istio merges the entries of a Telemetry field by field, separately for clients and servers, the later ones on top.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing
 */
export class Tracing {
  /**
   * Traces this share of the requests that come without a sampling decision, in percent: 0.5 is one request of 200. It has no effect on
   * an OpenTelemetry provider that has a sampler of its own.
   *
   * @throws if the percentage is not 0, or from 0.01 to 100.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-random_sampling_percentage
   */
  public static sampling(percentage: number, options: TracingOptions = {}): Tracing {
    return new Tracing(checkPercentage(percentage), options);
  }

  /** As the options say; how many requests are traced is inherited, and 1 percent where nothing says otherwise. */
  public static of(options: TracingOptions): Tracing {
    return new Tracing(undefined, options);
  }

  /** No spans: short for `disableSpanReporting: true`. */
  public static disabled(options: TracingOptions = {}): Tracing {
    return new Tracing(undefined, { ...options, disableSpanReporting: true });
  }

  private readonly entry: telemetry.Tracing;
  private readonly overrides: JsonMap | undefined;

  private constructor(percentage: number | undefined, options: TracingOptions) {
    this.overrides = deepCopy(options.overrides);
    this.entry = {
      match: options.mode && { mode: renderMode(options.mode) },
      providers:
        options.provider === undefined
          ? undefined
          : renderChosenProviders([options.provider], 'the provider of a tracing'),
      randomSamplingPercentage: percentage,
      customTags: options.customTags && renderTags(options.customTags),
      disableSpanReporting: options.disableSpanReporting,
      disableContextPropagation: options.disableContextPropagation,
      enableIstioTags: options.enableIstioTags,
      useRequestIdForTraceSampling: options.useRequestIdForTraceSampling,
    };
  }

  /** @internal */
  public _render(): telemetry.Tracing {
    return withOverrides(deepCopy(this.entry), this.overrides);
  }
}

function checkPercentage(percentage: number): number {
  const inRange = percentage === 0 || (percentage >= FINEST_PERCENTAGE && percentage <= 100);
  if (typeof percentage !== 'number' || !inRange) {
    throw misuse({
      rule: `the sampling of a tracing must be a percentage, 0 or at least ${FINEST_PERCENTAGE}`,
      received: percentage,
      fix: 'give a number from 0 to 100, 1 for one request of 100',
    });
  }
  return percentage;
}

function renderTags(tags: { [name: string]: TracingTag }): { [name: string]: telemetry.TracingCustomTag } {
  if ('' in tags) {
    throw misuse({ rule: 'a tag of a tracing must have a name', received: Object.keys(tags), fix: 'name the tag' });
  }
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, tag._render()]));
}
