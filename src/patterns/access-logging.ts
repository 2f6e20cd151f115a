import { Construct } from 'constructs';
import { locate } from '../kernel/errors';
import { AccessLog } from '../telemetry/access-log';
import { Telemetry } from '../telemetry/telemetry';
import { TelemetryMode } from '../telemetry/telemetry-mode';
import { AccessLogProvider } from './access-log-provider';
import { MeshConfigFragment } from './mesh-config-fragment';
import { telemetryFor } from './private/telemetry-place';
import { TelemetryPlacement } from './telemetry-placement';

/** What an {@link AccessLogging} is made of. */
export interface AccessLoggingProps extends TelemetryPlacement {
  /**
   * Where the logs go, and in which format.
   *
   * @default - the proxies' standard output, in JSON: `AccessLogProvider.envoy()`.
   */
  readonly provider?: AccessLogProvider;

  /**
   * Which requests are logged: a CEL expression over Envoy's attributes, such as `response.code >= 400`.
   *
   * @default - all.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-Filter-expression
   */
  readonly filter?: string;

  /**
   * The side on which requests are logged. What comes in through a gateway counts as `CLIENT`.
   *
   * @default - both: a request between two workloads of the mesh is logged twice, once by either proxy.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-LogSelector-mode
   */
  readonly mode?: TelemetryMode;
}

/**
 * Access logs of proxies, in a format that tells the way of each request.
 *
 * The Telemetry switches them on; the format, and providers that Istio does not bring along, belong into the mesh config, which has to be
 * installed with `meshConfig`. A provider that is not there is passed over in silence.
 *
 * @see https://istio.io/latest/docs/tasks/observability/logs/telemetry-api/
 */
export class AccessLogging extends Construct {
  /** What switches the logs on. */
  public readonly telemetry: Telemetry;

  /** What the mesh config has to have, for `toHelmValues()` or `toIstioOperator()`. */
  public readonly meshConfig: MeshConfigFragment;

  /**
   * @throws if the filter can't be CEL, a collector has no full name or port, a Telemetry without a target is in the namespace already, or
   * `telemetry` comes with props of a new one.
   */
  public constructor(scope: Construct, id: string, props: AccessLoggingProps = {}) {
    super(scope, id);
    try {
      const provider = props.provider ?? AccessLogProvider.envoy();
      const log = locate(this, () => AccessLog.of(provider.name, { filter: props.filter, mode: props.mode }));
      this.meshConfig = provider._meshConfig(this);
      this.telemetry = telemetryFor(this, props);
      this.telemetry.addAccessLog(log);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}
