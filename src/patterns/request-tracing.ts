import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { Telemetry } from '../telemetry/telemetry';
import { TelemetryMode } from '../telemetry/telemetry-mode';
import { Tracing, TracingOptions } from '../telemetry/tracing';
import { TracingTag } from '../telemetry/tracing-tag';
import { MeshConfigFragment } from './mesh-config-fragment';
import { telemetryFor } from './private/telemetry-place';
import { TelemetryPlacement } from './telemetry-placement';
import { TracingProvider } from './tracing-provider';

/** What a {@link RequestTracing} is made of. */
export interface RequestTracingProps extends TelemetryPlacement {
  /**
   * Where spans go. Without a provider here, in a wider Telemetry and in the mesh config's default ones nothing is traced.
   *
   * @default - inherited.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-providers
   */
  readonly provider?: TracingProvider;

  /**
   * How many of the requests that come without a decision are traced, in percent: 0.5 is one of 200. The first proxy decides, mostly the
   * ingress gateway; the others follow it.
   *
   * @default - inherited: 1 where nothing says otherwise.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-random_sampling_percentage
   */
  readonly samplingPercentage?: number;

  /**
   * Additional tags of spans by their names. They take the place of all tags of wider Telemetries, also of those with other names.
   *
   * @default - inherited.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-custom_tags
   */
  readonly tags?: { [name: string]: TracingTag };

  /**
   * The side on which this holds.
   *
   * @default - both.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-match
   */
  readonly mode?: TelemetryMode;
}

/**
 * Where spans of requests go, how many, and with which tags.
 *
 * Applications have to hand the trace headers on from the requests that they get to those that they send; otherwise each hop is a trace of
 * its own.
 *
 * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/telemetry-api/
 */
export class RequestTracing extends Construct {
  /** What chooses it. */
  public readonly telemetry: Telemetry;

  /** What the mesh config has to have, for `toHelmValues()` or `toIstioOperator()`; empty where the provider is there already. */
  public readonly meshConfig: MeshConfigFragment;

  /**
   * @throws if nothing is chosen, the percentage is none, a collector has no full name or port, a Telemetry without a target is in the
   * namespace already, or `telemetry` comes with props of a new one.
   */
  public constructor(scope: Construct, id: string, props: RequestTracingProps) {
    super(scope, id);
    try {
      const { provider, samplingPercentage, tags, mode } = props;
      if (provider === undefined && samplingPercentage === undefined && tags === undefined) {
        throw misuse({
          at: this,
          rule: 'nothing is said of the traces',
          received: Object.keys(props),
          fix: 'give `provider`, `samplingPercentage` or `tags`',
        });
      }
      const options: TracingOptions = { provider: provider?.name, customTags: tags, mode };
      const tracing = locate(this, () =>
        samplingPercentage === undefined ? Tracing.of(options) : Tracing.sampling(samplingPercentage, options),
      );
      this.meshConfig = provider === undefined ? MeshConfigFragment.of({}) : provider._meshConfig(this);
      this.telemetry = telemetryFor(this, props);
      this.telemetry.addTracing(tracing);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}
