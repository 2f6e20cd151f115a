import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { main } from '../../src/cli/main';
import { newFolder, removeFolders } from '../support/folder';
import { Snippet, typeErrors } from '../support/snippets';

afterAll(removeFolders);

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function init(...words: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await main({
    words: ['init', ...words],
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
  });
  return { code, out, err };
}

const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const filesIn = (folder: string): string[] =>
  (
    readdirSync(folder, { recursive: true, withFileTypes: true }) as {
      name: string;
      parentPath: string;
      isFile(): boolean;
    }[]
  )
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();

const APP = ['.gitignore', 'README.md', 'cdk8s.yaml', 'main.ts', 'package.json', 'tsconfig.json'];
const OWN = ['shop-ingress.ts', 'test/shop-traffic.test.ts'];

test('a new folder gets an app, a test and a pipeline', async () => {
  const folder = join(newFolder(), 'a', 'shop');
  const { code, out } = await init(folder);
  expect(code).toBe(0);
  expect(filesIn(folder)).toEqual(['.github/workflows/manifests.yml', ...APP, ...OWN].sort());
  expect(out).toContain(`Next:\n  cd ${folder}\n  npm install\n  npm test\n  npx cdk8s synth\n`);
  const own = JSON.parse(text(__dirname, '../../package.json')) as {
    version: string;
    peerDependencies: { [name: string]: string };
  };
  expect(JSON.parse(text(folder, 'package.json'))).toMatchObject({
    private: true,
    dependencies: { ...own.peerDependencies, 'cdk8s-istio': `^${own.version}` },
  });
});

test.each([
  ['github', ['.github/workflows/manifests.yml']],
  ['gitlab', ['.gitlab-ci.yml']],
  ['both', ['.github/workflows/manifests.yml', '.gitlab-ci.yml']],
  ['none', []],
])('pipelines: %s', async (ci, expected) => {
  for (const credential of ['existing', 'self-signed']) {
    const folder = newFolder();
    await init(folder, '--ci', ci, '--credential', credential);
    expect(filesIn(folder).filter((file) => file.endsWith('.yml'))).toEqual(expected);
    for (const file of expected) {
      const written = text(folder, file);
      expect(parse(written)).toBeInstanceOf(Object);
      for (const command of [
        'npm ci',
        'npm test',
        'npx cdk8s synth',
        'npx cdk8s-istio analyze --partial dist/',
        'npx cdk8s-istio diff',
        'test -e ../base/cdk8s.yaml || exit 0',
      ]) {
        expect(written).toContain(command);
      }
      // Manifests with a key in them are for nobody to download.
      expect(/upload-artifact|paths: \[dist/.test(written)).toBe(credential === 'existing');
    }
  }
});

test('the code for each source of certificates compiles', async () => {
  const sources = {
    existing: "Credential.existing('cart-credential')",
    'cert-manager': 'Credential.certManager(',
    'self-signed': 'Credential.selfSigned()',
    'local-ca': 'Credential.localCa(new LocalCa())',
  };
  const charts: Snippet[] = [];
  for (const [credential, expression] of Object.entries(sources)) {
    const folder = newFolder();
    const options = ['--service', 'cart', '--host', '*.example.com', '--port', '8080'];
    await init(folder, ...options, '--credential', credential);
    const code = text(folder, 'cart-ingress.ts');
    expect(code).toContain(expression);
    expect(code).toContain("backend: Backend.named('cart', { port: 8080 })");
    charts.push({ language: 'ts', code, place: `${credential}.ts` });
  }
  expect(typeErrors(charts)).toEqual([]);
});

test('a name that begins with a digit is one of a class all the same', async () => {
  const folder = newFolder();
  await init(folder, '--service', '2nd-cart');
  expect(text(folder, '2nd-cart-ingress.ts')).toContain('export class App2ndCartIngress extends Chart');
});

test('an app gets a chart and a test, keeps all that it has, and is told what else it takes', async () => {
  const folder = newFolder();
  const before = {
    'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n',
    'main.ts': '// mine\n',
    'package.json': '{ "devDependencies": { "jest": "^29.0.0" } }\n',
  };
  Object.entries(before).forEach(([name, content]) => writeFileSync(join(folder, name), content));
  const { code, out } = await init(folder, '--ci', 'none');
  expect(code).toBe(0);
  expect(filesIn(folder)).toEqual([...Object.keys(before), ...OWN].sort());
  Object.entries(before).forEach(([name, content]) => expect(text(folder, name)).toBe(content));
  expect(text(folder, 'test/shop-traffic.test.ts')).not.toContain('node:test');
  expect(out.split('\n')).toEqual([
    'wrote shop-ingress.ts',
    'wrote test/shop-traffic.test.ts',
    '',
    'Next:',
    `  cd ${folder}`,
    '  npm install cdk8s-istio',
    '  and in the program, after the app is made:',
    "    import { IstioAnalysis } from 'cdk8s-istio';",
    "    import { ShopIngress } from './shop-ingress';",
    '    IstioAnalysis.attach(app);',
    "    new ShopIngress(app, 'shop');",
    '  npx jest test/shop-traffic.test.ts',
    '  npx cdk8s synth',
    '',
  ]);
  const again = await init(folder, '--ci', 'none');
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('left as it was: shop-ingress.ts') });
});

