import * as telemetry from '../../imports/telemetry';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { checkCel } from './private/cel';
import { renderMode } from './private/mode';
import { renderChosenProviders, renderProviders } from './private/providers';
import { TelemetryMode } from './telemetry-mode';

/** What every choice of access logs takes. */
export interface AccessLogSettings {
  /**
   * The side on which requests are logged.
   *
   * @default - both sides.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-LogSelector-mode
   */
  readonly mode?: TelemetryMode;

  /**
   * Fields of the entry that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Logs that go where a wider Telemetry or the mesh config says. */
export interface InheritedAccessLogOptions extends AccessLogSettings {
  /**
   * `true` switches the logs off; `false` switches on what a wider Telemetry switched off.
   *
   * @default - not written: the logs are on.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-disabled
   */
  readonly disabled?: boolean;
}

/** Logs that go to named providers. */
export interface AccessLogOptions extends InheritedAccessLogOptions {
  /**
   * Which requests and connections are logged: a CEL expression over Envoy's attributes, such as `response.code >= 400`.
   *
   * A provider has one filter: of several entries of a provider for one side the last one counts. An attribute that a
   * request lacks makes the expression fail, and nothing is logged; `has()` asks for it.
   *
   * @default - all of them.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-Filter-expression
   */
  readonly filter?: string;
}

/** Which logs are switched off. */
export interface DisabledAccessLogOptions extends AccessLogSettings {
  /**
   * The names of the providers that get no logs.
   *
   * @default - those of a wider Telemetry, or the mesh config's default ones. Where the mesh writes its logs through
   * `accessLogFile` instead there are none, and the logs go on: name `envoy` there.
   */
  readonly providers?: string[];
}

/** The provider that Istio brings along: lines on the proxy's standard output. */
const ENVOY_FILE = 'envoy';
const FIELD = 'the providers of an access log';

/**
 * Where access logs go, and what is logged.
 *
 * A provider is known by its name in the mesh config's `extensionProviders`, which also has the format of the lines. A name
 * that is not there is passed over in silence. As soon as one entry of a Telemetry names providers, they take the place of those of
 * wider Telemetries.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging
 */
export class AccessLog {
  /**
   * Logs to a provider of any kind.
   *
   * @throws if the name is empty, or the filter can't be CEL.
   */
  public static of(provider: string, options: AccessLogOptions = {}): AccessLog {
    return AccessLog.ofProviders([provider], options);
  }

  /**
   * Logs to several providers at once.
   *
   * @throws if there are none, one is named twice, or the filter can't be CEL.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-providers
   */
  public static ofProviders(providers: string[], options: AccessLogOptions = {}): AccessLog {
    return new AccessLog(providers, options, renderChosenProviders(providers, FIELD));
  }

  /**
   * Lines on the proxies' standard output, through the provider `envoy` that every mesh has.
   *
   * @throws if the filter can't be CEL.
   */
  public static envoyFile(options: AccessLogOptions = {}): AccessLog {
    return AccessLog.of(ENVOY_FILE, options);
  }

  /**
   * Log records for an OpenTelemetry collector, through a provider with `envoyOtelAls` in the mesh config. Istio brings none along.
   *
   * @throws if the name is empty, or the filter can't be CEL.
   * @see https://istio.io/latest/docs/tasks/observability/logs/otel-provider/
   */
  public static otel(provider: string, options: AccessLogOptions = {}): AccessLog {
    return AccessLog.of(provider, options);
  }

  /**
   * Logs to the providers of a wider Telemetry, or else the mesh config's default ones. It takes no filter, because Istio drops
   * the filter of an entry that names no provider.
   */
  public static inherited(options: InheritedAccessLogOptions = {}): AccessLog {
    return new AccessLog([], options);
  }

  /**
   * No logs.
   *
   * @throws if a provider is named twice or has no name.
   */
  public static disabled(options: DisabledAccessLogOptions = {}): AccessLog {
    const providers = options.providers ?? [];
    const settings = { mode: options.mode, disabled: true, overrides: options.overrides };
    return new AccessLog(providers, settings, options.providers && renderProviders(providers, FIELD));
  }

  /** The names of the providers; empty where they are inherited. */
  private readonly names: readonly string[];
  private readonly mode: TelemetryMode | undefined;
  private readonly entry: telemetry.AccessLogging;
  private readonly overrides: JsonMap | undefined;

  private constructor(providers: readonly string[], options: AccessLogOptions, rendered?: telemetry.ProviderRef[]) {
    this.names = [...providers];
    this.mode = options.mode;
    this.overrides = deepCopy(options.overrides);
    this.entry = {
      match: options.mode && { mode: renderMode(options.mode) },
      providers: rendered,
      disabled: options.disabled,
      filter:
        options.filter === undefined
          ? undefined
          : { expression: checkCel(options.filter, 'the filter of an access log') },
    };
  }

  /** Whether nothing of `other` is left once this entry comes after it. @internal */
  public _covers(other: AccessLog): boolean {
    const everySide = this.mode === undefined || this.mode === TelemetryMode.CLIENT_AND_SERVER;
    const inherits = this.names.length === 0 || other.names.length === 0;
    return (
      (everySide || this.mode === other.mode) &&
      (inherits ? this.names.length === other.names.length : other.names.every((name) => this.names.includes(name)))
    );
  }

  /** @internal */
  public _render(): telemetry.AccessLogging {
    return withOverrides(deepCopy(this.entry), this.overrides);
  }
}
