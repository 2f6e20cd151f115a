import { X509Certificate } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { CertificateStore } from '../../../src/credentials/certificate-store';
import { CredentialBindOptions } from '../../../src/credentials/credential-interface';
import { SelfSignedCredentialProps } from '../../../src/credentials/credential-props';
import { SelfSignedCredential, SelfSignedTools } from '../../../src/credentials/private/self-signed-credential';
import { BIND, newChart } from './binding';
import { NOW, issue, keysOf } from './certificates';
import { newFolder } from '../../support/folder';

export const DAY = 24 * 3_600_000;
export const after = (days: number) => new Date(NOW.getTime() + days * DAY);

export interface Use {
  readonly now?: Date;
  readonly make?: SelfSignedTools['make'];
  readonly props?: SelfSignedCredentialProps;
  readonly options?: Partial<CredentialBindOptions>;
}

/** A certificate as the real thing makes it, but always with the same key, which takes most of the time. */
export const makeFast: SelfSignedTools['make'] = ({ dnsNames, keySize, notBefore, notAfter, serialNumber }) => {
  const keys = keysOf(keySize === 3072 ? 'rsa3072' : 'rsa2048');
  const subject = Buffer.from(serialNumber).toString('hex');
  const { pem, key } = issue({ keys, subject, dnsNames, notBefore, notAfter });
  return { certificate: pem, privateKey: key };
};

/** The manifest of one synth of a self-signed credential. */
export function synth(folder: string, { now = NOW, make = makeFast, props = {}, options = {} }: Use = {}): string {
  const chart = newChart();
  const store = CertificateStore.directory(folder);
  new SelfSignedCredential({ store, ...props }, { clock: () => now, make }).bind(chart, { ...BIND, ...options });
  return JSON.stringify(Testing.synth(chart));
}

export function validTo(manifest: string): Date {
  const [secret] = JSON.parse(manifest) as [{ data: { [key: string]: string } }];
  return new Date(new X509Certificate(Buffer.from(secret.data['tls.crt'], 'base64')).validTo);
}

export const entries = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.pem'));
export const entry = (folder: string) => join(folder, entries(folder)[0]);
export const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** A store that holds one certificate, and the manifest with it. */
export function filled(): { readonly folder: string; readonly manifest: string } {
  const folder = join(newFolder(), 'store');
  return { folder, manifest: synth(folder) };
}
