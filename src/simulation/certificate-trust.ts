import { derBits, derChildren, derOid, DerValue, derValues } from '../kernel/der';
import { isRs256Signature } from '../mesh/semantics/rsa-signature';
import { ParsedCertificate } from './parsed-certificate';

/** Whether somebody trusts a certificate; `unknown` where the names fit and a signature is of a kind that is not checked here. */
export type Trust = 'yes' | 'no' | 'unknown';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const RSA = '1.2.840.113549.1.1.1';

/** Whether one who knows the certificates of some CAs trusts the first of a chain, by those of CAs between that may follow it. */
export function trustIn(chain: readonly ParsedCertificate[], authorities: readonly ParsedCertificate[]): Trust {
  if (leadsTo(authorities, chain, (link) => link === 'yes')) {
    return 'yes';
  }
  return leadsTo(authorities, chain, (link) => link !== 'no') ? 'unknown' : 'no';
}

function leadsTo(
  authorities: readonly ParsedCertificate[],
  chain: readonly ParsedCertificate[],
  holds: (link: Trust) => boolean,
): boolean {
  const reached = new Set(chain.slice(0, 1));
  // What is added while it is gone through is gone through as well.
  for (const certificate of reached) {
    const issuesIt = (issuer: ParsedCertificate): boolean => holds(issuedBy(certificate, issuer));
    if (authorities.some(issuesIt)) {
      return true;
    }
    chain.filter(issuesIt).forEach((issuer) => reached.add(issuer));
  }
  return false;
}

/** Whether both are the same certificate. */
export function isSameCertificate(one: ParsedCertificate, other: ParsedCertificate): boolean {
  return one.bytes.length === other.bytes.length && one.bytes.every((byte, index) => byte === other.bytes[index]);
}

/** Whether a certificate is issued by the holder of another, or is that one. */
function issuedBy(certificate: ParsedCertificate, issuer: ParsedCertificate): Trust {
  if (isSameCertificate(certificate, issuer)) {
    return 'yes';
  }
  if (certificate.issuer !== issuer.subject) {
    return 'no';
  }
  if (certificate.signatureAlgorithm !== SHA256_WITH_RSA) {
    return 'unknown';
  }
  const key = rsaKeyIn(issuer.keyInfo);
  return key !== undefined && isRs256Signature(certificate.signed, certificate.signature, key) ? 'yes' : 'no';
}

/** The key in { { algorithm, ... }, bit string of { modulus, exponent } }; undefined where it is of another kind. */
function rsaKeyIn(keyInfo: DerValue): { readonly modulus: Uint8Array; readonly exponent: Uint8Array } | undefined {
  const [algorithm, key] = derChildren(keyInfo);
  const [kind] = derChildren(algorithm);
  const [modulus, exponent] = derChildren(key && derValues(derBits(key))?.[0]);
  return exponent === undefined || kind === undefined || derOid(kind) !== RSA
    ? undefined
    : { modulus: modulus.content, exponent: exponent.content };
}
