import { authorityName, CA_SUFFIX } from '../../../mesh/index/credential-names';
import { holdersNamed } from '../../../mesh/index/secret-holders';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { byText } from '../../order';
import { Place } from '../../rule';
import { credentialsOf, CredentialUse, shownName } from './credential-use';
import { hasContent } from './secret-content';

/** The Secrets that a server looks for: that of the credential, and the one with the CA for client certificates unless another has it. */
export function searchedNames(mesh: Mesh, use: CredentialUse): readonly string[] {
  const { tls, name } = use;
  const authority = authorityName(tls);
  const first = tls.credentialNames?.[0] ?? tls.credentialName;
  const isByPath = (tls.caCertificates ?? '') !== '';
  return authority === undefined || isByPath || name !== first || hasOtherAuthority(mesh, use, authority)
    ? [name]
    : [name, authority];
}

/** Whether the CA is in the Secret that istiod looks at next, whose name has no suffix. */
function hasOtherAuthority(mesh: Mesh, { name, secret }: CredentialUse, authority: string): boolean {
  const next = authority.slice(0, -CA_SUFFIX.length);
  return next === name
    ? secret !== undefined && hasContent(secret) && credentialsOf(mesh).contentOf(secret).authority !== undefined
    : holdersNamed(mesh, next).length > 0;
}

/** The beginning of a sentence about the Secrets of a server. */
export function describeNames(names: readonly string[]): string {
  const shown = names.map(shownName).join(' and ');
  return names.length === 1 ? `Credential ${shown} is` : `Credentials ${shown} are`;
}

/** Objects as places, in order. */
export function placesOf(objects: readonly MeshObject[]): readonly Place[] {
  return [...objects].sort((a, b) => byText(a.key, b.key)).map((object) => ({ object }));
}
