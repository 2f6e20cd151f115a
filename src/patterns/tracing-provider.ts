import { Construct } from 'constructs';
import { deepCopy, withOverrides } from '../kernel/merge';
import { Backend } from '../networking/backend';
import { MeshConfigFragment } from './mesh-config-fragment';
import { addressOf, checkProviderName } from './private/extension-provider';

/** What a collector of spans is told. */
export interface TracingProviderOptions {
  /**
   * The most characters of a tag with the path; longer ones are cut.
   *
   * @default - Envoy's: 256.
   */
  readonly maxTagLength?: number;

  /**
   * Fields of the provider that have no property here, such as `http` for OTLP over HTTP, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/**
 * Where spans go: an extension provider of the mesh config.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export class TracingProvider {
  /**
   * A provider that is in the mesh config already.
   *
   * @param provider the name that it has there.
   */
  public static existing(provider: string): TracingProvider {
    return new TracingProvider(provider);
  }

  /**
   * An OpenTelemetry collector, over gRPC unless `overrides` say `http`.
   *
   * @param collector where it is, with its namespace and port.
   * @throws if the name is empty, or one that Istio brings along.
   * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/opentelemetry/
   */
  public static opentelemetry(
    provider: string,
    collector: Backend,
    options: TracingProviderOptions = {},
  ): TracingProvider {
    return TracingProvider.inMeshConfig(provider, 'opentelemetry', collector, options);
  }

  /**
   * A collector that understands Zipkin's protocol, such as Zipkin and Jaeger.
   *
   * @param collector where it is, with its namespace and port.
   * @throws if the name is empty, or one that Istio brings along.
   * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/zipkin/
   */
  public static zipkin(provider: string, collector: Backend, options: TracingProviderOptions = {}): TracingProvider {
    return TracingProvider.inMeshConfig(provider, 'zipkin', collector, options);
  }

  private static inMeshConfig(
    name: string,
    kind: string,
    collector: Backend,
    { maxTagLength, overrides }: TracingProviderOptions,
  ): TracingProvider {
    const copy = deepCopy(overrides);
    return new TracingProvider(checkProviderName(name), (at) => ({
      name,
      [kind]: withOverrides(
        { ...addressOf(at, collector), ...(maxTagLength === undefined ? {} : { maxTagLength }) },
        copy,
      ),
    }));
  }

  private constructor(
    /** The provider's name in the mesh config. */
    public readonly name: string,
    private readonly render?: (at: Construct) => object,
  ) {}

  /** What the mesh config has to have. @internal */
  public _meshConfig(at: Construct): MeshConfigFragment {
    return MeshConfigFragment.of(this.render === undefined ? {} : { extensionProviders: [this.render(at)] });
  }
}
