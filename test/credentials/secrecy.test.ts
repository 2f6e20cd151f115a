import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ApiObject } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { SecretCredential } from '../../src/credentials/private/secret-credential';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { BIND, base64, newChart } from './support/binding';
import { Keys, NOW, issue, keysOf, newKeys, pem, pkcs8 } from './support/certificates';
import { newFolder, removeFolders } from './support/folder';

const shop = issue({ dnsNames: ['shop.example.com'] });
const clock = () => NOW;
const WINDOW = 16;

/** The texts that hold one key: those that files hold, and what goes wrong on their way. */
function textsOf(keys: Keys): string[] {
  const traditional = keys.privateKey.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
  return [pkcs8(keys), keys.privateKey.export({ type: traditional, format: 'pem' }).toString()].flatMap((key) => {
    const lines = key.split('\n');
    const body = lines.slice(1, -2);
    const der = Buffer.from(body.join(''), 'base64');
    return [
      key,
      ...[30, 60, 100, 150, key.length - 20].map((length) => key.slice(0, length)),
      ...[1, 30, 60].map((start) => key.slice(start)),
      ...[1, 2, body.length].map((index) => lines.toSpliced(index, 1).join('\n')),
      key + key,
      shop.pem + key,
      key + shop.pem,
      `\uFEFF${key.replaceAll('\n', '\r\n')}`,
      key.replaceAll('\n', '\\n'),
      key.replaceAll('\n', ' '),
      key.replaceAll('\n', ''),
      key.replaceAll('-----', '----'),
      body.join(''),
      body.join('\n'),
      base64(key),
      der.toString('utf8'),
      Buffer.from(key, 'utf16le').toString('utf8'),
      pem('CERTIFICATE', der),
      pem('RSA PRIVATE KEY', der),
      pem('EC PRIVATE KEY', der),
      pem('PRIVATE KEY', Buffer.from(der).fill(0, 60, 64)),
      pem('PRIVATE KEY', der.subarray(0, -1)),
      pem('OPENSSH PRIVATE KEY', der),
      pem('ENCRYPTED PRIVATE KEY', der),
      pem('SOMETHING', der),
      key.replace('-----BEGIN', `${body[0]}\n-----BEGIN`),
      key.replaceAll('PRIVATE KEY', body[0].replace(/[^A-Z]/g, '')),
      key.replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n'),
    ];
  });
}

/** Every place where a text can be given, and where it can be given by mistake. */
const PLACES: { readonly [place: string]: (text: string) => unknown } = {
  'the certificate': (text) => fromPem({ certificate: text }),
  'the private key': (text) => fromPem({ privateKey: text }),
  'the private key of another': (text) => fromPem({ certificate: shop.pem, privateKey: text }),
  'the client CA': (text) => fromPem({ certificateAuthority: text }),
  'the name': (text) => fromPem({ name: text }),
  'the default name': (text) => bindPem({}, { defaultName: text }),
  'an unknown field': (text) => fromPem({ privateKeyFile: text }),
  'the name of an existing Secret': (text) => Credential.existing(text),
  'the path of a certificate': (text) => fromFiles({ certificateFile: text }),
  'the path of a key': (text) => fromFiles({ privateKeyFile: text }),
  'the path of a CA': (text) => fromFiles({ certificateAuthorityFile: text }),
  'a text beside files': (text) => fromFiles({ privateKey: text }),
  'the file of a certificate': (text) => fromFiles({ certificateFile: file('any', text) }),
  'the file of a key': (text) => fromFiles({ privateKeyFile: file('any', text) }),
  "a Secret's certificate": (text) => fromSecret({ data: { cert: base64(text), key: base64(shop.key) } }),
  "a Secret's key": (text) => fromSecret({ data: { cert: base64(shop.pem), key: base64(text) } }),
  "a Secret's key, not encoded": (text) => fromSecret({ data: { cert: base64(shop.pem), key: text } }),
  "a Secret's key as text": (text) => fromSecret({ stringData: { 'tls.crt': shop.pem, 'tls.key': text } }),
  "a Secret's key beside a token": (text) =>
    fromSecret({ stringData: { 'tls.crt': shop.pem, 'tls.key': text, token: '' } }),
  "a Secret's key without a certificate": (text) => fromSecret({ stringData: { 'tls.key': text } }),
  'the client CA of a self-signed certificate': (text) => selfSigned({ certificateAuthority: text }),
  'the name of a self-signed certificate': (text) => selfSigned({ name: text }),
  'the store': (text) => {
    const folder = newFolder();
    const store = CertificateStore.directory(folder);
    const make = () => ({ certificate: '', privateKey: text });
    return new SelfSignedCredential({ store }, { clock, make }).bind(newChart(), BIND);
  },
};

const folder = newFolder();

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function fromPem(props: object): unknown {
  return bindPem(props, { hosts: ['nowhere.example.com'], clientCa: ClientCa.IN_SECRET });
}

function bindPem(props: object, options: Partial<CredentialBindOptions>): unknown {
  const credential = PemCredential.ofTexts({ certificate: rsaShop.pem, privateKey: rsaShop.key, ...props }, clock);
  return credential.bind(newChart(), { ...BIND, ...options });
}

function fromFiles(props: object): unknown {
  const own = { certificateFile: file('tls.crt', shop.pem), privateKeyFile: file('tls.key', shop.key) };
  return PemCredential.ofFiles({ ...own, ...props }, clock).bind(newChart(), { ...BIND, clientCa: ClientCa.IN_SECRET });
}

function fromSecret(manifest: object): unknown {
  const chart = newChart();
  const metadata = { name: 'shop', namespace: 'istio-system' };
  const secret = new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata, ...manifest });
  return new SecretCredential(secret, clock).bind(chart, { ...BIND, clientCa: ClientCa.IN_SECRET });
}

function selfSigned(props: object): unknown {
  const make = () => ({ certificate: '', privateKey: '' });
  const store = CertificateStore.directory(newFolder());
  return new SelfSignedCredential({ store, ...props }, { clock, make }).bind(newChart(), BIND);
}

const rsaShop = issue({ keys: keysOf('rsa2048'), dnsNames: ['shop.example.com'] });

/** All runs of 16 characters of a key in base64, and of that in base64 once more. */
function windowsOf(keys: Keys): Set<string> {
  const forms = textsOf(keys)
    .slice(0, 1)
    .flatMap((key) => {
      const body = key.split('\n').slice(1, -2).join('');
      return [body, base64(key), base64(body), Buffer.from(body, 'base64').toString('hex')];
    });
  return new Set(forms.flatMap((form) => runsOf(form)));
}

function runsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) => text.slice(at, at + WINDOW));
}

afterAll(removeFolders);

describe.each<[string, Keys]>([
  ['EC', newKeys('p256')],
  ['RSA', newKeys('rsa2048')],
])('no error shows a part of an %s key that is given as', (_, keys) => {
  const secret = windowsOf(keys);

  test.each(Object.entries(PLACES))('%s', (_place, use) => {
    let failures = 0;
    for (const text of textsOf(keys)) {
      try {
        use(text);
      } catch (error) {
        failures += 1;
        const shown = inspect(error, { depth: 9, showHidden: true });
        expect(runsOf(shown.replace(/\s/g, '')).some((run) => secret.has(run))).toBe(false);
      }
    }
    expect(failures).toBeGreaterThan(textsOf(keys).length / 2);
  });
});
