import { X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { PemBlock, PemPlace, PemSource, kindOf, parsePem, toPem } from './pem';

const CERTIFICATE_LABELS = ['CERTIFICATE', 'X509 CERTIFICATE'];
const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];
const SERVER_AUTHENTICATION = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

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

/** Throws unless each certificate is signed by the one after it. */
export function checkChain(chain: readonly X509Certificate[], source: PemPlace): void {
  for (const [index, issuer] of chain.slice(1).entries()) {
    const signed = chain[index];
    if (!issuer.ca || !signed.checkIssued(issuer) || !signed.verify(issuer.publicKey)) {
      throw misuse({
        at: source.at,
        rule: `${source.name} must be in order: the server's certificate, and after each one the CA that signed it`,
        received: `'${subjectOf(issuer)}' after '${subjectOf(signed)}'`,
        fix: 'reorder the certificates, and take out those that do not belong to the chain',
      });
    }
  }
}

/** Throws unless a gateway can serve the certificate, and clients accept it for a server. */
export function checkServerCertificate(certificate: X509Certificate, source: PemPlace): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  const strong =
    (type === 'rsa' && (details?.modulusLength ?? 0) >= LEAST_RSA_BITS) ||
    (type === 'ec' && CURVES.includes(details?.namedCurve ?? ''));
  if (!strong) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must have an RSA key of at least ${LEAST_RSA_BITS} bits, or an EC key on P-256, P-384 or P-521`,
      received: `a key of type ${type}${sizeOf(details)}`,
      fix: 'make a new key that Envoy accepts, and have a certificate issued for it',
    });
  }
  const usages: readonly string[] | undefined = certificate.keyUsage;
  if (usages !== undefined && !usages.some((usage) => SERVER_AUTHENTICATION.includes(usage))) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be good for servers: its extended key usage leaves out serverAuth, so clients refuse it`,
      received: `'${subjectOf(certificate)}'`,
      fix: 'have a certificate issued for TLS servers',
    });
  }
}

function sizeOf(details: { readonly modulusLength?: number; readonly namedCurve?: string } | undefined): string {
  const size = details?.modulusLength ?? details?.namedCurve;
  return size === undefined ? '' : ` (${size})`;
}

/** Throws unless every certificate is that of a CA. */
export function checkAuthorities(certificates: readonly X509Certificate[], source: PemPlace): void {
  const other = certificates.find((certificate) => !certificate.ca);
  if (other !== undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold certificates of CAs, which sign those of clients`,
      received: `'${subjectOf(other)}', which is no CA`,
      fix: "give the CA's own certificate instead of one that it signed",
    });
  }
}
