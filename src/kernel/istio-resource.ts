import { ApiObject, ApiObjectMetadata, App, GroupVersionKind, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { apiVersionFor } from './api-version';
import { noteCreationSite } from './creation-site';
import { deepCopy, withOverrides } from './merge';
import { NOT_PLAIN, plainJson } from './plain-json';

/** An Istio object in a namespace: made here, or only referred to. */
export interface IIstioResource {
  /** The object's name. */
  readonly name: string;

  /**
   * The object's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  readonly namespace?: string;
}

/** What every Istio object takes. */
export interface IstioResourceProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the chart's namespace and labels.
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Fields of `spec` that have no property here yet, laid over what is rendered: maps merge key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** The resolvers that every app has; they leave plain values as they are. */
const BUILT_IN_RESOLVERS = 3;

/** A kind with the versions that it is served in, newest first: what each class of `imports/` says of itself. */
interface IstioKind {
  readonly GVK: GroupVersionKind;
  readonly API_VERSIONS: readonly string[];
}

/**
 * An Istio object that is made here. It is the ApiObject itself, not a construct around one: each construct costs in every pass of a
 * synth.
 *
 * @internal
 */
export abstract class IstioResource extends ApiObject implements IIstioResource {
  /** As for other classes: ApiObject would have any ApiObject be an instance of any class below it. @internal */
  public static override [Symbol.hasInstance](value: unknown): value is ApiObject {
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** @internal */
  protected readonly _overrides: { [field: string]: unknown } | undefined;

  private isPatched = false;

  protected constructor(scope: Construct, id: string, kind: IstioKind, props: IstioResourceProps) {
    const spec = new LateSpec();
    super(scope, id, {
      apiVersion: apiVersionFor(scope, kind.API_VERSIONS),
      kind: kind.GVK.kind,
      metadata: props.metadata,
      spec,
    });
    spec.of = this;
    noteCreationSite(this);
    this._overrides = deepCopy(props.overrides);
  }

  /**
   * The object's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  public get namespace(): string | undefined {
    return this.metadata.namespace;
  }

  /** Applies RFC 6902 operations to the manifest when it is rendered. */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    super.addJsonPatch(...ops);
    this.isPatched = true;
  }

  /**
   * Renders the manifest. What is plain is copied in one pass; cdk8s goes over every value twice, and asks for the app each time.
   *
   * @throws if the spec can't be rendered.
   */
  public override toJson(): ReturnType<ApiObject['toJson']> {
    return this.plainManifest() ?? super.toJson();
  }

  /** The manifest; undefined where patches, resolvers of the app, lazy values or an error are cdk8s' to handle. */
  private plainManifest(): unknown {
    if (this.isPatched) {
      return undefined;
    }
    try {
      if (App.of(this).resolvers.length > BUILT_IN_RESOLVERS) {
        return undefined;
      }
      const { apiVersion, kind } = this;
      const spec = plainJson(this._spec(), !process.env.CDK8S_DISABLE_SORT);
      return spec === NOT_PLAIN ? undefined : { apiVersion, kind, metadata: this.metadata.toJson() as unknown, spec };
    } catch {
      // cdk8s comes to the same error, and says which construct it is about.
      return undefined;
    }
  }

  /** The spec with overrides laid over it. @internal */
  public _spec(): object {
    return withOverrides(this._renderSpec(), this._overrides);
  }

  /** The spec as its properties have it, made anew or never changed. @internal */
  protected abstract _renderSpec(): object;
}

/** The spec of an object that is still being made; cdk8s asks whatever has this method for its value. */
class LateSpec {
  public of?: IstioResource;

  public resolve(): unknown {
    return this.of?._spec();
  }
}

/** Where a value is rendered: names are short in the same namespace, and errors name the construct. */
export interface RenderContext {
  /** The construct whose object is rendered. */
  readonly owner: IConstruct;
  /** Its namespace; undefined where the manifest leaves it open. */
  readonly namespace?: string;
}
