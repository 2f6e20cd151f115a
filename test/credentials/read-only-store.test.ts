import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { SelfSignedCredentialProps } from '../../src/credentials/credential-props';
import { SealedCredential } from '../../src/credentials/private/sealed-credential';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { BIND, errorOf, newChart } from './support/binding';
import { NOW, issue, keysOf } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { after, entry, filled, makeFast, synth } from './support/store';

afterAll(removeFolders);

const make = () => {
  throw new Error('a certificate was made');
};

/** The manifest of one synth with a store that is only read. */
function readOnly(folder: string, now = NOW, props: SelfSignedCredentialProps = {}): string {
  const chart = newChart();
  const store = CertificateStore.readOnly(folder);
  new SelfSignedCredential({ store, ...props }, { clock: () => now, make }).bind(chart, BIND);
  return JSON.stringify(Testing.synth(chart));
}

/** What is in a folder, to its last byte and bit. */
function contentOf(folder: string): unknown {
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    const { mode, mtimeMs } = statSync(path);
    return [name, mode, mtimeMs, readFileSync(path, 'utf8')];
  });
}

describe('a store that is only read', () => {
  test('gives what it has, and stays as it is', () => {
    const { folder, manifest } = filled();
    const before = contentOf(folder);
    expect(readOnly(folder)).toBe(manifest);
    expect(contentOf(folder)).toEqual(before);
  });

  test('gives a certificate to its last day, though it is due for renewal', () => {
    const { folder, manifest } = filled();
    expect(readOnly(folder, after(364))).toBe(manifest);
    const message = errorOf(() => readOnly(folder, after(366)));
    expect(message).toContain(`[${entry(folder)}] the certificate of a store that is only read must be valid now`);
    expect(message).toContain('fix: renew the certificate');
  });

  test('gives the last of several', () => {
    const { folder } = filled();
    const second = synth(folder, { now: after(350) });
    const third = synth(folder, { now: after(700) });
    expect(second).not.toBe(third);
    expect(readOnly(folder, after(701))).toBe(third);
  });

  test('says what to do where it has none', () => {
    const { folder } = filled();
    const before = contentOf(folder);
    const message = errorOf(() => readOnly(folder, NOW, { dnsNames: ['shop.example.com', 'other.example.com'] }));
    expect(message).toContain(`[${folder}] a certificate store that is only read must hold a key and certificate`);
    expect(message).toContain('for Secret shop-credential in namespace istio-system');
    expect(message).toContain('received: "a folder without it"');
    expect(message).toContain('fix: synthesize where the store may be written, and bring the folder here');
    expect(contentOf(folder)).toEqual(before);
  });

  test('is not made', () => {
    const folder = join(newFolder(), 'store');
    expect(errorOf(() => readOnly(folder))).toContain('received: "no folder"');
    expect(existsSync(folder)).toBe(false);
  });

  test('keeps what is damaged where it is', () => {
    const { folder } = filled();
    writeFileSync(entry(folder), 'damaged');
    const before = contentOf(folder);
    expect(errorOf(() => readOnly(folder))).toContain(
      'fix: put the file back as it was, or delete it to get a new key',
    );
    expect(contentOf(folder)).toEqual(before);
  });

  test('is refused where others can get at it', () => {
    const { folder } = filled();
    chmodSync(entry(folder), 0o644);
    expect(errorOf(() => readOnly(folder))).toContain(`fix: chmod 0600 '${entry(folder)}'`);
    chmodSync(entry(folder), 0o600);
    chmodSync(folder, 0o777);
    expect(errorOf(() => readOnly(folder))).toContain(`fix: chmod 0700 '${folder}'`);
  });

  test('has no empty path', () => {
    expect(errorOf(() => CertificateStore.readOnly(''))).toContain(
      '[CertificateStore.readOnly] a store needs the path',
    );
  });
});

test('sealed texts come from it too', () => {
  const folder = join(newFolder(), 'store');
  const controllerCertificate = issue({ keys: keysOf('rsa2048') }).pem;
  const sealed = (store: CertificateStore): string => {
    const chart = newChart();
    const source = new SelfSignedCredential({ store }, { clock: () => NOW, make: makeFast });
    new SealedCredential(source, { controllerCertificate, store }, () => NOW).bind(chart, BIND);
    return JSON.stringify(Testing.synth(chart));
  };
  synth(folder);
  expect(errorOf(() => sealed(CertificateStore.readOnly(folder)))).toContain(
    'must hold the sealed texts for Secret shop',
  );
  const written = sealed(CertificateStore.directory(folder));
  expect(sealed(CertificateStore.readOnly(folder))).toBe(written);
});

describe('where nobody says which store', () => {
  const before = { ...process.env };
  const home = process.cwd();
  let stderr: jest.SpyInstance;

  beforeEach(() => {
    process.chdir(newFolder());
    ['CI', 'CDK8S_ISTIO_CERTIFICATES', 'CDK8S_ISTIO_CERTIFICATES_ACCESS'].forEach((name) =>
      Reflect.deleteProperty(process.env, name),
    );
    stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    stderr.mockRestore();
    process.chdir(home);
    process.env = before;
  });

  const bind = (props: SelfSignedCredentialProps = {}) =>
    new SelfSignedCredential(props, { clock: () => NOW, make: makeFast }).bind(newChart(), BIND);

  test('a pipeline is told once that it makes a new one', () => {
    process.env.CI = 'true';
    bind();
    bind();
    expect(stderr.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^A new certificate store is made in .+certificates\. .+ name it by CDK8S_ISTIO_CERTIFICATES, or .+\.\n$/,
        ),
      ],
    ]);
  });

  test.each<[string, { [name: string]: string }, SelfSignedCredentialProps]>([
    ['no pipeline', {}, {}],
    ['a shell that says so', { CI: 'false' }, {}],
    ['a pipeline with a store by the variable', { CI: '1', CDK8S_ISTIO_CERTIFICATES: 'kept' }, {}],
    ['a pipeline with a store in the program', { CI: '1' }, { store: CertificateStore.directory(newFolder()) }],
  ])('%s is told nothing', (_, variables, props) => {
    Object.assign(process.env, variables);
    bind(props);
    expect(stderr).not.toHaveBeenCalled();
  });

  test('the variable says that it is only read', () => {
    process.env.CDK8S_ISTIO_CERTIFICATES_ACCESS = 'read-only';
    const message = errorOf(() => bind());
    expect(message).toContain('a certificate store that is only read must hold a key and certificate');
    expect(message).toContain('or no CDK8S_ISTIO_CERTIFICATES_ACCESS');
    process.env.CDK8S_ISTIO_CERTIFICATES_ACCESS = 'read-write';
    bind();
    process.env.CDK8S_ISTIO_CERTIFICATES_ACCESS = 'read-only';
    bind();
    process.env.CDK8S_ISTIO_CERTIFICATES_ACCESS = 'yes';
    expect(errorOf(() => bind())).toContain('received: "yes"');
  });
});
