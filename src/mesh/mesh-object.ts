import { shownAs } from '../kernel/shown-as';
import { describeOrigin, Origin } from './origin';
import { at, deepFreeze, JsonObject, TextMap, textAt, textsAt } from './wire/json';

/** A kind of objects and the type of its `spec`; see `kinds.ts`. */
export interface Kind<Spec = unknown> {
  /** The API group; '' for Kubernetes' core. */
  readonly group: string;
  readonly kind: string;
  /** Never set: it ties the type of the spec to the kind. */
  readonly spec?: Spec;
}

/** Kinds that belong to no namespace, as far as they matter to a mesh. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
]);

/** One object of a mesh: a frozen manifest, and where it comes from. */
export class MeshObject<Spec = unknown> {
  public readonly apiVersion: string;
  /** The API group; '' for Kubernetes' core. */
  public readonly group: string;
  public readonly kind: string;
  public readonly name: string;
  /** Its namespace; '' where its kind has none. */
  public readonly namespace: string;
  public readonly labels: TextMap;
  public readonly annotations: TextMap;
  /** `creationTimestamp`, of an object that was read from a cluster. */
  public readonly created: string | undefined;
  /** The spec; an empty one where the manifest has none. Only objects that were admitted have it in the shape that its type says. */
  public readonly spec: Spec;

  private keyText: string | undefined;

  constructor(
    public readonly manifest: JsonObject,
    public readonly origin: Origin,
    defaultNamespace: string,
    /** Whether it is only referred to by an app, which does not make it: it is there, and what it holds is known in part or not at all. */
    public readonly isAssumed = false,
    /** Whether it is known to keep the schema of its kind and to have no unknown fields, as what an API server stores. */
    public readonly keepsSchema = false,
  ) {
    deepFreeze(manifest);
    this.apiVersion = textAt(manifest, 'apiVersion') ?? '';
    const slash = this.apiVersion.indexOf('/');
    this.group = slash < 0 ? '' : this.apiVersion.slice(0, slash);
    this.kind = textAt(manifest, 'kind') ?? '';
    const { metadata } = manifest;
    this.name = textAt(metadata, 'name') ?? textAt(metadata, 'generateName') ?? '';
    this.namespace = CLUSTER_SCOPED.has(`${this.group}/${this.kind}`)
      ? ''
      : (textAt(metadata, 'namespace') ?? '') || defaultNamespace;
    this.labels = textsAt(metadata, 'labels');
    this.annotations = textsAt(metadata, 'annotations');
    this.created = textAt(metadata, 'creationTimestamp');
    this.spec = (at(manifest, 'spec') ?? NO_SPEC) as Spec;
  }

  /** Group, kind, namespace and name: two objects with the same key are one object for a cluster. */
  public get key(): string {
    // Of most objects nobody asks for it.
    this.keyText ??= `${kindKey(this)}/${this.namespace}/${this.name}`;
    return this.keyText;
  }

  /** How it is called in messages: `Gateway istio-system/web`. */
  public get title(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name}`;
  }
}

shownAs(MeshObject, ({ title, origin }) => `${title} (${describeOrigin(origin)})`);

const NO_SPEC: JsonObject = Object.freeze({});

/** The key of a kind, whatever the version. */
export function kindKey({ group, kind }: Kind): string {
  return `${group}/${kind}`;
}
