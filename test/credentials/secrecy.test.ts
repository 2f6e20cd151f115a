import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { BoundCredential } from '../../src/credentials/bound-credential';
import { CertificateIssuer } from '../../src/credentials/certificate-issuer';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions, ICredential } from '../../src/credentials/credential-interface';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { SealedCredential } from '../../src/credentials/private/sealed-credential';
import { SecretCredential } from '../../src/credentials/private/secret-credential';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { BIND, base64, newChart } from './support/binding';
import { Keys, NOW, issue, keysOf, newKeys } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { KeyDetector, textsOf } from './support/misplaced-key';
import { makeFast } from './support/store';
import { expectSecrecy } from './support/secrecy';

const shop = issue({ dnsNames: ['shop.example.com'] });
const clock = () => NOW;
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
  'a DNS name of a self-signed certificate': (text) => selfSigned({ dnsNames: [text] }),
  'a host of a server': (text) => bindPem({}, { hosts: [text] }),
  'a host of a server, for a self-signed certificate': (text) => bindSelfSigned({ hosts: [text] }),
  'the namespace of a gateway': (text) => bindPem({}, { namespace: text }),
  'the revocation list': (text) => fromPem({ certificateAuthority: ca.pem, revocationList: text }),
  'the path of a revocation list': (text) => fromFiles({ revocationListFile: text }),
  "a Secret's client CA": (text) =>
    fromSecret({ stringData: { 'tls.crt': shop.pem, 'tls.key': shop.key, 'ca.crt': text } }),
  "a Secret's revocation list": (text) =>
    fromSecret({ stringData: { 'tls.crt': shop.pem, 'tls.key': shop.key, 'ca.crt': ca.pem, 'ca.crl': text } }),
  "a Secret's type": (text) => fromSecret({ type: text, data: {} }),
  'the name of an issuer': (text) => certManager({ issuer: CertificateIssuer.issuer(text) }),
  'the name of an issuer for a cluster': (text) => certManager({ issuer: CertificateIssuer.clusterIssuer(text) }),
  'a DNS name of a certificate to be issued': (text) => certManager({ dnsNames: [text] }),
  'the name of a certificate to be issued': (text) => certManager({ name: text }),
  'the certificate of a controller': (text) => sealed(fromPemSource(), { controllerCertificate: text }),
  'what is to be sealed': (text) => sealed(PemCredential.ofTexts({ certificate: shop.pem, privateKey: text }, clock)),
  'the name of a shared credential': (text) => new BoundCredential({ credentialName: text, namespace: 'istio-system' }),
  'the namespace of a shared credential': (text) => new BoundCredential({ credentialName: 'shop', namespace: text }),
  'the certificate of an entry of the store': (text) => damagedEntry('.pem', () => text),
  'the key of an entry of the store': (text) =>
    damagedEntry('.pem', (entry) => entry.replace(/-----BEGIN PRIVATE[^]+?-----END PRIVATE KEY-----\n/, text)),
  'an entry of a store that is only read': (text) => damagedEntry('.pem', () => text, CertificateStore.readOnly),
  'sealed texts in the store': (text) => damagedEntry('.sealed', () => text),
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

function bindSelfSigned(options: Partial<CredentialBindOptions>): unknown {
  const make = () => ({ certificate: '', privateKey: '' });
  const store = CertificateStore.directory(newFolder());
  return new SelfSignedCredential({ store }, { clock, make }).bind(newChart(), { ...BIND, ...options });
}

function certManager(props: object): unknown {
  return Credential.certManager({ issuer: CertificateIssuer.issuer('ca'), ...props }).bind(newChart(), BIND);
}

function fromPemSource(): PemCredential {
  return PemCredential.ofTexts({ certificate: shop.pem, privateKey: shop.key }, clock);
}

function sealed(source: ICredential, props: object = {}, store = CertificateStore.directory(newFolder())): unknown {
  const own = { controllerCertificate: rsaShop.pem, store };
  return new SealedCredential(source, { ...own, ...props }, clock).bind(newChart(), BIND);
}

/** Uses a store in which something is wrong. */
function damagedEntry(ending: string, change: (text: string) => string, open = CertificateStore.directory): unknown {
  const folder = newFolder();
  cpSync(filledStore(), folder, { recursive: true });
  const [name] = readdirSync(folder).filter((each) => each.endsWith(ending));
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
  return useStore(open(folder));
}

function useStore(store: CertificateStore): unknown {
  return sealed(new SelfSignedCredential({ store }, { clock, make: makeFast }), {}, store);
}

let filled: string | undefined;

/** A store with a certificate and its sealed texts, made once. */
function filledStore(): string {
  if (filled === undefined) {
    filled = newFolder();
    useStore(CertificateStore.directory(filled));
  }
  return filled;
}

const ca = issue({ subject: 'ca', ca: true });
const rsaShop = issue({ keys: keysOf('rsa2048'), dnsNames: ['shop.example.com'] });

afterAll(removeFolders);

// Some of the texts do for RSA, which is read by the same code and takes ten times as long.
describe.each<[string, Keys, number]>([
  ['EC', newKeys('p256'), 1],
  ['RSA', newKeys('rsa2048'), 3],
])('no error shows a part of an %s key that is given as', (_, keys, step) => {
  const detector = new KeyDetector(keys.privateKey);
  const texts = textsOf(keys).filter((__, index) => index % step === 0);

  test.each(Object.entries(PLACES))('%s', (_place, use) => {
    expectSecrecy(texts, use, detector);
  });
});
