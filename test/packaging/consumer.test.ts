import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildPackage, ROOT } from './build-package';

/** Limits on what users download; raise them knowingly. */
const MOST_PACKED_KB = 2200;
const MOST_UNPACKED_KB = 11_000;

const MANIFEST = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
`;

const TEST = `manifests: [mesh.yaml]
testCases:
  - description: pods reach it
    from: shop
    request: { url: http://web/ }
    expect: { host: web.shop.svc.cluster.local }
`;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

function run(command: string, args: string[], cwd: string, env: { [name: string]: string } = {}): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...env } });
}

/** Packs a folder as for the registry, into another one. */
function pack(folder: string, into: string): Packed {
  const json = run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', into, folder],
    ROOT,
  );
  return Object.values(JSON.parse(json) as { [index: string]: Packed })[0];
}

describe('the package, as its users get it', () => {
  let app: string;
  let packed: Packed;

  /** Makes a cdk8s app elsewhere that has the tarball and its peers installed, all from here: no network is needed. */
  beforeAll(() => {
    buildPackage();
    app = mkdtempSync(join(tmpdir(), 'consumer-'));
    cpSync(join(__dirname, 'consumer'), app, { recursive: true });
    packed = pack('.', app);
    const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => pack(`./node_modules/${name}`, app).filename);
    const tarballs = [packed.filename, ...peers].map((file) => `./${file}`);
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs], app);
  }, 300_000);

  afterAll(() => rmSync(app, { recursive: true, force: true }));

  test('renders the same from TypeScript with ts-node and tsx, and from JavaScript of both kinds', () => {
    const synth = (runner: string[]): { [file: string]: string } => {
      const outdir = join(app, 'dist');
      run(process.execPath, runner, app, { CDK8S_OUTDIR: outdir });
      const files = readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]);
      rmSync(outdir, { recursive: true });
      return Object.fromEntries(files);
    };
    const plain = synth(['app.js']);
    expect(Object.keys(plain)).toEqual(['shop.k8s.yaml']);
    expect(plain['shop.k8s.yaml'].match(/^kind: .*/gm)).toEqual([
      'kind: Service',
      'kind: Secret',
      'kind: Gateway',
      'kind: DestinationRule',
      'kind: VirtualService',
    ]);
    expect(synth(['app.mjs'])).toEqual(plain);
    expect(synth([join(ROOT, 'node_modules/ts-node/dist/bin.js'), 'app.ts'])).toEqual(plain);
    expect(synth([join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'app.ts'])).toEqual(plain);
  }, 300_000);

  test('its types need none of Node, which a compiler knows only where it is told to', () => {
    const types = join(app, 'node_modules/cdk8s-istio/lib/src');
    const reached = new Set([join(types, 'index.d.ts')]);
    for (const file of reached) {
      for (const { 1: target } of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
        const path = join(file, '..', target);
        reached.add(existsSync(`${path}.d.ts`) ? `${path}.d.ts` : join(path, 'index.d.ts'));
      }
    }
    expect(reached.size).toBeGreaterThan(200);
    const withNode = [...reached].filter((file) =>
      /'node:|'(?:fs|path|crypto|stream)'|\bBuffer\b|\bNodeJS\./.test(
        readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
      ),
    );
    expect(withNode.map((file) => relative(types, file))).toEqual([]);
  });

  const INGRESS = `
    const { App, Chart } = require('cdk8s');
    const app = new App({ outdir: 'unused' });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new library.SecureIngress(chart, 'ingress', {
      hosts: ['shop.example.com'],
      credential: library.Credential.existing('shop'),
      backend: library.Backend.named('shop', { port: 80 }),
    });`;

  test.each([
    ['an import', '', []],
    ['an ingress', `${INGRESS} app.synthYaml();`, ['kernel', 'core']],
    [
      'a certificate at hand',
      'try { library.Credential.fromPem({ certificate: "none", privateKey: "none" }); } catch {}',
      ['kernel', 'core', 'certificates', 'pem'],
    ],
    ['another construct', 'library.AuthorizationPolicy;', ['kernel', 'core', 'more']],
    [
      'an attached analysis',
      `${INGRESS} library.IstioAnalysis.attach(app); app.synthYaml();`,
      ['kernel', 'core', 'certificates', 'regex', 'mesh', 'istio-schemas', 'analysis'],
    ],
    ['a mesh of manifests', 'library.Mesh.fromYaml([]);', ['kernel', 'regex', 'mesh', 'yaml']],
    ['a simulator', 'library.Simulator;', ['kernel', 'regex', 'mesh', 'simulation']],
    [
      'all that there is',
      'library.imports; Object.values(library);',
      [
        ...['kernel', 'core', 'certificates', 'pem', 'credentials', 'files', 'more'],
        ...['regex', 'mesh', 'analysis', 'simulation', 'diff', 'report', 'yaml', 'diagram'],
      ],
    ],
  ])(
    '%s loads no certificate, regular expression or cdk8s-plus library, and only the files it needs',
    (_, used, own) => {
      const script = `
      const library = require('cdk8s-istio');
      ${used}
      const loaded = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
      console.log(JSON.stringify(loaded.map((file) => file.slice(file.lastIndexOf('/node_modules/') + 14))));`;
      const files = JSON.parse(run(process.execPath, ['-e', script], app)) as string[];
      const packages = files.map((file) => file.split('/')[0]);
      expect(packages.filter((name) => ['node-forge', 're2js', 'cdk8s-plus-27'].includes(name))).toEqual([]);
      expect(files.filter((file) => file.startsWith('cdk8s-istio/')).sort()).toEqual(
        ['index', ...own].map((name) => `cdk8s-istio/lib/${name}.js`).sort(),
      );
    },
    60_000,
  );

  test('names its classes as its sources do, and the same to ES modules', () => {
    const script = `
      import { createRequire } from 'node:module';
      import * as imported from 'cdk8s-istio';
      const required = createRequire(import.meta.url)('cdk8s-istio');
      const names = (exported) => Object.keys(exported).filter((name) => !['default', '__esModule'].includes(name)).sort();
      const classes = (exported) => Object.entries(exported).filter(([, value]) => typeof value === 'function');
      console.log(JSON.stringify({
        imported: names(imported),
        required: names(required),
        classes: [required, ...Object.values(required.imports)]
          .flatMap(classes)
          .map(([name, value]) => [name, value.name, value[Symbol.for('jsii.rtti')]?.fqn.split('.').at(-1)]),
      }));`;
    const { imported, required, classes } = JSON.parse(
      run(process.execPath, ['--input-type=module', '-e', script], app),
    ) as { imported: string[]; required: string[]; classes: string[][] };
    expect(imported).toEqual(required);
    // What cdk8s-cli loads is no part of the API of other languages.
    const typed = classes.filter(([name]) => name !== 'IstioValidation');
    expect(typed).toEqual(typed.map(([name]) => [name, name, name]));
    expect(classes).toEqual(expect.arrayContaining([Array(3).fill('SecureIngress'), Array(3).fill('ServiceEntry')]));
  }, 60_000);

  test('draws pictures, and reads the program of pages for a page only', () => {
    const script = `
      const { Diagram, Mesh } = require('cdk8s-istio');
      const diagram = Diagram.of(Mesh.fromYaml([]));
      const hasPage = () => Object.keys(require.cache).some((file) => file.endsWith('page.js'));
      const before = [diagram.toSvg().slice(0, 4), hasPage()];
      console.log(JSON.stringify([...before, diagram.toHtml().slice(0, 15), hasPage()]));`;
    expect(JSON.parse(run(process.execPath, ['-e', script], app))).toEqual(['<svg', false, '<!doctype html>', true]);
  }, 60_000);

  describe('the command', () => {
    const command = (...words: string[]): string => run('npx', ['--no-install', 'cdk8s-istio', ...words], app);

    test('is there, with help for all that it does', () => {
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      expect(command('--version')).toBe(`${version}\n`);
      const help = command('--help');
      const names = Array.from(/^Commands:\n((?: {2}.*\n)+)/m.exec(help)?.[1].matchAll(/^ {2}([a-z]+)/gm) ?? []);
      expect(names.map(([, name]) => name)).toEqual(expect.arrayContaining(['analyze', 'migrate', 'completion']));
      for (const [, name] of names.filter(([, each]) => each !== 'help')) {
        expect(command(name, '--help')).toMatch(new RegExp(`^Usage: cdk8s-istio ${name} [^]*\nExamples:\n`));
      }
    }, 60_000);

    test.each([
      [['analyze', 'mesh.yaml'], /^1 object: 0 errors/],
      [['explain', 'http://web/', '--from', 'shop', 'mesh.yaml'], /^GET http:\/\/web:80\/ from a pod of shop$/m],
      [['diff', 'mesh.yaml', 'mesh.yaml'], /no request/i],
      [['test', 'mesh.test.yaml'], /^1 test case: 1 passed/m],
      [['graph', '--format', 'svg', 'mesh.yaml'], /^<svg/],
      [['graph', '--format', 'html', 'mesh.yaml'], /^<!doctype html>/],
      [['migrate', 'mesh.yaml', '--output', 'migrated.ts'], /^1 object/],
      [['completion', 'bash'], /complete .* cdk8s-istio$/m],
    ])(
      'does its work: %j',
      (words, expected) => {
        writeFileSync(join(app, 'mesh.yaml'), MANIFEST);
        writeFileSync(join(app, 'mesh.test.yaml'), TEST);
        expect(command(...words)).toMatch(expected);
      },
      60_000,
    );

    test.each([
      [['--help'], ['cli']],
      [
        ['explain', 'http://web/', '--from', 'shop', 'mesh.yaml'],
        ['cli', 'kernel', 'mesh', 'regex', 'report', 'simulation', 'yaml'],
      ],
      [
        ['analyze', 'mesh.yaml'],
        ['analysis', 'certificates', 'cli', 'files', 'kernel', 'mesh', 'regex', 'report', 'yaml'],
      ],
      [
        ['test', 'mesh.test.yaml'],
        ['cli', 'files', 'istio-schemas', 'kernel', 'mesh', 'regex', 'report', 'simulation', 'yaml'],
      ],
    ])(
      '%j loads what it needs, and nothing else',
      (words, bundles) => {
        writeFileSync(join(app, 'mesh.yaml'), MANIFEST);
        writeFileSync(join(app, 'mesh.test.yaml'), TEST);
        const lib = join(app, 'node_modules/cdk8s-istio/lib');
        const script = `process.argv.splice(1, 0, 'cdk8s-istio');
          process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));
          require(${JSON.stringify(join(lib, 'cli.js'))});`;
        const { stderr } = spawnSync(process.execPath, ['-e', script, '--', ...words], { cwd: app, encoding: 'utf8' });
        const loaded = (JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '') as string[]).map((file) =>
          relative(realpathSync(lib), file),
        );
        expect(loaded.sort()).toEqual(bundles.map((name) => `${name}.js`));
      },
      60_000,
    );
  });

  test('holds compiled code and its types, and neither tests nor keys', () => {
    const own = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/'));
    const expected =
      /^(bin\/cdk8s-istio\.js|lib\/(kernel|core|certificates|pem|credentials|files|regex|more|mesh|analysis|istio-schemas|other-schemas|envoy|cel|yaml|simulation|diff|report|diagram|page|cli|index)\.js|lib\/THIRD_PARTY_LICENSES|lib\/(src|imports)\/.*\.d\.ts|\.jsii|package\.json|README\.md|LICENSE)$/;
    expect(own.filter((path) => !expected.test(path))).toEqual([]);
    expect(own).toEqual(
      expect.arrayContaining(['.jsii', 'LICENSE', 'README.md', 'lib/index.js', 'lib/src/index.d.ts']),
    );
    const licences = readFileSync(join(app, 'node_modules/cdk8s-istio/lib/THIRD_PARTY_LICENSES'), 'utf8');
    expect(licences).toMatch(/^commander \d/m);
    expect(licences).toMatch(/^js-yaml \d/m);
    const bundled = packed.files.map(({ path }) => /^node_modules\/([^/]+)\//.exec(path)?.[1]);
    expect([...new Set(bundled)].filter((name) => name !== undefined).sort()).toEqual(['node-forge', 're2js']);
    expect(packed.files.filter(({ path }) => /\.(pem|key|crt|p12)$/.test(path))).toEqual([]);
  });

  test('stays small', () => {
    expect(Math.ceil(packed.size / 1024)).toBeLessThanOrEqual(MOST_PACKED_KB);
    expect(Math.ceil(packed.unpackedSize / 1024)).toBeLessThanOrEqual(MOST_UNPACKED_KB);
  });
});
