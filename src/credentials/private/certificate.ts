import { KeyObject, X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { isSelfSigned, LinkFault, linkFault } from './chain-link';
import { allows, allowsAs, ExtendedKeyUsage, isCaThatMayNotSign, KeyUsage } from './key-usage';
import { PemBlock, PemPlace, PemSource, kindOf, parsePem, toPem } from './pem';
import { brokenHashOf } from './signature-algorithm';

const CERTIFICATE_LABELS = ['CERTIFICATE', 'X509 CERTIFICATE'];
const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** The certificates of a PEM text, in its order; throws if it holds none, or anything else. */
export function readCertificates(source: PemSource): X509Certificate[] {
  return parsePem(source).map((block) => readCertificate(source, block));
}

/** Certificates as one PEM text, without what stood around them. */
export function certificatesToPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => toPem('CERTIFICATE', certificate.raw)).join('');
}

function readCertificate(source: PemPlace, block: PemBlock): X509Certificate {
  if (!CERTIFICATE_LABELS.includes(block.label)) {
    const kind = kindOf(block);
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold certificates and nothing else`,
      received: kind,
      fix: kind.includes('private key')
        ? 'move the key to the private key, so that it is not sent to clients'
        : 'give the certificate itself, in blocks that begin with -----BEGIN CERTIFICATE-----',
    });
  }
  const certificate = parse(block.der);
  if (certificate === undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold X.509 certificates`,
      received: 'a block that is none, or that has a key of an unknown kind',
      fix: 'look at it with `openssl x509 -noout -text`, and take the file from its issuer again',
    });
  }
  return certificate;
}

function parse(der: Buffer): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    // A key that Node does not know shows only when it is asked for.
    return certificate.publicKey.asymmetricKeyType === undefined ? undefined : certificate;
  } catch {
    return undefined;
  }
}

/** The subject on one line, for errors. */
export function subjectOf(certificate: X509Certificate): string {
  const subject = (certificate.subject ?? '').split('\n').join(', ');
  return subject === '' ? `the certificate with serial number ${certificate.serialNumber}` : subject;
}

/** Throws unless every certificate is valid at that time. */
export function checkValidity(certificates: readonly X509Certificate[], source: PemPlace, now: Date): void {
  for (const certificate of certificates) {
    const from = new Date(certificate.validFrom);
    const to = new Date(certificate.validTo);
    if (now >= from && now <= to) {
      continue;
    }
    throw misuse({
      at: source.at,
      rule: `${source.name} must be valid now, which '${subjectOf(certificate)}' is ${now < from ? 'not yet' : 'no longer'}`,
      received: `valid from ${show(from)} to ${show(to)}; it is ${show(now)}`,
      fix: now < from ? "wait until then, or set this machine's clock" : 'renew the certificate',
    });
  }
}

function show(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'a date that is none' : date.toISOString();
}

/** Throws unless each certificate is signed by the one after it, and that is the certificate of a CA. */
export function checkChain(chain: readonly X509Certificate[], source: PemPlace): void {
  for (const [index, issuer] of chain.slice(1).entries()) {
    const signed = chain[index];
    const fault = linkFault(signed, issuer);
    if (fault !== undefined) {
      throw misuse({ at: source.at, ...linkMisuse(fault, source, subjectOf(signed), subjectOf(issuer)) });
    }
  }
  checkStrength(chain, source);
}

function linkMisuse(fault: LinkFault, { name }: PemPlace, signed: string, issuer: string) {
  switch (fault) {
    case LinkFault.NOT_ISSUED:
      return {
        rule: `${name} must be in order: the server's certificate, and after each one the CA that signed it`,
        received: `'${issuer}' after '${signed}'`,
        fix: 'reorder the certificates, and take out those that do not belong to the chain',
      };
    case LinkFault.NO_CA:
      return {
        rule: `${name} must be signed by CAs: clients refuse what another certificate has signed`,
        received: `'${signed}', signed by '${issuer}', which is no CA`,
        fix: 'have the certificate issued by a CA',
      };
    case LinkFault.MAY_NOT_SIGN:
      return {
        rule: `${name} must be signed by CAs that may sign: clients refuse what one has signed whose key usage leaves out keyCertSign`,
        received: `'${signed}', signed by '${issuer}'`,
        fix: 'have the certificate of the CA issued again with keyCertSign',
      };
  }
}

