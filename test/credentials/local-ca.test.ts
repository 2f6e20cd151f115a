import { X509Certificate } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Testing } from 'cdk8s';
import * as forge from 'node-forge';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { ClientCertificate } from '../../src/credentials/client-certificate';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { LocalCa } from '../../src/credentials/local-ca';
import { ClientCertificateProps, LocalCaCredentialProps, LocalCaProps } from '../../src/credentials/local-ca-props';
import { Password } from '../../src/credentials/password';
import { Authority } from '../../src/credentials/private/authority';
import { LocalCaCredential } from '../../src/credentials/private/local-ca-credential';
import { RsaKeySize } from '../../src/credentials/rsa-key-size';
import { SecretForm } from '../../src/credentials/secret-form';
import { BIND, errorOf, newChart } from './support/binding';
import { CLIENT_AUTH, NOW, SERVER_AUTH, issueChain } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';

const DAY = 86_400_000;
const after = (days: number): Date => new Date(NOW.getTime() + days * DAY);
const KEY = 'BEGIN PRIVATE KEY';

interface Use {
  readonly folder?: string;
  readonly now?: Date;
  readonly ca?: LocalCaProps;
  readonly props?: LocalCaCredentialProps;
  readonly options?: Partial<CredentialBindOptions>;
  readonly readOnly?: boolean;
}

function authority({ folder = newFolder(), now = NOW, ca = {}, readOnly = false }: Use): Authority {
  const store = readOnly ? CertificateStore.readOnly(folder) : CertificateStore.directory(folder);
  return new Authority({ keySize: RsaKeySize.BITS_2048, store, ...ca }, () => now);
}

function issue(use: Use = {}) {
  const ca = authority(use);
  const chart = newChart();
  const handle = new LocalCaCredential(ca, use.props ?? {}).bind(chart, { ...BIND, ...use.options });
  const [secret] = Testing.synth(chart);
  const text = (key: string): string => Buffer.from(secret.data[key], 'base64').toString();
  const isGeneric = secret.type === 'Opaque';
  return {
    chart,
    handle,
    secret,
    ca: new X509Certificate(text(isGeneric ? 'cacert' : 'ca.crt')),
    leaf: new X509Certificate(text(isGeneric ? 'cert' : 'tls.crt')),
  };
}

function client(props: ClientCertificateProps, use: Use = {}): ClientCertificate {
  return ClientCertificate._of(authority(use), props);
}

/** The extensions of a certificate, as node-forge reads them. */
function extensionsOf(certificate: X509Certificate): {
  readonly [name: string]: { readonly [field: string]: unknown };
} {
  const { extensions } = forge.pki.certificateFromPem(certificate.toString());
  return Object.fromEntries(extensions.map((each) => [(each as { name: string }).name, each as object])) as never;
}

afterAll(removeFolders);

describe('the certificate of a local CA', () => {
  const { ca } = issue();

  test('may sign for servers and clients, and no further CA', () => {
    expect(ca.ca).toBe(true);
    expect(ca.subject).toBe('CN=cdk8s-istio-local-ca');
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(new Date(ca.validTo)).toEqual(after(3650));
    const { basicConstraints, keyUsage, extKeyUsage, nameConstraints } = extensionsOf(ca);
    expect(basicConstraints).toMatchObject({ critical: true, cA: true, pathLenConstraint: 0 });
    expect(keyUsage).toMatchObject({ critical: true, keyCertSign: true, cRLSign: true, digitalSignature: false });
    expect([extKeyUsage, nameConstraints]).toEqual([undefined, undefined]);
  });

  test('limits the domains, where it is told to', () => {
    const { ca: limited } = issue({ ca: { permittedDomains: ['example.com'] } });
    const { nameConstraints } = extensionsOf(limited);
    // SEQUENCE { [0] { SEQUENCE { [2] "example.com" } } }
    const expected = Buffer.from('3011a00f300d820b6578616d706c652e636f6d', 'hex').toString('latin1');
    expect(nameConstraints).toMatchObject({ critical: true, value: expected });
  });
});

