import { KeyObject, X509Certificate } from 'node:crypto';
import { readCertificates } from '../../../credentials/private/certificate';
import { readPrivateKey } from '../../../credentials/private/private-key';
import { readRevocationLists, RevocationList } from '../../../credentials/private/revocation-list';
import { dnsNamesOf } from '../../../credentials/private/san';
import { LOOKED_FOR, SecretKeys } from '../../../credentials/private/secret-keys';
import { misuseIn } from '../../../kernel/errors';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { at, isJsonObject } from '../../../mesh/wire/json';

/** A value of a Secret, and where it stands. It may hold a private key, so nothing of it goes into a message. */
export interface SecretValue {
  readonly key: string;
  readonly path: FieldPath;
  /** Undefined where it is no base64. */
  readonly text: string | undefined;
}

/** A part of a credential that was read, or why it could not be. */
export type Reading<T> =
  { readonly read: T; readonly fault?: undefined } | { readonly read?: undefined; readonly fault: string };

/** What Istio takes from a Secret to check client certificates by. */
export interface AuthorityContent {
  /** Undefined where it holds no CA. */
  readonly authority?: SecretValue;
  readonly certificates?: Reading<readonly X509Certificate[]>;
  /** Undefined where it holds no revocation list. */
  readonly list?: SecretValue;
  readonly lists?: Reading<readonly RevocationList[]>;
}

/** What Istio takes from a Secret. */
export interface SecretContent {
  /** The keys that Istio takes; undefined where it finds no pair. */
  readonly keys: SecretKeys | undefined;
  readonly certificate?: SecretValue;
  readonly privateKey?: SecretValue;
  readonly authority?: SecretValue;
  readonly chain?: Reading<readonly X509Certificate[]>;
  readonly key?: Reading<KeyObject>;
  /** The DNS names of the first certificate; none where it can't be read. */
  readonly dnsNames: readonly string[];
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether the manifest says anything of what is in the Secret; one without data is filled by somebody else. */
export function hasContent({ manifest }: MeshObject): boolean {
  return isJsonObject(manifest.data) || isJsonObject(manifest.stringData);
}

/** All values of a Secret; `stringData` goes before `data`, as the API server has it. */
export function valuesOf({ manifest }: MeshObject): SecretValue[] {
  const keys = new Set(['stringData', 'data'].flatMap((field) => Object.keys((at(manifest, field) as object) ?? {})));
  return [...keys].flatMap((key) => valueAt(manifest, key) ?? []);
}

function valueAt(manifest: MeshObject['manifest'], key: string): SecretValue | undefined {
  const plain = at(manifest, 'stringData', key);
  if (typeof plain === 'string') {
    return { key, path: ['stringData', key], text: plain };
  }
  const encoded = at(manifest, 'data', key);
  if (typeof encoded !== 'string') {
    return undefined;
  }
  const compact = encoded.replace(/\s/g, '');
  const valid = BASE64.test(compact) && compact.length % 4 === 0;
  return { key, path: ['data', key], text: valid ? Buffer.from(compact, 'base64').toString() : undefined };
}

/** What Istio takes from a Secret: the first pair of keys that both have a value, and a CA. */
export function readSecret({ manifest }: MeshObject): SecretContent {
  const filled = (key: string): SecretValue | undefined => {
    const value = valueAt(manifest, key);
    return value?.text === '' ? undefined : value;
  };
  const authority = LOOKED_FOR.map(({ certificateAuthority }) => filled(certificateAuthority)).find(Boolean);
  for (const keys of LOOKED_FOR) {
    const [certificate, privateKey] = [filled(keys.certificate), filled(keys.privateKey)];
    if (certificate !== undefined && privateKey !== undefined) {
      const chain = readingOf(certificate, readCertificates);
      return {
        keys,
        certificate,
        privateKey,
        authority,
        chain,
        key: readingOf(privateKey, (source) => readPrivateKey(source).key),
        dnsNames: chain.fault === undefined ? dnsNamesOf(chain.read[0].subjectAltName) : [],
      };
    }
  }
  return { keys: undefined, authority, dnsNames: [] };
}

/** What Istio takes from a Secret to check client certificates by; revocation lists are those of the CA's own form. */
export function readAuthorities({ manifest }: MeshObject): AuthorityContent {
  const filled = (key: string): SecretValue | undefined => {
    const value = valueAt(manifest, key);
    return value?.text === '' ? undefined : value;
  };
  for (const keys of LOOKED_FOR) {
    const authority = filled(keys.certificateAuthority);
    if (authority !== undefined) {
      const list = filled(keys.revocationList);
      return {
        authority,
        certificates: readingOf(authority, readCertificates),
        list,
        lists: list && readingOf(list, readRevocationLists),
      };
    }
  }
  return {};
}

function readingOf<T>(
  { key, text }: SecretValue,
  read: (source: { readonly name: string; readonly text: string }) => T,
): Reading<T> {
  if (text === undefined) {
    return { fault: 'a value that is no base64' };
  }
  try {
    return { read: read({ name: key, text }) };
  } catch (error) {
    // The words of the readers are their own: they quote nothing of what they read.
    const received = misuseIn(error)?.received;
    return { fault: typeof received === 'string' ? received : 'something that can not be read' };
  }
}
