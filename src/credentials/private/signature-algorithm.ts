import { constants, KeyObject, verify } from 'node:crypto';
import { contextTag, derBits, derChildren, derOid, derValues, DerValue } from '../../kernel/der';

/** How something is signed. */
interface SignatureAlgorithm {
  /** The digest as Node calls it; null for a scheme that has its own. */
  readonly digest: string | null;
  /** RSA with a random salt. */
  readonly isPss?: boolean;
}

const ALGORITHMS: { readonly [oid: string]: SignatureAlgorithm } = {
  // RSA
  '1.2.840.113549.1.1.4': { digest: 'md5' },
  '1.2.840.113549.1.1.5': { digest: 'sha1' },
  // As old tools write it.
  '1.3.14.3.2.29': { digest: 'sha1' },
  '1.2.840.113549.1.1.11': { digest: 'sha256' },
  '1.2.840.113549.1.1.12': { digest: 'sha384' },
  '1.2.840.113549.1.1.13': { digest: 'sha512' },
  // ECDSA
  '1.2.840.10045.4.1': { digest: 'sha1' },
  '1.2.840.10045.4.3.2': { digest: 'sha256' },
  '1.2.840.10045.4.3.3': { digest: 'sha384' },
  '1.2.840.10045.4.3.4': { digest: 'sha512' },
  // Ed25519
  '1.3.101.112': { digest: null },
};

const PSS = '1.2.840.113549.1.1.10';

const DIGESTS: { readonly [oid: string]: string } = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const BROKEN: { readonly [digest: string]: 'SHA-1' | 'MD5' } = { sha1: 'SHA-1', md5: 'MD5' };

/** Something signed in DER, as certificates and revocation lists are: what is signed, how, and the signature. */
export interface SignedDer {
  readonly body: DerValue;
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
}

/** Reads something signed; undefined where it is no such thing. */
export function readSigned(der: Buffer): SignedDer | undefined {
  const [body, algorithm, signature, ...more] = derChildren(derValues(der)?.[0]);
  return signature === undefined || more.length > 0
    ? undefined
    : { body, algorithm: readAlgorithm(algorithm), signature: derBits(signature) };
}

function readAlgorithm(value: DerValue): SignatureAlgorithm | undefined {
  const [oid, parameters] = derChildren(value);
  const name = oid === undefined ? '' : derOid(oid);
  return name === PSS ? pssAlgorithm(parameters) : ALGORITHMS[name];
}

/** SHA-1 unless it says otherwise. */
function pssAlgorithm(parameters: DerValue | undefined): SignatureAlgorithm | undefined {
  const hash = derChildren(parameters).find(({ tag }) => tag === contextTag(0));
  const [oid] = derChildren(derChildren(hash)[0]);
  const digest = hash === undefined ? 'sha1' : DIGESTS[oid === undefined ? '' : derOid(oid)];
  return digest === undefined ? undefined : { digest, isPss: true };
}

/** Whether the key signed it; undefined for an algorithm that is not known here. */
export function isSignedBy({ body, algorithm, signature }: SignedDer, key: KeyObject): boolean | undefined {
  if (algorithm === undefined) {
    return undefined;
  }
  const padding =
    algorithm.isPss === true
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
      : {};
  try {
    return verify(algorithm.digest, body.whole, { key, ...padding }, signature);
  } catch {
    // A key of another kind than the algorithm's.
    return false;
  }
}

/** The broken hash that a certificate in DER is signed by means of; undefined where it is none of these. */
export function brokenHashOf(der: Buffer): 'SHA-1' | 'MD5' | undefined {
  return BROKEN[readSigned(der)?.algorithm?.digest ?? ''];
}
