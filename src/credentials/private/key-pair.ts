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
import { checkRevocationLists, readRevocationLists, RevocationList, revocationListsToPem } from './revocation-list';
import { dnsNamesOf } from './san';

/** Where the parts of a credential are from. */
export interface KeyPairSources {
  readonly certificate: PemSource;
  readonly privateKey: PemSource;
  /** The CA for client certificates; undefined where there is none. */
  readonly certificateAuthority?: PemSource;
  /** The certificates that it has revoked; undefined where they are not looked at. */
  readonly revocationList?: PemSource;
}

/** A certificate chain, leaf first, and the key of the leaf. */
export interface KeyPair {
  readonly chain: readonly X509Certificate[];
  readonly privateKey: PrivateKey;
}

/** What was read from texts and found good at any time. */
interface ReadMaterial {
  readonly privateKeyText: string;
  readonly authorityText: string | undefined;
  readonly revocationText: string | undefined;
  readonly chain: readonly X509Certificate[];
  readonly authorities: readonly X509Certificate[];
  readonly revocationLists: readonly RevocationList[];
  readonly material: CredentialMaterial;
  /** The time in which all certificates are valid, in milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** By the certificate's text, because one wildcard certificate is often given to many ingresses, and reading it takes most of their time. */
const READ = new Map<string, ReadMaterial>();
const MOST_READ = 100;

/** Reads and checks everything that is needed for a Secret, as of that time. */
export function readMaterial(sources: KeyPairSources, now: Date): CredentialMaterial {
  const { chain, authorities, revocationLists, material, validFrom, validTo } = readOnce(sources);
  if (!(validFrom <= now.getTime() && now.getTime() <= validTo)) {
    checkValidity(chain, sources.certificate, now);
    checkValidity(authorities, sources.certificateAuthority ?? sources.certificate, now);
  }
  if (sources.revocationList !== undefined) {
    checkRevocationLists(revocationLists, authorities, sources.revocationList, now);
  }
  return material;
}

function readOnce(sources: KeyPairSources): ReadMaterial {
  const { certificate, privateKey, certificateAuthority, revocationList } = sources;
  const known = READ.get(certificate.text);
  if (
    known?.privateKeyText === privateKey.text &&
    known.authorityText === certificateAuthority?.text &&
    known.revocationText === revocationList?.text
  ) {
    return known;
  }
  const { chain, privateKey: key } = readKeyPair(certificate, privateKey);
  const authorities = certificateAuthority === undefined ? [] : readAuthorities(certificateAuthority);
  const revocationLists = revocationList === undefined ? [] : readRevocationLists(revocationList);
  const material = {
    certificate: certificatesToPem(chain),
    privateKey: key.pem,
    certificateAuthority: certificateAuthority && certificatesToPem(authorities),
    revocationList: revocationList && revocationListsToPem(revocationLists),
    dnsNames: dnsNamesOf(chain[0].subjectAltName),
  };
  if (READ.size >= MOST_READ) {
    READ.clear();
  }
  const read = {
    privateKeyText: privateKey.text,
    authorityText: certificateAuthority?.text,
    revocationText: revocationList?.text,
    chain,
    authorities,
    revocationLists,
    material,
    validFrom: Math.max(...[...chain, ...authorities].map((each) => Date.parse(each.validFrom))),
    validTo: Math.min(...[...chain, ...authorities].map((each) => Date.parse(each.validTo))),
  };
  READ.set(certificate.text, read);
  return read;
}

/** Throws unless a certificate is good for what it is meant for. */
export type LeafCheck = (certificate: X509Certificate, source: PemPlace) => void;

/** A certificate chain and its key; throws unless they belong together and a gateway can serve them at some time. */
export function readKeyPair(
  certificate: PemSource,
  privateKey: PemSource,
  checkLeaf: LeafCheck = checkServerCertificate,
): KeyPair {
  const chain = readCertificates(certificate);
  const key = readPrivateKey(privateKey);
  checkBelongs(chain, key, certificate, privateKey);
  checkLeaf(chain[0], certificate);
  checkSound(key.key, chain[0], privateKey);
  checkChain(chain, certificate);
  return { chain, privateKey: key };
}

/** The property `certificateAuthority` of a credential, read and checked; undefined where it is not given. */
export function readCertificateAuthority(text: string | undefined, at: string, now: Date): string | undefined {
  return text === undefined ? undefined : readAuthority({ text, name: 'certificateAuthority', at }, now);
}

/** The CA certificates for client certificates, as one PEM text. */
function readAuthority(source: PemSource, now: Date): string {
  const authorities = readAuthorities(source);
  checkValidity(authorities, source, now);
  return certificatesToPem(authorities);
}

function readAuthorities(source: PemSource): X509Certificate[] {
  const authorities = readCertificates(source);
  checkAuthorities(authorities, source);
  return authorities;
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