test('what the app has already is not asked for again', async () => {
  const folder = newFolder();
  await init(folder, '--ci', 'none');
  expect(text(folder, 'main.ts')).toMatch(/new App\(\);\n.*\nIstioAnalysis\.attach\(app\);\nnew ShopIngress/);
  expect(JSON.parse(text(folder, 'package.json'))).toHaveProperty(
    'scripts.test',
    expect.stringMatching(/test\/\*\.test\.ts$/),
  );
  const { out } = await init(folder, '--ci', 'none', '--service', 'cart', '--host', 'Cart.Example.com');
  expect(out).toContain("new CartIngress(app, 'cart');");
  expect(out).not.toContain('IstioAnalysis');
  expect(text(folder, 'cart-ingress.ts')).toContain("hosts: ['cart.example.com']");
});

test('pipelines below the root of a repository are told to be moved', async () => {
  const root = newFolder();
  mkdirSync(join(root, '.git'));
  const inside = await init(join(root, 'apps', 'shop'), '--ci', 'both');
  expect(inside.err).toContain(
    `.github/workflows/manifests.yml and .gitlab-ci.yml will not run here: move what you need of it to ${root},`,
  );
  expect((await init(join(root, 'apps', 'cart'), '--ci', 'none')).err).toBe('');
  const own = newFolder();
  mkdirSync(join(own, '.git'));
  expect((await init(own, '--ci', 'github')).err).toBe('');
});

test('a dry run prints the files and writes nothing', async () => {
  const folder = join(newFolder(), 'shop');
  const { code, out } = await init(folder, '--dry-run');
  expect(code).toBe(0);
  expect(out.match(/^--- .*/gm)).toEqual(
    [
      ...['package.json', 'tsconfig.json', 'cdk8s.yaml', 'main.ts', '.gitignore', 'README.md'],
      ...OWN,
      '.github/workflows/manifests.yml',
    ].map((path) => `--- ${path}`),
  );
  expect(existsSync(folder)).toBe(false);
});

test.each<[string, (folder: string) => string[], string]>([
  ['a file', (folder) => [file(folder, 'shop', '')], 'is no folder'],
  [
    'a folder with something else',
    (folder) => [join(file(folder, 'shop/setup.py', ''), '..')],
    'is neither empty nor a cdk8s app, which has a cdk8s.yaml; it holds setup.py',
  ],
  [
    'an app in another language',
    (folder) => [join(file(folder, 'shop/cdk8s.yaml', 'language: python\n'), '..')],
    'is that of an app in python; only apps in typescript are extended',
  ],
  ['a cdk8s.yaml that is none', (folder) => [join(file(folder, 'shop/cdk8s.yaml', 'a: ['), '..')], 'names no language'],
  [
    'an app without package.json',
    (folder) => [join(file(folder, 'shop/cdk8s.yaml', 'language: typescript\n'), '..')],
    "package.json can't be read",
  ],
  ['a loop of links', loop, 'nothing was written: EEXIST'],
  ['a host that is none', () => ['--host', 'shop_1.example.com'], '[--host]'],
  ['a Service that is none', () => ['--service', 'Shop'], '[--service]'],
  ['a namespace that is none', () => ['--namespace', 'a.b'], '[--namespace]'],
  ['a port that is none', () => ['--port', '0'], 'It has to be a number from 1 to 65535.'],
  ['a credential that is none', () => ['--credential', 'none'], 'Allowed choices are'],
])('%s is refused, and nothing is written', async (_, words, message) => {
  const folder = newFolder();
  const own = words(folder);
  const before = filesIn(folder);
  const { code, err } = await init(...own, ...(own[0].startsWith('--') ? [join(folder, 'new')] : []));
  expect(err).toContain(message);
  expect(code).toBe(2);
  expect(filesIn(folder)).toEqual(before);
});

test('what was written is taken away again where the rest can not be', async () => {
  const folder = newFolder();
  file(folder, 'cdk8s.yaml', 'language: typescript\n');
  file(folder, 'package.json', '{}');
  // A file where a folder has to be.
  file(folder, 'test', 'in the way');
  const before = filesIn(folder);
  const { code, err } = await init(folder);
  expect(err).toContain('nothing was written: ');
  expect(code).toBe(2);
  expect(filesIn(folder)).toEqual(before);
});

function file(folder: string, path: string, content: string): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
}

function loop(folder: string): string[] {
  symlinkSync(join(folder, 'b'), join(folder, 'a'));
  symlinkSync(join(folder, 'a'), join(folder, 'b'));
  return [join(folder, 'a', 'shop')];
}
