import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { Backend, Credential, Redaction, SecureIngress } from '../../src';
import { WrittenObject, objectsIn, synthExample } from '../support/example';
import { run, snippetsOf, typeErrors } from '../support/snippets';

const ROOT = join(__dirname, '../..');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`)].filter(
  (file) => file.endsWith('.md'),
);
const SNIPPETS = PAGES.flatMap(snippetsOf);
const CODE = SNIPPETS.filter(({ language }) => language === 'ts');

let folder: string;
const before = { ...process.env };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-docs-'));
  Object.assign(process.env, { CDK8S_OUTDIR: join(folder, 'dist'), CDK8S_ISTIO_CERTIFICATES: join(folder, 'store') });
});

afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

test('there is code in the docs, and all of it compiles', () => {
  expect(CODE.length).toBeGreaterThan(0);
  expect(typeErrors(CODE)).toEqual([]);
});

test('a type error would be noticed', () => {
  const code = "import { Backend } from 'cdk8s-istio';\nBackend.named(80);\n";
  expect(typeErrors([{ language: 'ts', code, place: 'docs/none.md:1' }])).toEqual([
    "docs/none.md:1: Argument of type 'number' is not assignable to parameter of type 'string'.",
  ]);
});

test.each(CODE.map((snippet) => [snippet.place, snippet] as const))(
  '%s runs, and prints what is shown below it',
  (_, snippet) => {
    const printed = run(snippet);
    const { language, code } = SNIPPETS[SNIPPETS.indexOf(snippet) + 1] ?? { language: '', code: '' };
    expect(printed).toBe(printed !== '' && language === 'text' ? code : '');
  },
);

test.each(PAGES)('every link of %s to a file leads somewhere', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(({ 1: target }) => join(ROOT, page, '..', target));
  const missing = targets.filter((target) => !existsSync(target));
  expect(missing).toEqual([]);
});

describe('the README', () => {
  const blocks = (language: string) => snippetsOf('README.md').filter((snippet) => snippet.language === language);

  test('shows what the example renders', () => {
    const files = synthExample('httpbin', join(folder, 'store'));
    const rendered = Redaction.of(objectsIn([...files.values()].join('---\n'))) as WrittenObject[];
    const shown = objectsIn(blocks('yaml')[0].code);
    expect(shown).toHaveLength(4);
    for (const object of shown) {
      expect(object).toEqual(rendered.find(({ kind }) => kind === object.kind));
    }
  });

  test('shows the app of the example', () => {
    expect(blocks('ts')[0].code).toBe(readFileSync(join(ROOT, 'examples/httpbin/main.ts'), 'utf8'));
  });

  /** The app of the README as a program of its own, in which a subset is of a version that no workload has. */
  function synthWithMistake(): void {
    mkdirSync(join(ROOT, 'build'), { recursive: true });
    const home = mkdtempSync(join(ROOT, 'build', 'readme-'));
    const main = join(home, 'main.ts');
    const code = blocks('ts')[0]
      .code.replace('const app = new App();', '$&\nIstioAnalysis.attach(app);')
      .replace('Credential,', '$& IstioAnalysis,')
      .replace("labels: { version: 'v2' }", "labels: { version: 'v3' }");
    writeFileSync(main, code);
    try {
      const { stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', main], { cwd: home, encoding: 'utf8' });
      throw new Error(stderr);
    } finally {
      rmSync(home, { recursive: true });
    }
  }

  test('shows the errors as they come', () => {
    const build = (overrides: object) => () =>
      new SecureIngress(new Chart(new App(), 'httpbin'), 'ingress', {
        name: 'httpbin',
        hosts: ['httpbin.local.1q77.com'],
        credential: Credential.selfSigned(),
        backend: Backend.named('httpbin-service'),
        ...overrides,
      });
    const errors = [
      synthWithMistake,
      build({
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'v2', labels: {}, weight: 100 },
        ],
      }),
      build({ credential: Credential.selfSigned({ dnsNames: ['*.example.com'] }) }),
    ];
    blocks('text').forEach(({ code }, index) => {
      expect(errors[index]).toThrow(code.trimEnd());
    });
    expect(blocks('text')).toHaveLength(errors.length);
  });
});
