import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Testing } from 'cdk8s';
import * as forge from 'node-forge';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { LocalCa } from '../../src/credentials/local-ca';
import { Password } from '../../src/credentials/password';
import { Pkcs12CredentialProps } from '../../src/credentials/pkcs12-credential-props';
import { BIND, errorOf, newChart } from './support/binding';
import { newFolder, removeFolders } from '../support/folder';

const FILES = join(__dirname, 'pkcs12');
const ROOT = join(FILES, 'root.pem');
const PASSWORD = Password.text('test');
const bytesOf = (name: string): Buffer => readFileSync(join(FILES, name));

function written(bytes: Buffer | string): string {
  const path = join(newFolder(), 'shop.p12');
  writeFileSync(path, bytes);
  return path;
}

function rendered(props: Pkcs12CredentialProps) {
  const chart = newChart();
  const handle = Credential.fromPkcs12(props).bind(chart, BIND);
  const [{ data }] = Testing.synth(chart);
  const text = (key: string): string => Buffer.from(data[key], 'base64').toString();
  const certificates = text('tls.crt').match(/-----BEGIN[^]+?-----END CERTIFICATE-----\n/g) ?? [];
  return { chart, handle, data, text, chain: certificates.map((pem) => new X509Certificate(pem)) };
}

/** The bags of several files as one file without a checksum: no tool makes one with two keys that OpenSSL is asked for. */
function merged(...names: string[]): Buffer {
  const { create, Class, Type, fromDer, toDer } = forge.asn1;
  const pfxs = names.map((name) => fromDer(bytesOf(name).toString('latin1')));
  const child = (value: forge.asn1.Asn1, ...indexes: number[]): forge.asn1.Asn1 =>
    indexes.reduce((each, index) => (each.value as forge.asn1.Asn1[])[index], value);
  const safes = pfxs.flatMap((pfx) => fromDer(child(pfx, 1, 1, 0).value as string).value as forge.asn1.Asn1[]);
  const authSafe = toDer(create(Class.UNIVERSAL, Type.SEQUENCE, true, safes)).getBytes();
  const octets = create(Class.UNIVERSAL, Type.OCTETSTRING, false, authSafe);
  const content = create(Class.UNIVERSAL, Type.SEQUENCE, true, [
    child(pfxs[0], 1, 0),
    create(Class.CONTEXT_SPECIFIC, 0, true, [octets]),
  ]);
  const pfx = create(Class.UNIVERSAL, Type.SEQUENCE, true, [child(pfxs[0], 0), content]);
  return Buffer.from(toDer(pfx).getBytes(), 'latin1');
}

afterAll(removeFolders);