/** Throws if a key or signature can be broken; nobody looks at the signature of a root on itself. */
function checkStrength(chain: readonly X509Certificate[], source: PemPlace): void {
  const short = chain.slice(1).find(({ publicKey }) => isShort(publicKey));
  if (short !== undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be signed by CAs with RSA keys of at least ${LEAST_RSA_BITS} bits: clients refuse shorter ones`,
      received: `'${subjectOf(short)}', with ${short.publicKey.asymmetricKeyDetails?.modulusLength} bits`,
      fix: 'have the certificate issued by a CA with a longer key',
    });
  }
  for (const [index, certificate] of chain.entries()) {
    const hash = brokenHashOf(certificate.raw);
    if (hash !== undefined && (index === 0 || !isSelfSigned(certificate))) {
      throw misuse({
        at: source.at,
        rule: `${source.name} must not be signed with ${hash}, which can be forged, so that clients refuse it`,
        received: `'${subjectOf(certificate)}'`,
        fix: 'have the certificate issued again with SHA-256',
      });
    }
  }
}

/** Whether it is an RSA key that can be broken. */
export function isShort({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  return type === 'rsa' && (details?.modulusLength ?? 0) < LEAST_RSA_BITS;
}

/** Whether Envoy serves a certificate with such a key. */
export function isServable(publicKey: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  return (type === 'rsa' && !isShort(publicKey)) || (type === 'ec' && CURVES.includes(details?.namedCurve ?? ''));
}

/** Throws unless a gateway can serve the certificate, and clients accept it for a server. */
export function checkServerCertificate(certificate: X509Certificate, source: PemPlace): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (!isServable(certificate.publicKey)) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must have an RSA key of at least ${LEAST_RSA_BITS} bits, or an EC key on P-256, P-384 or P-521`,
      received: `a key of type ${type}${sizeOf(details)}`,
      fix: 'make a new key that Envoy accepts, and have a certificate issued for it',
    });
  }
  const lacking = lackingForServers(certificate);
  if (lacking !== undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be good for servers: its ${lacking}, so clients refuse it`,
      received: `'${subjectOf(certificate)}'`,
      fix: 'have a certificate issued for TLS servers',
    });
  }
}

/** What a certificate leaves out that a server's has to have; undefined where it leaves nothing out. */
export function lackingForServers(certificate: X509Certificate): string | undefined {
  if (!allowsAs(certificate, ExtendedKeyUsage.SERVER_AUTH)) {
    return 'extended key usage leaves out serverAuth';
  }
  return allows(certificate, KeyUsage.DIGITAL_SIGNATURE) ? undefined : 'key usage leaves out digitalSignature';
}

/** Throws unless servers accept the certificate from a client. */
export function checkClientCertificate(certificate: X509Certificate, source: PemPlace): void {
  const isGood = allowsAs(certificate, ExtendedKeyUsage.CLIENT_AUTH) && allows(certificate, KeyUsage.DIGITAL_SIGNATURE);
  if (!isGood) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be good for clients: with clientAuth and digitalSignature where it says what it is good for`,
      received: `'${subjectOf(certificate)}'`,
      fix: 'have a certificate issued for TLS clients',
    });
  }
}

function sizeOf(details: { readonly modulusLength?: number; readonly namedCurve?: string } | undefined): string {
  const size = details?.modulusLength ?? details?.namedCurve;
  return size === undefined ? '' : ` (${size})`;
}

/** Throws unless every certificate is that of a CA, which may sign others. */
export function checkAuthorities(certificates: readonly X509Certificate[], source: PemPlace): void {
  const other = certificates.find((certificate) => !certificate.ca);
  if (other === undefined) {
    return;
  }
  throw isCaThatMayNotSign(other)
    ? misuse({
        at: source.at,
        rule: `${source.name} must hold certificates of CAs that may sign those of clients`,
        received: `'${subjectOf(other)}', whose key usage leaves out keyCertSign`,
        fix: 'have the certificate of the CA issued again with keyCertSign',
      })
    : misuse({
        at: source.at,
        rule: `${source.name} must hold certificates of CAs, which sign those of clients`,
        received: `'${subjectOf(other)}', which is no CA`,
        fix: "give the CA's own certificate instead of one that it signed",
      });
}
