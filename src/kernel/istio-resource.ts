import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';

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

/** An Istio object that is made here; its ApiObject is the child `Resource`. */
export abstract class IstioResource extends Construct implements IIstioResource {
  /** The cdk8s object that is rendered. */
  public abstract readonly apiObject: ApiObject;

  /** The object's name. */
  public get name(): string {
    return this.apiObject.name;
  }

  /**
   * The object's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  public get namespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /** Name, labels and annotations; labels and annotations can be added until synth. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }
}

/** Where a value is rendered: names are short in the same namespace, and errors name the construct. */
export interface RenderContext {
  /** The construct whose object is rendered. */
  readonly owner: IConstruct;
  /** Its namespace; undefined where the manifest leaves it open. */
  readonly namespace?: string;
}