describe('a file in PKCS#12', () => {
  test.each([
    ['modern-rsa.p12', 'rsa'],
    ['modern-ec.p12', 'ec'],
    ['legacy-rsa.p12', 'rsa'],
    ['legacy-ec.p12', 'ec'],
    ['no-checksum.p12', 'rsa'],
  ])('%s gives its key, its certificate and the chain without the root', (name, type) => {
    const { chain, text, data } = rendered({ path: join(FILES, name), password: PASSWORD });
    expect(Object.keys(data)).toEqual(['tls.crt', 'tls.key']);
    expect(chain.map(({ subject }) => subject)).toEqual([`CN=${type}`, 'CN=intermediate']);
    expect(chain[0].publicKey.asymmetricKeyType).toBe(type);
    expect(chain[1].verify(new X509Certificate(readFileSync(ROOT)).publicKey)).toBe(true);
    expect(text('tls.key')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test('is read as it was written here', () => {
    const ca = new LocalCa({ store: CertificateStore.directory(newFolder()) });
    const path = join(newFolder(), 'cart.p12');
    ca.clientCertificate({ name: 'cart' }).writePkcs12(path, PASSWORD);
    // All is right with it, but that it is a client's.
    const message = errorOf(() => Credential.fromPkcs12({ path, password: PASSWORD }));
    expect(message).toContain("file '");
    expect(message).toContain('extended key usage leaves out serverAuth');
  });

  test('may have a client CA beside it', () => {
    const props = { path: join(FILES, 'modern-ec.p12'), password: PASSWORD, certificateAuthorityFile: ROOT };
    const { chart, handle, text } = rendered(props);
    expect(text('ca.crt')).toBe(readFileSync(ROOT, 'utf8'));
    expect(handle.bind(chart, { ...BIND, clientCa: ClientCa.IN_SECRET })).toBe(handle);
  });

  test('takes its password from the environment', () => {
    process.env.SHOP_PASSWORD = 'test';
    const password = Password.environment('SHOP_PASSWORD');
    expect(rendered({ path: join(FILES, 'modern-ec.p12'), password }).chain).toHaveLength(2);
    delete process.env.SHOP_PASSWORD;
    expect(errorOf(() => rendered({ path: join(FILES, 'modern-ec.p12'), password }))).toContain('"SHOP_PASSWORD"');
  });

  test('can be sealed, and shows no key when it is printed', () => {
    const credential = Credential.fromPkcs12({ path: join(FILES, 'modern-rsa.p12'), password: PASSWORD });
    expect(inspect(credential, { depth: 9, showHidden: true })).not.toContain('PRIVATE KEY');
    const controllerCertificate = readFileSync(
      join(__dirname, '..', '..', 'examples', 'tls-sealed', 'controller.pem'),
      'utf8',
    );
    const chart = newChart();
    const store = CertificateStore.directory(newFolder());
    Credential.sealed(credential, { controllerCertificate, store }).bind(chart, BIND);
    expect(Testing.synth(chart)).toMatchObject([{ kind: 'SealedSecret' }]);
  });
});

describe('what is no such file', () => {
  const whole = bytesOf('modern-rsa.p12');
  test.each<[string, () => string, Password, string[]]>([
    ['a wrong password', () => join(FILES, 'modern-rsa.p12'), Password.text('hunter2'), ['must have the password']],
    ['a wrong password of an old file', () => join(FILES, 'legacy-ec.p12'), Password.text('hunter2'), ['password']],
    ['one without a checksum', () => join(FILES, 'no-checksum.p12'), Password.text('hunter2'), ['password']],
    ['no password', () => join(FILES, 'modern-rsa.p12'), Password.text(''), ['must have the password']],
    ['one in Unicode', () => join(FILES, 'modern-rsa.p12'), Password.text('hünter2'), ['a password in ASCII']],
    ['no key', () => join(FILES, 'no-key.p12'), PASSWORD, ['must hold one private key', 'without one']],
    ['no certificate', () => join(FILES, 'no-certificate.p12'), PASSWORD, ['the certificate of its private key']],
    ['two keys', () => written(merged('modern-rsa.p12', 'modern-ec.p12')), PASSWORD, ['2 private keys', '-srcalias']],
    ['half a file', () => written(whole.subarray(0, whole.length / 2)), PASSWORD, ['has lost a part']],
    ['all but a byte', () => written(whole.subarray(0, whole.length - 1)), PASSWORD, ['has lost a part']],
    ['something after it', () => written(Buffer.concat([whole, Buffer.from([0])])), PASSWORD, ['has lost a part']],
    ['an empty file', () => written(''), PASSWORD, ['an empty file']],
    ['a file in PEM', () => ROOT, PASSWORD, ['Credential.fromFiles()']],
    ['a certificate in DER', () => written(new X509Certificate(readFileSync(ROOT)).raw), PASSWORD, ['something else']],
    ['an old keystore of Java', () => written(Buffer.from('feedfeed00000002', 'hex')), PASSWORD, ['keytool']],
    ['a file that is missing', () => join(FILES, 'missing.p12'), PASSWORD, ['(ENOENT)']],
    ['a path that is none', () => '', PASSWORD, ['path must be the path of a file']],
  ])('%s', (_, path, password, fragments) => {
    const file = path();
    const message = errorOf(() => Credential.fromPkcs12({ path: file, password }));
    expect(message).toMatch(/^\[Credential\.fromPkcs12\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of [file, ...fragments]) {
      expect(message).toContain(fragment);
    }
    expect(message).not.toMatch(/h[uü]nter2|node-forge|asn1/i);
  });

  test('every file that was cut off, or has a byte changed, is read right or refused', () => {
    const expected = rendered({ path: join(FILES, 'legacy-ec.p12'), password: PASSWORD }).data;
    const bytes = bytesOf('legacy-ec.p12');
    for (let at = 3; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 0x55;
      for (const each of [bytes.subarray(0, at), changed]) {
        const path = written(each);
        let data: object = expected;
        let message = '[Credential.fromPkcs12] ';
        try {
          ({ data } = rendered({ path, password: PASSWORD }));
        } catch (error) {
          ({ message } = error as Error);
        }
        expect(data).toEqual(expected);
        expect(message).toMatch(/^\[Credential\.fromPkcs12\] /);
      }
    }
  });
});
