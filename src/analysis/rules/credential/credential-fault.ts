import { X509Certificate } from 'node:crypto';
import { subjectOf } from '../../../credentials/private/certificate';
import { day } from '../../../credentials/private/certificate-times';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { isJsonObject } from '../../../mesh/wire/json';
import { hasContent, SecretContent, valuesOf } from './secret-content';

/** Why a Secret is no credential, and where in it. */
export interface CredentialFault {
  readonly path: FieldPath;
  readonly reason: string;
}

/** A block as Go reads it: its markers have lines of their own. */
const FIRST_BLOCK = /^-----BEGIN ([^-\n]+)-----[ \t\r]*\n([^-]*\n)?-----END \1-----[ \t\r]*$/m;

/** What Istio itself has against a Secret at a time: no pair of keys, or a first certificate that can't be read or is not valid. */
export function faultOfCredential(object: MeshObject, content: SecretContent, now: Date): CredentialFault | undefined {
  const { keys, certificate, chain } = content;
  if (keys === undefined) {
    const path = [isJsonObject(object.manifest.data) ? 'data' : 'stringData'];
    return hasContent(object)
      ? { path, reason: `it has neither cert and key nor tls.crt and tls.key with a value each; ${foundIn(object)}` }
      : undefined;
  }
  if (certificate === undefined) {
    return undefined;
  }
  const { path, key, text } = certificate;
  const first = firstCertificate(text ?? '');
  if (first === undefined) {
    return { path, reason: `its certificate can't be read: '${key}' holds ${chain?.fault ?? 'something else first'}` };
  }
  const reason = faultOfTime(first, now);
  return reason === undefined ? undefined : { path, reason: `its certificate '${subjectOf(first)}' ${reason}` };
}

/** What is wrong with a certificate at a time: that it has ended, or not begun. */
export function faultOfTime({ validFrom, validTo }: X509Certificate, now: Date): string | undefined {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (now < from) {
    return `is not valid before ${day(from)}`;
  }
  return now > to ? `has expired on ${day(to)}` : undefined;
}

/** Istio looks at the first block of PEM only, and not at what it is called. */
function firstCertificate(text: string): X509Certificate | undefined {
  const block = FIRST_BLOCK.exec(text)?.[2];
  try {
    return block === undefined ? undefined : new X509Certificate(Buffer.from(block, 'base64'));
  } catch {
    return undefined;
  }
}

/** Names of keys are no secret, unless somebody has put one there. */
function foundIn(secret: MeshObject): string {
  const keys = valuesOf(secret).map(({ key, text }) => (text === '' ? `${key} (empty)` : key));
  const shown = keys.filter((key) => key.length < 40).sort();
  return shown.length === 0 ? 'it is empty' : `it has ${shown.join(', ')}`;
}
