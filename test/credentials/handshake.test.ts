import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { ICredential } from '../../src/credentials/credential-interface';
import { LocalCa } from '../../src/credentials/local-ca';
import { Password } from '../../src/credentials/password';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { RsaKeySize } from '../../src/credentials/rsa-key-size';
import { newChart } from './support/binding';
import { CLIENT_AUTH, CertificateSpec, Issued, SERVER_AUTH, issue, keysOf } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { Served, handshake } from './support/handshake';
import { unseal } from './support/unseal';

/** New RSA keys, in milliseconds, on a machine that has other things to do. */
const KEYS_TAKE_TIME = 120_000;
jest.setTimeout(KEYS_TAKE_TIME);

// By this machine's clock, because that is what TLS goes by.
const YEARS = { notBefore: new Date('2020-01-01Z'), notAfter: new Date('2120-01-01Z') };
const HOSTS = ['shop.example.com', '*.apps.example.com'];
const ACCEPTED = 'accepted';
const OTHER_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';
const EXPIRED = 'CERT_HAS_EXPIRED';
const SELF_SIGNED = 'DEPTH_ZERO_SELF_SIGNED_CERT';
const UNKNOWN_ROOT = 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
const UNKNOWN_CA = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

/** What each client asks for, and how the handshake ends. */
const ASKED: ReadonlyArray<readonly [string, string]> = [
  ['shop.example.com', ACCEPTED],
  ['cart.apps.example.com', ACCEPTED],
  ['SHOP.example.com', ACCEPTED],
  ['other.example.com', OTHER_NAME],
  ['apps.example.com', OTHER_NAME],
  ['a.cart.apps.example.com', OTHER_NAME],
];

const folder = newFolder();
const store = CertificateStore.directory(join(folder, 'store'));
const made = (spec: CertificateSpec): Issued => issue({ ...YEARS, ...spec });
const root = made({ subject: 'root', ca: true, keys: keysOf('p384') });
const intermediate = made({ subject: 'intermediate', ca: true, issuer: root, keys: keysOf('p521') });
const stranger = made({ subject: 'stranger', ca: true, keys: keysOf('p384') });
const controller = made({ subject: 'controller', keys: keysOf('rsa3072') });
const server: CertificateSpec = { dnsNames: HOSTS, usages: [SERVER_AUTH], keyUsage: [0] };
const ec = made({ ...server, subject: 'shop' });
const rsa = made({ ...server, subject: 'shop', issuer: intermediate, keys: keysOf('rsa2048') });
const ca = new LocalCa({ store, keySize: RsaKeySize.BITS_2048 });
const pkcs12 = (name: string): string => join(__dirname, 'pkcs12', name);

interface Source {
  readonly credential: ICredential;
  /** What a client has to trust; undefined for the certificate itself. */
  readonly trust?: string;
  /** How the handshake ends with a client that trusts another CA. */
  readonly untrusted: string;
}

const chain = rsa.pem + intermediate.pem;
const ofFiles = (): ICredential => {
  const [certificateFile, privateKeyFile] = ['chain.pem', 'key.pem'].map((name) => join(folder, name));
  writeFileSync(certificateFile, chain);
  writeFileSync(privateKeyFile, rsa.key);
  return Credential.fromFiles({ certificateFile, privateKeyFile });
};
const ofPkcs12 = (name: string): Source => ({
  credential: Credential.fromPkcs12({ path: pkcs12(name), password: Password.text('test') }),
  trust: readFileSync(pkcs12('root.pem'), 'utf8'),
  untrusted: UNKNOWN_ROOT,
});
const sealed = (source: ICredential): ICredential =>
  Credential.sealed(source, { store, controllerCertificate: controller.pem });

const SOURCES: { readonly [name: string]: () => Source } = {
  'Credential.selfSigned': () => ({ credential: Credential.selfSigned({ store }), untrusted: SELF_SIGNED }),
  'Credential.localCa': () => ({ credential: Credential.localCa(ca), trust: ca.certificatePem, untrusted: UNKNOWN_CA }),
  'Credential.fromPem, EC': () => ({
    credential: Credential.fromPem({ certificate: ec.pem, privateKey: ec.key }),
    untrusted: SELF_SIGNED,
  }),
  'Credential.fromPem, RSA with an intermediate CA': () => ({
    credential: Credential.fromPem({ certificate: chain, privateKey: rsa.key }),
    trust: root.pem,
    untrusted: UNKNOWN_ROOT,
  }),
  'Credential.fromFiles': () => ({ credential: ofFiles(), trust: root.pem, untrusted: UNKNOWN_ROOT }),
  'Credential.fromPkcs12, RSA with AES-256': () => ofPkcs12('modern-rsa.p12'),
  'Credential.fromPkcs12, EC with RC2 and Triple DES': () => ofPkcs12('legacy-ec.p12'),
  'Credential.sealed, after unsealing': () => ({
    credential: sealed(Credential.localCa(ca)),
    trust: ca.certificatePem,
    untrusted: UNKNOWN_CA,
  }),
};

/** What Envoy gets of what is rendered; a SealedSecret goes through the controller. */
function served(credential: ICredential, clientCa = ClientCa.NONE): Served {
  const chart = newChart();
  credential.bind(chart, { namespace: 'istio-system', hosts: HOSTS, defaultName: 'shop', clientCa });
  const [object] = Testing.synth(chart);
  const texts = (object.data ?? object.spec.encryptedData) as { readonly [key: string]: string };
  const text = (key: string): string =>
    object.kind === 'Secret'
      ? Buffer.from(texts[key], 'base64').toString()
      : unseal(texts[key], 'istio-system/shop', controller.keys.privateKey);
  return {
    cert: text('tls.crt'),
    key: text('tls.key'),
    clientCa: clientCa === ClientCa.IN_SECRET ? text('ca.crt') : undefined,
  };
}

