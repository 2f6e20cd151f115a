import { X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import {
  certificatesToPem,
  checkAuthorities,
  checkChain,
  checkServerCertificate,
  checkValidity,
  readCertificates,
  subjectOf,
} from './certificate';
import { CredentialMaterial } from './material';
import { PemPlace, PemSource } from './pem';
import { PrivateKey, checkSound, readPrivateKey } from './private-key';
import { dnsNamesOf } from './san';

/** Where the parts of a credential are from. */
export interface KeyPairSources {
  readonly certificate: PemSource;
  readonly privateKey: PemSource;
  /** The CA for client certificates; undefined where there is none. */
  readonly certificateAuthority?: PemSource;
}

/** A certificate chain, leaf first, and the key of the leaf. */
export interface KeyPair {
  readonly chain: readonly X509Certificate[];
  readonly privateKey: PrivateKey;
}

/** Reads and checks everything that is needed for a Secret, as of that time. */
export function readMaterial(sources: KeyPairSources, now: Date): CredentialMaterial {
  const { chain, privateKey } = readKeyPair(sources.certificate, sources.privateKey);
  checkValidity(chain, sources.certificate, now);
  return {
    certificate: certificatesToPem(chain),
    privateKey: privateKey.pem,
    certificateAuthority: sources.certificateAuthority && readAuthority(sources.certificateAuthority, now),
    dnsNames: dnsNamesOf(chain[0].subjectAltName),
  };
}

/** A certificate chain and its key; throws unless they belong together and a gateway can serve them at some time. */
export function readKeyPair(certificate: PemSource, privateKey: PemSource): KeyPair {
  const chain = readCertificates(certificate);
  const key = readPrivateKey(privateKey);
  checkBelongs(chain, key, certificate, privateKey);
  checkServerCertificate(chain[0], certificate);
  checkSound(key.key, chain[0], privateKey);
  checkChain(chain, certificate);
  return { chain, privateKey: key };
}

/** The CA certificates for client certificates, as one PEM text. */
export function readAuthority(source: PemSource, now: Date): string {
  const authorities = readCertificates(source);
  checkAuthorities(authorities, source);
  checkValidity(authorities, source, now);
  return certificatesToPem(authorities);
}

function checkBelongs(
  chain: readonly X509Certificate[],
  { key }: PrivateKey,
  certificate: PemPlace,
  privateKey: PemPlace,
): void {
  if (chain[0].checkPrivateKey(key)) {
    return;
  }
  const owner = chain.find((each) => each.checkPrivateKey(key));
  throw owner === undefined
    ? misuse({
        at: privateKey.at,
        rule: `${privateKey.name} must belong to the certificate`,
        received: `a key with another public half than '${subjectOf(chain[0])}'`,
        fix: 'give the key that the certificate was requested with',
      })
    : misuse({
        at: certificate.at,
        rule: `${certificate.name} must begin with the server's own certificate`,
        received: `'${subjectOf(chain[0])}' before '${subjectOf(owner)}', which the key belongs to`,
        fix: "order them: the server's certificate, and after each one the CA that signed it",
      });
}