describe('a certificate that a local CA signs', () => {
  test('is what TLS servers and their clients want', () => {
    const { leaf, ca, secret } = issue({ options: { hosts: ['shop.example.com', '*.shop.example.com'] } });
    expect(Object.keys(secret.data)).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
    expect(leaf.subjectAltName).toBe('DNS:shop.example.com, DNS:*.shop.example.com');
    expect(leaf.checkIssued(ca) && leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.keyUsage).toEqual([SERVER_AUTH]);
    expect(new Date(leaf.validFrom)).toEqual(new Date('2030-06-15T11:00:00Z'));
    expect(new Date(leaf.validTo)).toEqual(after(397));
    const { basicConstraints, keyUsage, authorityKeyIdentifier, subjectKeyIdentifier } = extensionsOf(leaf);
    expect(basicConstraints).toMatchObject({ critical: true, cA: false });
    expect(keyUsage).toMatchObject({
      critical: true,
      digitalSignature: true,
      keyEncipherment: true,
      keyCertSign: false,
    });
    const ids = [authorityKeyIdentifier.value, subjectKeyIdentifier.value].map((value) =>
      Buffer.from(String(value), 'latin1').toString('hex').slice(-40),
    );
    const ofAuthority = extensionsOf(ca).subjectKeyIdentifier.value;
    expect(ids[0]).toBe(Buffer.from(String(ofAuthority), 'latin1').toString('hex').slice(-40));
    expect(ids[1]).not.toBe(ids[0]);
  });

  test('suits servers that ask for client certificates, now or later', () => {
    const { chart, handle } = issue();
    expect(handle.bind(chart, { ...BIND, clientCa: ClientCa.IN_SECRET })).toBe(handle);
  });

  test('can have another CA for its clients, and the generic form', () => {
    const { root } = issueChain();
    const { secret } = issue({ props: { form: SecretForm.GENERIC, certificateAuthority: root.pem } });
    expect(Buffer.from(secret.data.cacert, 'base64').toString()).toBe(root.pem);
  });

  test('shares its CA with all others of the store', () => {
    const folder = newFolder();
    const first = issue({ folder });
    const second = issue({ folder, options: { hosts: ['other.example.com'], defaultName: 'other' } });
    expect(second.ca.raw).toEqual(first.ca.raw);
    expect(second.leaf.raw).not.toEqual(first.leaf.raw);
  });

  test('does not outlive its CA', () => {
    const { leaf, ca } = issue({ ca: { validFor: Duration.days(100) } });
    expect([leaf.validTo, new Date(ca.validTo)]).toEqual([ca.validTo, after(100)]);
  });
});

describe('the store', () => {
  test('gives the same bytes again', () => {
    const folder = newFolder();
    const { secret } = issue({ folder });
    expect(issue({ folder, now: after(366) }).secret).toEqual(secret);
    expect(issue({ folder, now: after(366), readOnly: true }).secret).toEqual(secret);
  });

  test('renews the certificate in time, with the same CA', () => {
    const folder = newFolder();
    const { leaf, ca } = issue({ folder });
    const renewed = issue({ folder, now: after(368) });
    expect(renewed.ca.raw).toEqual(ca.raw);
    expect(new Date(renewed.leaf.validTo).getTime() - new Date(leaf.validTo).getTime()).toBe(368 * DAY);
  });

  test('renews the CA in time, and all that it signed; the old keys are gone', () => {
    const folder = newFolder();
    const use = { folder, ca: { validFor: Duration.days(300), renewBefore: Duration.days(60) } };
    const { leaf, ca } = issue(use);
    const renewed = issue({ ...use, now: after(241) });
    expect(renewed.ca.raw).not.toEqual(ca.raw);
    expect(renewed.leaf.raw).not.toEqual(leaf.raw);
    expect(renewed.leaf.verify(renewed.ca.publicKey)).toBe(true);
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(texts.filter((text) => text.includes('superseded'))).toHaveLength(1);
  });

  test('a CA that is used for long is renewed before what it signs is due', () => {
    const store = CertificateStore.directory(newFolder());
    let now = NOW;
    const times = { validFor: Duration.days(300), renewBefore: Duration.days(30) };
    const ca = new Authority({ keySize: RsaKeySize.BITS_2048, store, ...times }, () => now);
    const cart = ClientCertificate._of(ca, { name: 'cart' });
    const first = new X509Certificate(cart.certificatePem);
    now = after(271);
    const second = new X509Certificate(cart.certificatePem);
    expect([new Date(first.validTo), new Date(second.validTo)]).toEqual([after(300), after(571)]);
  });

  test.each<[string, Use]>([
    ['another name of the CA', { ca: { name: 'other' } }],
    ['other domains of the CA', { ca: { permittedDomains: ['example.com'] } }],
    ['a longer key of the CA', { ca: { keySize: RsaKeySize.BITS_3072 } }],
  ])('has it signed again for %s', (_, use) => {
    const folder = newFolder();
    const { leaf, ca } = issue({ folder });
    const other = issue({ folder, ...use });
    expect([other.ca.raw.equals(ca.raw), other.leaf.raw.equals(leaf.raw)]).toEqual([false, false]);
    expect(issue({ folder }).leaf.raw).toEqual(leaf.raw);
  });

  test('makes no CA where it is only read', () => {
    const message = errorOf(() => issue({ readOnly: true }));
    expect(message).toContain('must hold a key and certificate for the local CA cdk8s-istio-local-ca');
  });

  test('refuses an entry for the CA that is no CA', () => {
    const folder = newFolder();
    issue({ folder });
    const file = (part: string): string =>
      join(folder, readdirSync(folder).find((name) => name.startsWith(part)) ?? '');
    writeFileSync(file('local-ca.'), readFileSync(file('istio-system.')));
    expect(errorOf(() => issue({ folder }))).toContain('an entry that breaks the rule');
  });
});