/** A row of docs/tls-handshakes.md for each handshake that was made. */
const rows: string[] = [];
function noted(...cells: readonly string[]): void {
  rows.push(`| ${cells.map((cell) => `\`${cell}\``).join(' | ')} |`);
}

afterAll(removeFolders);

describe.each(Object.keys(SOURCES))('%s', (name) => {
  test('serves the hosts that it covers, and no others', async () => {
    const { credential, trust, untrusted } = SOURCES[name]();
    const gateway = served(credential);
    const outcomes: Array<readonly [string, string]> = [];
    for (const [servername] of ASKED) {
      outcomes.push([servername, await handshake(gateway, { servername, ca: trust ?? gateway.cert })]);
      noted(name, ...outcomes[outcomes.length - 1]);
    }
    expect(outcomes).toEqual(ASKED);
    const outcome = await handshake(gateway, { servername: 'shop.example.com', ca: stranger.pem });
    noted(name, 'shop.example.com, by a client that trusts another CA', outcome);
    expect(outcome).toBe(untrusted);
  });
});

test('a certificate that has expired since it was rendered is refused', async () => {
  const past = { notBefore: new Date('2020-01-01Z'), notAfter: new Date('2021-01-01Z') };
  const expired = made({ ...server, ...past, issuer: root });
  const sources = { certificate: expired.pem, privateKey: expired.key };
  const gateway = served(PemCredential.ofTexts(sources, () => new Date('2020-06-01Z')));
  const outcome = await handshake(gateway, { servername: 'shop.example.com', ca: root.pem });
  noted('a certificate that has expired since', 'shop.example.com', outcome);
  expect(outcome).toBe(EXPIRED);
  expect(() => Credential.fromPem(sources)).toThrow('no longer');
});

describe('mutual TLS', () => {
  const otherCa = new LocalCa({ store, name: 'other', keySize: RsaKeySize.BITS_2048 });
  const pemOf = (of: LocalCa, name: string) => {
    const out = newFolder();
    of.clientCertificate({ name, spiffeId: `spiffe://cluster.local/ns/shop/sa/${name}` }).writePem(out);
    return {
      cert: readFileSync(join(out, `${name}.crt`), 'utf8'),
      key: readFileSync(join(out, `${name}.key`), 'utf8'),
    };
  };
  const pfxOf = (of: LocalCa, name: string) => {
    const path = join(newFolder(), `${name}.p12`);
    of.clientCertificate({ name }).writePkcs12(path, Password.text('test'));
    return { pfx: readFileSync(path), passphrase: 'test' };
  };
  const issuedBy = (spec: CertificateSpec) => {
    const { pem, key } = made({ subject: 'cart', usages: [CLIENT_AUTH], ...spec });
    return { cert: pem, key };
  };
  const locals: ReadonlyArray<readonly [string, () => object, string, string]> = [
    ['a certificate of the CA, in PEM', () => pemOf(ca, 'cart'), 'shop.example.com', ACCEPTED],
    ['a certificate of the CA, in PKCS#12', () => pfxOf(ca, 'cart'), 'cart.apps.example.com', ACCEPTED],
    ['no certificate', () => ({}), 'shop.example.com', 'UNABLE_TO_GET_ISSUER_CERT'],
    ['a certificate of another CA', () => pemOf(otherCa, 'cart'), 'shop.example.com', UNKNOWN_CA],
    ["a server's certificate of the CA", () => served(Credential.localCa(ca)), 'shop.example.com', 'INVALID_PURPOSE'],
    ['a certificate of the CA', () => pemOf(ca, 'cart'), 'other.example.com', OTHER_NAME],
  ];
  const bought: typeof locals = [
    ['a certificate of the CA', () => issuedBy({ issuer: root }), 'shop.example.com', ACCEPTED],
    ['a certificate of another CA', () => issuedBy({ issuer: stranger }), 'shop.example.com', UNKNOWN_CA],
    ['no certificate', () => ({}), 'shop.example.com', 'UNABLE_TO_GET_ISSUER_CERT'],
    [
      'a certificate of the CA that has expired',
      () => issuedBy({ issuer: root, notAfter: new Date('2021-01-01Z') }),
      'shop.example.com',
      EXPIRED,
    ],
  ];
  const withCa = (): ICredential =>
    Credential.fromPem({ certificate: chain, privateKey: rsa.key, certificateAuthority: root.pem });
  test.each<readonly [string, () => ICredential, string, typeof locals]>([
    ['Credential.localCa', () => Credential.localCa(ca), ca.certificatePem, locals],
    ['Credential.fromPem with a CA', withCa, root.pem, bought],
    ['Credential.sealed with a CA, after unsealing', () => sealed(withCa()), root.pem, bought],
  ])('%s', async (name, credential, trust, clients) => {
    const gateway = served(credential(), ClientCa.IN_SECRET);
    for (const [shown, own, servername, expected] of clients) {
      const outcome = await handshake(gateway, { ...own(), servername, ca: trust });
      noted(`${name}, asked with ${shown}`, servername, outcome);
      expect([shown, outcome]).toEqual([shown, expected]);
    }
  });
});

test('docs/tls-handshakes.md says how they end', () => {
  const plain = (line: string): string => line.replace(/\s+/g, ' ');
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'tls-handshakes.md'), 'utf8');
  const listed = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(listed.map(plain)).toEqual(rows.map(plain));
});
