import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { mayBeSecret } from '../../../credentials/private/secrecy';
import { PRODUCED_SECRETS, MESH_CONFIG, WORKLOADS } from '../../inputs';
import { GuessedObject } from '../../../mesh/guessed-object';
import { authorityName, CA_SUFFIX, endsTls, isOfSecret } from '../../../mesh/index/credential-names';
import { ProducedSecret, producedSecretsOf } from '../../../mesh/index/produced-secrets';
import { secretsNamed } from '../../../mesh/index/secret-holders';
import { GATEWAY, SECRET } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { TextMap } from '../../../mesh/wire/json';
import { GatewaySpec, Server, ServerTlsSettings } from '../../../mesh/wire/networking';
import { AuthorityContent, readAuthorities, readSecret, SecretContent } from './secret-content';

/** What `credentialsOf()` reads. */
export const CREDENTIALS: readonly Kind[] = [GATEWAY, SECRET, ...PRODUCED_SECRETS, ...WORKLOADS, ...MESH_CONFIG];

/** A place where a server of a Gateway names a credential. */
export class CredentialUse {
  constructor(
    public readonly gateway: MeshObject<GatewaySpec>,
    public readonly server: Server,
    public readonly tls: ServerTlsSettings,
    public readonly path: FieldPath,
    public readonly name: string,
    /** The namespaces that the gateway's pods run in; none where they are not known. */
    public readonly namespaces: readonly string[],
    /** The Secret that it stands for, as far as manifests tell. */
    public readonly secret: MeshObject | undefined,
    /** What makes that Secret. */
    public readonly produced: ProducedSecret | undefined,
  ) {}
}

/** A Secret with the CAs that a server checks client certificates by, and where the server names it. */
export interface AuthorityUse {
  readonly gateway: MeshObject<GatewaySpec>;
  readonly path: FieldPath;
  readonly secret: MeshObject;
}

/** The credentials of a mesh: where Gateways name them, and what is in their Secrets. */
export class Credentials {
  public readonly uses: readonly CredentialUse[];
  /** The Secrets that Gateways use and that are among the manifests, each once. */
  public readonly secrets: readonly MeshObject[];
  private readonly contents = new Map<MeshObject, SecretContent>();
  private readonly authorityContents = new Map<MeshObject, AuthorityContent>();
  private readonly namespaces = new Map<string, readonly string[]>();

  constructor(private readonly mesh: Mesh) {
    this.uses = mesh.all(GATEWAY).flatMap((gateway) => this.usesIn(gateway));
    const used = this.uses.flatMap(({ secret }) => (secret === undefined || secret.isAssumed ? [] : secret));
    this.secrets = [...new Set(used)];
  }

  /** What is in a Secret; read once. */
  public contentOf(secret: MeshObject): SecretContent {
    let content = this.contents.get(secret);
    if (content === undefined) {
      content = readSecret(secret);
      this.contents.set(secret, content);
    }
    return content;
  }

  /** The CAs and revocation lists in a Secret; read once. */
  public authoritiesOf(secret: MeshObject): AuthorityContent {
    let content = this.authorityContents.get(secret);
    if (content === undefined) {
      content = readAuthorities(secret);
      this.authorityContents.set(secret, content);
    }
    return content;
  }

  /** The Secrets with CAs for client certificates, each once, with the first server that uses it. */
  public get authorities(): readonly AuthorityUse[] {
    const found = new Map<MeshObject, AuthorityUse>();
    for (const use of this.uses) {
      const secret = this.authorityOf(use);
      if (secret !== undefined && !found.has(secret)) {
        found.set(secret, { gateway: use.gateway, path: use.path, secret });
      }
    }
    return [...found.values()];
  }

  /** The Secret that a server's CAs for client certificates are in: `NAME-cacert`, or else `NAME`. */
  public authorityOf({ tls, namespaces }: CredentialUse): MeshObject | undefined {
    const name = authorityName(tls);
    return name === undefined
      ? undefined
      : (this.find(name, namespaces) ?? this.find(name.slice(0, -CA_SUFFIX.length), namespaces));
  }

  /** The namespaces of the pods that a Gateway selects; one without a selector selects all of them, which tells nothing. */
  public podNamespaces(selector: TextMap): readonly string[] {
    const key = this.mesh.derive(gatewayPodsOf).textOf(selector);
    let namespaces = this.namespaces.get(key);
    if (namespaces === undefined) {
      const pods = key === '' ? [] : this.mesh.derive(gatewayPodsOf).pods(selector);
      const known = pods.filter(({ source }) => !(source instanceof GuessedObject));
      namespaces = [...new Set(known.map(({ namespace }) => namespace))].sort();
      this.namespaces.set(key, namespaces);
    }
    return namespaces;
  }

  private usesIn(gateway: MeshObject<GatewaySpec>): CredentialUse[] {
    const namespaces = this.podNamespaces(gateway.spec.selector ?? {});
    return (gateway.spec.servers ?? []).flatMap((server, index) => {
      const { tls } = server;
      if (tls === undefined || !endsTls(tls)) {
        return [];
      }
      return namedBy(tls).map(({ name, path }) => {
        const [secret, produced] = [this.find(name, namespaces), this.findProduced(name, namespaces)];
        const whole = ['spec', 'servers', index, 'tls', ...path];
        return new CredentialUse(gateway, server, tls, whole, name, namespaces, secret, produced);
      });
    });
  }

  private find(name: string, namespaces: readonly string[]): MeshObject | undefined {
    return nearest(secretsNamed(this.mesh, name), namespaces, this.mesh.config.rootNamespace);
  }

  private findProduced(name: string, namespaces: readonly string[]): ProducedSecret | undefined {
    return nearest(producedSecretsOf(this.mesh).ofName(name), namespaces, this.mesh.config.rootNamespace);
  }
}

/** Beside the pods; where these are not known, in Istio's namespace or the only one that there is. */
function nearest<T extends { readonly namespace: string }>(
  all: readonly T[],
  namespaces: readonly string[],
  rootNamespace: string,
): T | undefined {
  return namespaces.length > 0
    ? all.find(({ namespace }) => namespaces.includes(namespace))
    : (all.find(({ namespace }) => namespace === rootNamespace) ?? (all.length === 1 ? all[0] : undefined));
}

function namedBy(tls: ServerTlsSettings): { readonly name: string; readonly path: FieldPath }[] {
  const one = tls.credentialName ?? '';
  const named = [
    ...(one === '' ? [] : [{ name: one, path: ['credentialName'] }]),
    ...(tls.credentialNames ?? []).map((name, index) => ({ name, path: ['credentialNames', index] })),
  ];
  return named.filter(({ name }) => isOfSecret(name));
}

/** The credentials of a mesh. */
export function credentialsOf(mesh: Mesh): Credentials {
  return mesh.derive(readCredentials);
}

function readCredentials(mesh: Mesh): Credentials {
  return new Credentials(mesh);
}

/** The name of a credential as messages show it: people have put keys there. */
export function shownName(name: string): string {
  return mayBeSecret(name) ? '(a text that may be a key, so it is not shown)' : `'${name}'`;
}

/** A few names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
