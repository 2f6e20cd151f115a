import { Construct } from 'constructs';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Backend } from '../networking/backend';
import { AccessLogFormat } from './access-log-format';
import { MeshConfigFragment } from './mesh-config-fragment';
import { addressOf, checkProviderName } from './private/extension-provider';

/** A file or stream that proxies write their access logs to. */
export interface FileAccessLogOptions {
  /**
   * The file or stream.
   *
   * @default '/dev/stdout'
   */
  readonly path?: string;

  /**
   * What a line says.
   *
   * @default - JSON with `AccessLogFormat.ROUTING_FIELDS`.
   */
  readonly format?: AccessLogFormat;

  /**
   * Whether fields without a value are left out.
   *
   * @default - they are there, as `null` or `-`.
   */
  readonly omitEmptyValues?: boolean;
}

/** A collector that proxies send their access logs to. */
export interface OtelAccessLogOptions {
  /**
   * What a record says: JSON fields become its attributes, a text its body.
   *
   * @default - JSON with `AccessLogFormat.ROUTING_FIELDS`.
   */
  readonly format?: AccessLogFormat;

  /**
   * The name of the log.
   *
   * @default - Istio's: `otel_envoy_accesslog`.
   */
  readonly logName?: string;

  /**
   * Fields of the provider that have no property here, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/**
 * Where access logs go: an extension provider of the mesh config.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export class AccessLogProvider {
  /**
   * The proxies' standard output, through the provider `envoy` that Istio brings along. Its format is the mesh config's own
   * (`accessLogFormat`), so that it is the same for all logs that go there; until the mesh config has it, lines are in Istio's text format.
   *
   * @param format JSON with `AccessLogFormat.ROUTING_FIELDS` if left out.
   */
  public static envoy(format: AccessLogFormat = AccessLogFormat.json()): AccessLogProvider {
    return new AccessLogProvider('envoy', () => format._meshWide());
  }

  /**
   * A provider that is in the mesh config already, with its format.
   *
   * @param provider the name that it has there.
   */
  public static existing(provider: string): AccessLogProvider {
    return new AccessLogProvider(provider, () => ({}));
  }

  /**
   * A file or stream of the proxies, with a format of its own.
   *
   * @throws if the name is empty, or one that Istio brings along.
   */
  public static file(provider: string, options: FileAccessLogOptions = {}): AccessLogProvider {
    const { path, format, omitEmptyValues } = options;
    return AccessLogProvider.inMeshConfig(provider, 'envoyFileAccessLog', () => ({
      path: path ?? '/dev/stdout',
      logFormat: (format ?? AccessLogFormat.json())._ofProvider(),
      ...(omitEmptyValues === undefined ? {} : { omitEmptyValues }),
    }));
  }

  /**
   * An OpenTelemetry collector, over gRPC.
   *
   * @param collector where it is, with its namespace and port.
   * @throws if the name is empty, or one that Istio brings along.
   * @see https://istio.io/latest/docs/tasks/observability/logs/otel-provider/
   */
  public static otel(provider: string, collector: Backend, options: OtelAccessLogOptions = {}): AccessLogProvider {
    const { format, logName } = options;
    const overrides = deepCopy(options.overrides);
    return AccessLogProvider.inMeshConfig(provider, 'envoyOtelAls', (at) =>
      withOverrides(
        {
          ...addressOf(at, collector),
          ...(logName === undefined ? {} : { logName }),
          logFormat: (format ?? AccessLogFormat.json())._ofProvider(),
        },
        overrides,
      ),
    );
  }

  private static inMeshConfig(name: string, kind: string, render: (at: Construct) => object): AccessLogProvider {
    checkProviderName(name);
    return new AccessLogProvider(name, (at) => ({ extensionProviders: [{ name, [kind]: render(at) }] }));
  }

  private constructor(
    /** The provider's name in the mesh config. */
    public readonly name: string,
    private readonly settings: (at: Construct) => JsonMap,
  ) {}

  /** What the mesh config has to have. @internal */
  public _meshConfig(at: Construct): MeshConfigFragment {
    return MeshConfigFragment.of(this.settings(at));
  }
}
