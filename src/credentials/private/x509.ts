import { generateKeyPairSync } from 'node:crypto';
import * as forge from 'node-forge';
import { toPem } from './pem';

/** What goes into a certificate that is signed by its own key. */
export interface SelfSignedRequest {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly keySize: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** At most 20 bytes, of which the first is from 1 to 127: a serial number is positive. */
  readonly serialNumber: Uint8Array;
}

/** A certificate and its key in PEM. */
export interface PemPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A new RSA key, made by Node, and a certificate for TLS servers that it signs itself. */
export function makeSelfSigned(request: SelfSignedRequest): PemPair {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: request.keySize,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = Buffer.from(request.serialNumber).toString('hex');
  certificate.validity.notBefore = request.notBefore;
  certificate.validity.notAfter = request.notAfter;
  const subject = [{ name: 'commonName', value: request.commonName }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: request.dnsNames.map((value) => ({ type: 2, value })) },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return { certificate: toPem('CERTIFICATE', Buffer.from(der, 'latin1')), privateKey: keys.privateKey };
}
