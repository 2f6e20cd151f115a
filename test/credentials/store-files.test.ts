import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { setAside } from '../../src/credentials/private/store-files';
import { BIND, errorOf, newChart } from './support/binding';
import { newFolder, removeFolders } from '../support/folder';
import { entries, entry, filled, modeOf, synth } from './support/store';

afterAll(removeFolders);

describe('files', () => {
  test('are for their owner alone', () => {
    const { folder } = filled();
    expect(modeOf(folder)).toBe('700');
    expect(readdirSync(folder).map((name) => [name.replace(/-[0-9a-f]{16}/, ''), modeOf(join(folder, name))])).toEqual([
      ['.gitignore', '600'],
      ['istio-system.shop-credential.1.pem', '600'],
    ]);
  });

  test('have bounded names, whatever the Secret is called', () => {
    const folder = newFolder();
    synth(folder, { options: { defaultName: 'n'.repeat(253), namespace: 's'.repeat(63) } });
    synth(folder, { options: { defaultName: `${'n'.repeat(252)}m`, namespace: 's'.repeat(63) } });
    expect(entries(folder)).toHaveLength(2);
    expect(Math.max(...entries(folder).map((name) => name.length))).toBeLessThan(200);
  });

  test.each([0o644, 0o640, 0o604, 0o620, 0o601])('that others can get at are refused: mode %o', (mode) => {
    const { folder } = filled();
    chmodSync(entry(folder), mode);
    const message = errorOf(() => synth(folder));
    expect(message).toContain(`[${entry(folder)}] this part of the certificate store holds a private key`);
    expect(message).toContain(`received: "mode 0${mode.toString(8)}"`);
    expect(message).toContain(`fix: chmod 0600 '${entry(folder)}'`);
    chmodSync(entry(folder), 0o600);
    expect(synth(folder)).not.toBe('');
  });

  test.each([0o770, 0o702, 0o777])('in a folder that others can write to are refused: mode %o', (mode) => {
    const { folder } = filled();
    chmodSync(folder, mode);
    const message = errorOf(() => synth(folder));
    expect(message).toContain(`[${folder}] this part of the certificate store must be writable by you alone`);
    expect(message).toContain(`fix: chmod 0700 '${folder}'`);
  });

  test('in a folder that others can read are accepted', () => {
    const { folder, manifest } = filled();
    chmodSync(folder, 0o755);
    expect(synth(folder)).toBe(manifest);
  });

  test('are kept from Git, unless somebody says otherwise', () => {
    const { folder } = filled();
    const ignore = join(folder, '.gitignore');
    expect(readFileSync(ignore, 'utf8')).toBe('*\n');
    writeFileSync(ignore, '');
    synth(folder, { options: { defaultName: 'other' } });
    expect(readFileSync(ignore, 'utf8')).toBe('');
  });

  test('of others in the folder are not ignored', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'main.ts'), '');
    synth(folder);
    expect(existsSync(join(folder, '.gitignore'))).toBe(false);
  });

  test.each<[string, (folder: string) => string]>([
    ['below a file', (folder) => join(entry(folder), 'store')],
    ['that is a file', (folder) => entry(folder)],
  ])('can not be in a folder %s', (_, path) => {
    const message = errorOf(() => synth(path(filled().folder)));
    expect(message).toMatch(/must be a folder that can be written\n {2}received: "(ENOTDIR|EEXIST)"\n {2}fix: .+$/);
  });

  test('can not be folders', () => {
    const { folder } = filled();
    const path = entry(folder);
    unlinkSync(path);
    mkdirSync(path, { mode: 0o700 });
    expect(errorOf(() => synth(folder))).toContain('must be a file that can be read\n  received: "EISDIR"');
  });

  test('can not be links to nowhere', () => {
    const { folder } = filled();
    const path = entry(folder);
    unlinkSync(path);
    symlinkSync(join(folder, 'nowhere'), path);
    expect(errorOf(() => synth(folder))).toContain('must stay while it is used');
  });
});

describe('a damaged file', () => {
  test('is put aside by one of several processes, and what another has made since stays', () => {
    const path = join(newFolder(), 'entry');
    writeFileSync(path, 'damaged');
    expect(setAside(path, 'damaged')).toBe(`${path}.damaged`);
    expect(setAside(path, 'damaged')).toBeUndefined();
    writeFileSync(path, 'good');
    expect(setAside(path, 'damaged')).toBeUndefined();
    expect([path, `${path}.damaged`].map((each) => readFileSync(each, 'utf8'))).toEqual(['good', 'damaged']);
    expect(existsSync(`${path}.damaged-2`)).toBe(false);
  });
});

describe('where a store is', () => {
  const variable = 'CDK8S_ISTIO_CERTIFICATES';
  const before = process.env[variable];
  const home = process.cwd();

  afterEach(() => {
    process.chdir(home);
    process.env[variable] = before ?? '';
  });

  test.each<[string, string | undefined, string]>([
    ['in the project', undefined, '.cdk8s-istio/certificates'],
    ['in the project, with an empty variable', '', '.cdk8s-istio/certificates'],
    ['where the variable says', 'elsewhere/certificates', 'elsewhere/certificates'],
  ])('%s', (_, value, expected) => {
    const folder = newFolder();
    process.chdir(folder);
    process.env[variable] = value ?? '';
    if (value === undefined) {
      Reflect.deleteProperty(process.env, variable);
    }
    new SelfSignedCredential({}).bind(newChart(), BIND);
    expect(entries(join(folder, expected))).toHaveLength(1);
    expect(modeOf(join(folder, expected.split('/')[0]))).toBe('700');
  });

  test('by a path, which starts at the working directory of then', () => {
    const folder = newFolder();
    process.chdir(folder);
    const store = CertificateStore.directory('own');
    process.chdir(home);
    expect(store.path).toBe(join(folder, 'own'));
    expect(CertificateStore.directory(folder).path).toBe(folder);
  });

  test('never at an empty path', () => {
    const message = errorOf(() => CertificateStore.directory(''));
    expect(message).toBe(
      '[CertificateStore.directory] a store needs the path of a folder\n  received: ""\n  fix: give a path such as \'.cdk8s-istio/certificates\'',
    );
  });
});
