import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { BoundCredential } from '../bound-credential';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { bindTarget, checkClientCa } from './bind-target';
import { Clock, systemClock } from './clock';
import { KeyPairSources, readMaterial } from './key-pair';
import { clientCaOf } from './made-secret';
import { CredentialMaterial } from './material';
import { PemSource } from './pem';
import { checkHostsCovered } from './san';
import { LOOKED_FOR, SecretKeys } from './secret-keys';

/** Types of Secrets that istiod does not watch. */
const UNWATCHED = ['kubernetes.io/service-account-token', 'helm.sh/release.v1'];

interface SecretManifest {
  readonly type?: unknown;
  readonly data?: { readonly [key: string]: unknown };
  readonly stringData?: { readonly [key: string]: unknown };
}

/** A Secret that the user made in the same app. */
export class SecretCredential implements ICredential {
  // Hidden from console.log(), which people do to objects.
  readonly #secret: ApiObject;

  constructor(
    secret: ApiObject,
    private readonly clock: Clock = systemClock,
  ) {
    if (!ApiObject.isApiObject(secret) || secret.kind !== 'Secret' || secret.apiVersion !== 'v1') {
      throw misuse({
        at: ApiObject.isApiObject(secret) ? secret.node.path : 'Credential.fromSecret',
        rule: 'a credential must be a Kubernetes Secret',
        received: ApiObject.isApiObject(secret) ? `${secret.apiVersion} ${secret.kind}` : 'something else',
        fix: 'pass the ApiObject of a Secret; for a construct around it that is ApiObject.of(construct)',
      });
    }
    this.#secret = secret;
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const { name, namespace } = bindTarget(scope, options, this.#secret.name);
    this.checkPlace(scope, namespace);
    const material = readMaterialOf(this.#secret, this.clock());
    const clientCa = clientCaOf(material);
    checkHostsCovered({ at: scope.node.path, names: material.dnsNames, hosts: options.hosts });
    checkClientCa(scope, options, clientCa);
    return new BoundCredential({
      credentialName: name,
      namespace,
      apiObject: this.#secret,
      dnsNames: [...material.dnsNames],
      clientCa,
    });
  }

  private checkPlace(scope: IConstruct, namespace: string): void {
    if (this.#secret.node.root !== scope.node.root) {
      throw misuse({
        at: scope.node.path,
        rule: 'the Secret of a credential must be part of the same app',
        received: `Secret ${this.#secret.node.path} of another app`,
        fix: `refer to it by name: Credential.existing('${this.#secret.name}')`,
      });
    }
    const actual = this.#secret.metadata.namespace;
    if (actual !== namespace) {
      throw misuse({
        at: scope.node.path,
        rule: `the Secret of a credential must be in the namespace of the gateway's pods, ${namespace}`,
        received: `Secret ${this.#secret.node.path} in ${actual === undefined ? 'no namespace' : `namespace ${actual}`}`,
        fix: `set the Secret's \`metadata.namespace\` to '${namespace}'`,
      });
    }
  }
}

function readMaterialOf(secret: ApiObject, now: Date): CredentialMaterial {
  const manifest = secret.toJson() as SecretManifest;
  if (UNWATCHED.includes(String(manifest.type))) {
    throw misuse({
      at: secret.node.path,
      rule: 'Istio does not look at Secrets of this type',
      received: String(manifest.type),
      fix: "make the Secret of type 'kubernetes.io/tls' or 'Opaque'",
    });
  }
  const values = valuesOf(secret, manifest);
  if (values.has('token')) {
    throw misuse({
      at: secret.node.path,
      rule: "the Secret of a credential must not have a key 'token', by which Istio takes it for a service account's",
      received: [...values.keys()].sort().join(', '),
      fix: "take 'token' out, into a Secret of its own",
    });
  }
  const keys = LOOKED_FOR.find((form) => isFilled(values, form.certificate) && isFilled(values, form.privateKey));
  if (keys === undefined) {
    throw misuse({
      at: secret.node.path,
      rule: "the Secret of a credential must have 'tls.crt' and 'tls.key', or 'cert' and 'key'",
      received: [...values.keys()].sort().join(', ') || 'no keys',
      fix: 'fill it before the credential is bound',
    });
  }
  return readMaterial(sourcesOf(secret, values, keys), now);
}

function sourcesOf(secret: ApiObject, values: ReadonlyMap<string, string>, keys: SecretKeys): KeyPairSources {
  const source = (key: string): PemSource => ({ text: values.get(key) ?? '', name: `'${key}'`, at: secret.node.path });
  // Each form's client CA is looked for by itself, in the same order.
  const authority = LOOKED_FOR.find((form) => isFilled(values, form.certificateAuthority));
  const lists = authority && isFilled(values, authority.revocationList) ? authority.revocationList : undefined;
  return {
    certificate: source(keys.certificate),
    privateKey: source(keys.privateKey),
    certificateAuthority: authority === undefined ? undefined : source(authority.certificateAuthority),
    revocationList: lists === undefined ? undefined : source(lists),
  };
}

function isFilled(values: ReadonlyMap<string, string>, key: string): boolean {
  return (values.get(key) ?? '') !== '';
}

/** What the API server makes of the manifest: `stringData` goes over `data`. */
function valuesOf(secret: ApiObject, manifest: SecretManifest): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(manifest.data ?? {})) {
    values.set(key, decode(secret, key, value));
  }
  for (const [key, value] of Object.entries(manifest.stringData ?? {})) {
    values.set(key, String(value));
  }
  return values;
}

function decode(secret: ApiObject, key: string, value: unknown): string {
  const bytes = Buffer.from(String(value), 'base64');
  if (typeof value !== 'string' || bytes.toString('base64') !== value.replace(/\s/g, '')) {
    throw misuse({
      at: secret.node.path,
      rule: `'${key}' in the \`data\` of a Secret must be base64`,
      received: 'a value that is not, so it is not shown',
      fix: 'encode it, or give it as it is in `stringData`',
    });
  }
  return bytes.toString('utf8');
}
