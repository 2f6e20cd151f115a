import { SECRET } from '../kinds';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { Server } from '../wire/networking';
import { producedSecretsOf } from './produced-secrets';

/** The certificate that a server shows, as its Gateway names it. */
export interface ServerCredential {
  /** As the Gateway names it. */
  readonly name: string;
  /** `namespace/name` of the Secret. */
  readonly secret: string;
  /** The object that holds it or makes it; undefined where there is none. */
  readonly object: MeshObject | undefined;
}

/** The Secret that a server of a gateway in a namespace means: it has to lie in that namespace. Undefined of a server that names none. */
export function serverCredential(mesh: Mesh, { tls }: Server, namespace: string): ServerCredential | undefined {
  const { credentialName, credentialNames = [] } = tls ?? {};
  const name = credentialNames.length > 0 ? credentialNames[0] : (credentialName ?? '');
  if (name === '') {
    return undefined;
  }
  const bare = name.replace(/^kubernetes:\/\//, '');
  const slash = bare.indexOf('/');
  const [owner, secretName] = slash < 0 ? [namespace, bare] : [bare.slice(0, slash), bare.slice(slash + 1)];
  return {
    name,
    secret: `${owner}/${secretName}`,
    object: owner === namespace ? secretOrMaker(mesh, namespace, secretName) : undefined,
  };
}

function secretOrMaker(mesh: Mesh, namespace: string, name: string): MeshObject | undefined {
  return mesh.get(SECRET, namespace, name) ?? producedSecretsOf(mesh).get(namespace, name)?.source;
}
