import { generateKeyPairSync } from 'node:crypto';
import * as forge from 'node-forge';
import { toPem } from './pem';

/** What every certificate has that is made here. */
export interface CertificateFields {
  readonly commonName: string;
  readonly keySize: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** At most 20 bytes, of which the first is from 1 to 127: a serial number is positive. */
  readonly serialNumber: Uint8Array;
}

/** What goes into a certificate that is signed by its own key. */
export interface SelfSignedRequest extends CertificateFields {
  readonly dnsNames: readonly string[];
}

/** What goes into the certificate of a CA. */
export interface AuthorityRequest extends CertificateFields {
  /** The domains that it may sign for; undefined for all. */
  readonly permittedDomains?: readonly string[];
}

/** What goes into a certificate that a CA signs. */
export interface IssueRequest extends CertificateFields {
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  readonly usage: 'serverAuth' | 'clientAuth';
}

/** A certificate and its key in PEM. */
export interface PemPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The kinds of names in the extension subjectAltName. */
const DNS_NAME = 2;
const URI = 6;

const KEY_USAGE = { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true };

/** A new RSA key, made by Node, and a certificate for TLS servers that it signs itself. */
export function makeSelfSigned(request: SelfSignedRequest): PemPair {
  return make(request, undefined, [
    { name: 'basicConstraints', cA: false, critical: true },
    KEY_USAGE,
    { name: 'extKeyUsage', serverAuth: true },
    altNames(request.dnsNames, []),
    { name: 'subjectKeyIdentifier' },
  ]);
}

/** A new RSA key, and the certificate of a CA that signs for servers and clients, and for no further CA. */
export function makeAuthority(request: AuthorityRequest): PemPair {
  const { permittedDomains } = request;
  return make(request, undefined, [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ...(permittedDomains === undefined ? [] : [nameConstraints(permittedDomains)]),
    { name: 'subjectKeyIdentifier' },
  ]);
}

/** A new RSA key, and a certificate that the CA signs. */
export function makeIssued(request: IssueRequest, authority: PemPair): PemPair {
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  return make(request, { certificate: issuer, privateKey: authority.privateKey }, [
    { name: 'basicConstraints', cA: false, critical: true },
    KEY_USAGE,
    { name: 'extKeyUsage', [request.usage]: true },
    ...(request.dnsNames.length + request.uris.length === 0 ? [] : [altNames(request.dnsNames, request.uris)]),
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
}

/** What a certificate has of its own, and what is not taken over by the one after it. */
const KEY_IDENTIFIERS = ['subjectKeyIdentifier', 'authorityKeyIdentifier'];

/** A new RSA key, and a certificate for what another one is for: signed by the CA, or by itself. */
export function makeSuccessor(
  old: string,
  fields: Omit<CertificateFields, 'commonName'>,
  authority: PemPair | undefined,
): PemPair {
  const { subject, extensions } = forge.pki.certificateFromPem(old);
  const kept = (extensions as Array<{ readonly name?: string }>).filter(
    ({ name = '' }) => !KEY_IDENTIFIERS.includes(name),
  );
  const issuer = authority && {
    certificate: forge.pki.certificateFromPem(authority.certificate),
    privateKey: authority.privateKey,
  };
  const commonName = (subject.getField('CN') as { readonly value: string }).value;
  return make({ ...fields, commonName }, issuer, [
    ...kept,
    { name: 'subjectKeyIdentifier' },
    ...(issuer === undefined
      ? []
      : [
          {
            name: 'authorityKeyIdentifier',
            keyIdentifier: issuer.certificate.generateSubjectKeyIdentifier().getBytes(),
          },
        ]),
  ]);
}

/** A certificate and its key as a file in PKCS#12, with the CA's certificate beside them. */
export function makePkcs12(pair: PemPair, authority: string, password: string, friendlyName: string): Buffer {
  const certificates = [pair.certificate, authority].map((pem) => forge.pki.certificateFromPem(pem));
  const pfx = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(pair.privateKey), certificates, password, {
    algorithm: 'aes256',
    friendlyName,
  });
  return Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'latin1');
}

interface Issuer {
  readonly certificate: forge.pki.Certificate;
  readonly privateKey: string;
}

function make(fields: CertificateFields, issuer: Issuer | undefined, extensions: object[]): PemPair {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: fields.keySize,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = Buffer.from(fields.serialNumber).toString('hex');
  certificate.validity.notBefore = fields.notBefore;
  certificate.validity.notAfter = fields.notAfter;
  const subject = [{ name: 'commonName', value: fields.commonName }];
  certificate.setSubject(subject);
  certificate.setIssuer(issuer?.certificate.subject.attributes ?? subject);
  certificate.setExtensions(extensions);
  certificate.sign(forge.pki.privateKeyFromPem(issuer?.privateKey ?? keys.privateKey), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return { certificate: toPem('CERTIFICATE', Buffer.from(der, 'latin1')), privateKey: keys.privateKey };
}

function altNames(dnsNames: readonly string[], uris: readonly string[]): object {
  return {
    name: 'subjectAltName',
    altNames: [...dnsNames.map((value) => ({ type: DNS_NAME, value })), ...uris.map((value) => ({ type: URI, value }))],
  };
}

/** Permitted subtrees of DNS names; node-forge knows the extension when it reads one, and has to be told its value to write it. */
function nameConstraints(domains: readonly string[]): object {
  const { create, Class, Type } = forge.asn1;
  const subtrees = domains.map((domain) =>
    create(Class.UNIVERSAL, Type.SEQUENCE, true, [
      create(Class.CONTEXT_SPECIFIC, DNS_NAME as forge.asn1.Type, false, domain),
    ]),
  );
  const permitted = create(Class.CONTEXT_SPECIFIC, 0, true, subtrees);
  return { id: '2.5.29.30', critical: true, value: create(Class.UNIVERSAL, Type.SEQUENCE, true, [permitted]) };
}