describe('the certificate of a client', () => {
  test('is what servers ask for', () => {
    const certificate = new X509Certificate(
      client({ name: 'cart', dnsNames: ['cart.example.com'], spiffeId: 'spiffe://cluster.local/ns/shop/sa/cart' })
        .certificatePem,
    );
    expect(certificate.subject).toBe('CN=cart');
    expect(certificate.subjectAltName).toBe('DNS:cart.example.com, URI:spiffe://cluster.local/ns/shop/sa/cart');
    expect(certificate.keyUsage).toEqual([CLIENT_AUTH]);
    expect(certificate.ca).toBe(false);
    expect(new Date(certificate.validTo)).toEqual(after(397));
    expect(new X509Certificate(client({ name: 'cart' }).certificatePem).subjectAltName).toBeUndefined();
  });

  test('is written as files in PEM, the key for its owner alone', () => {
    const [folder, out] = [newFolder(), join(newFolder(), 'new', 'folder')];
    client({ name: 'cart' }, { folder }).writePem(out);
    const modes = readdirSync(out).map((file) => [file, statSync(join(out, file)).mode & 0o777]);
    expect(modes).toEqual([
      ['ca.crt', 0o644],
      ['cart.crt', 0o644],
      ['cart.key', 0o600],
    ]);
    const [ca, certificate] = ['ca.crt', 'cart.crt'].map((file) => new X509Certificate(readFileSync(join(out, file))));
    expect(certificate.verify(ca.publicKey)).toBe(true);
    const before = readFileSync(join(out, 'cart.key'), 'utf8');
    expect(before).toContain(KEY);
    writeFileSync(join(out, 'cart.key'), 'old', { mode: 0o644 });
    client({ name: 'cart' }, { folder }).writePem(out);
    expect(readFileSync(join(out, 'cart.key'), 'utf8')).toBe(before);
  });

  test('is written as one file in PKCS#12', () => {
    const path = join(newFolder(), 'cart.p12');
    client({ name: 'cart' }).writePkcs12(path, Password.text('secret'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const asn1 = forge.asn1.fromDer(readFileSync(path, 'latin1'));
    expect(() => forge.pkcs12.pkcs12FromAsn1(asn1, 'wrong')).toThrow('Invalid password');
    const { safeContents } = forge.pkcs12.pkcs12FromAsn1(asn1, 'secret');
    const subjects = safeContents.flatMap(({ safeBags }) =>
      safeBags.map(({ cert }) => (cert?.subject.getField('CN') as { value: string } | undefined)?.value),
    );
    expect(subjects).toEqual(['cart', 'cdk8s-istio-local-ca', undefined]);
  });

  test('is made once', () => {
    const folder = newFolder();
    expect(client({ name: 'cart' }, { folder }).certificatePem).toBe(
      client({ name: 'cart' }, { folder }).certificatePem,
    );
  });

  test('shows no key when it, its CA or a credential of it is printed', () => {
    const store = CertificateStore.directory(newFolder());
    const ca = new LocalCa({ store, keySize: RsaKeySize.BITS_2048 });
    const certificate = ca.clientCertificate({ name: 'cart' });
    certificate.writePem(newFolder());
    const credential = Credential.localCa(ca);
    credential.bind(newChart(), BIND);
    for (const shown of [ca, certificate, credential, Password.text('hunter2')]) {
      const { inspect } = jest.requireActual<typeof import('node:util')>('node:util');
      const text = inspect(shown, { depth: 9, showHidden: true }) + JSON.stringify(shown);
      expect(text).not.toMatch(/PRIVATE KEY|hunter2/);
    }
  });

  test('the certificate of the CA is written for clients to trust', () => {
    const ca = new LocalCa({ store: CertificateStore.directory(newFolder()), keySize: RsaKeySize.BITS_2048 });
    const path = join(newFolder(), 'ca.pem');
    ca.writeCertificate(path);
    expect(readFileSync(path, 'utf8')).toBe(ca.certificatePem);
    expect(ca.certificatePem).not.toContain('KEY');
  });
});

describe('what is refused', () => {
  const permitted = { ca: { permittedDomains: ['example.com'] } };
  test.each<[string, () => unknown, string]>([
    [
      'a host of another domain',
      () => issue({ ...permitted, options: { hosts: ['shop.test.org'] } }),
      'example.com alone',
    ],
    ['a domain that only ends alike', () => issue({ ca: { permittedDomains: ['op.example.com'] } }), 'alone'],
    ['a name of another domain', () => issue({ ...permitted, props: { dnsNames: ['shop.test.org'] } }), 'alone'],
    ['a client of another domain', () => client({ name: 'a', dnsNames: ['a.test.org'] }, permitted), 'alone'],
    ['a wildcard as domain', () => issue({ ca: { permittedDomains: ['*.example.com'] } }), "leave the '*.' out"],
    ['no domain', () => issue({ ca: { permittedDomains: [] } }), 'an empty list'],
    ['a name with a slash', () => issue({ ca: { name: '../ca' } }), 'must be a Kubernetes object name'],
    ['a name that is too long', () => issue({ ca: { name: 'a'.repeat(65) } }), 'at most 64 characters'],
    ['a CA for less than a day', () => issue({ ca: { validFor: Duration.hours(1) } }), 'validFor must be from 1 day'],
    [
      'a renewal after the CA',
      () => issue({ props: { renewBefore: Duration.days(91) } }),
      'longer than that of its CA',
    ],
    ['a client with a slash', () => client({ name: 'a/b' }), 'the name of a client'],
    ['a SPIFFE ID that is none', () => client({ name: 'a', spiffeId: 'https://a/b' }), 'a SPIFFE ID names'],
    ['a folder without a name', () => client({ name: 'a' }).writePem(''), 'a file needs a path'],
    [
      'a folder that is a file',
      () => client({ name: 'a' }).writePem(__filename),
      "a file can't be written there (EEXIST)",
    ],
    ['a key as path', () => client({ name: 'a' }).writePkcs12(`${KEY}\n`, Password.text('x')), 'not shown'],
    ['no password', () => client({ name: 'a' }).writePkcs12('a.p12', Password.text('')), 'printable ASCII'],
    ['a password in Unicode', () => client({ name: 'a' }).writePkcs12('a.p12', Password.text('Пароль')), 'not shown'],
    [
      'a variable that is not set',
      () => client({ name: 'a' }).writePkcs12('a.p12', Password.environment('NO_SUCH')),
      'NO_SUCH',
    ],
    ['a variable that is none', () => Password.environment('se-cret'), 'not shown'],
  ])('%s', (_, run, fragment) => {
    const message = errorOf(run);
    expect(message).toMatch(/^\[[^\]]+\] .+\n( {2}received: .+\n)? {2}fix: .+$/);
    expect(message).toContain(fragment);
    expect(message).not.toMatch(/Пароль|se-cret/);
  });
});
