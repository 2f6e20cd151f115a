import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';

const DAY_MS = 86_400_000;

/** Writes a certificate for *.example.com and its key to a folder; gives the paths. */
export function writeCertificate(folder) {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 90 * DAY_MS);
  const name = [{ name: 'commonName', value: 'example.com' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: '*.example.com' }] }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  const files = { certificateFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') };
  writeFileSync(files.certificateFile, unix(forge.pki.certificateToPem(certificate)));
  writeFileSync(files.keyFile, unix(forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(privateKey)))), {
    mode: 0o600,
  });
  return files;
}

function unix(text) {
  return text.replaceAll('\r\n', '\n');
}
