import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prove } from '../../src/migration/proof';
import { migrateFiles } from '../support/migration';

const ROOT = join(__dirname, '../..');
const TSX = ['--import', pathToFileURL(require.resolve('tsx')).href];
const MODULES = { cdk8s: require.resolve('cdk8s'), 'cdk8s-istio': join(ROOT, 'src/index.ts') };

const SECRET =
  '{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: shop}, stringData: {password: swordfish}}';
const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}
`;

// Processes take as long as the machine lets them.
jest.setTimeout(120_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'migration-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): { file: string; text: string } {
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, text };
}

function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s-istio-migration-'));
}

describe('the proof', () => {
  test('tells each difference, and nothing secret', async () => {
    const gone =
      '{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: gone, namespace: shop}, spec: {}}';
    const sources = [write('a.yaml', GATEWAY), write('b.yaml', SECRET)];
    const migration = migrateFiles([...sources, { file: 'c.yaml', text: gone }]);
    const others = [
      { ...sources[0], text: sources[0].text.replace('number: 80', 'number: 8080') },
      { ...sources[1], text: sources[1].text.replace('swordfish', 'other') },
      { file: 'c.yaml', text: '{apiVersion: v1, kind: Service, metadata: {name: new}}' },
    ];
    const { deviations } = await prove(others, migration, { modules: MODULES, execArgv: TSX });
    expect(deviations.map(({ object, message }) => `${object}: ${message}`)).toEqual([
      'Gateway shop/web: it is rendered otherwise: spec.servers.0.port.number is 80 instead of 8080',
      'Secret shop/key: it is rendered otherwise: stringData.password',
      'Service new: it is not rendered',
      'Sidecar shop/gone: it is rendered, but not in the input',
    ]);
  });

  test('says why code does not run', async () => {
    const sources = [write('b.yaml', SECRET)];
    const migration = migrateFiles(sources);
    rmSync(sources[0].file);
    const before = temporaryFolders();
    const { failure } = await prove(sources, migration, { modules: MODULES, execArgv: TSX });
    expect(failure).toMatch(/^Error: .*b\.yaml/);
    expect(failure).not.toContain('swordfish');
    expect(temporaryFolders()).toEqual(before);
  });
});

describe('the command', () => {
  function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [...TSX, join(ROOT, 'src/cli/bin.ts'), 'migrate', ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
  }

  test('writes code that is proved', () => {
    write('a.yaml', GATEWAY);
    write('b.yaml', SECRET);
    const { status, stdout } = run('a.yaml', 'b.yaml', '--output', 'src/main.ts');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '2 objects: 1 as constructs, 1 read from their files, because they hold secrets\n',
    });
    expect(readFileSync(join(folder, 'src/main.ts'), 'utf8')).toContain("new Gateway(chart, 'web', {");
    expect(readdirSync(join(folder, 'src'))).toEqual(['main.ts']);
    // What the option was called once.
    expect(run('a.yaml', 'b.yaml', '--out', 'other.ts')).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'other.ts'))).toEqual(readFileSync(join(folder, 'src/main.ts')));
  });

  test.each([
    ['an option that it does not know', ['a.yaml', '--no'], 2, "unknown option '--no'"],
    ['no file to write to', ['a.yaml'], 2, 'say which file to write the program to: --output main.ts'],
    ['what is no manifest', ['c.yaml', '--output', 'main.ts'], 2, 'c.yaml:1: it is no manifest'],
  ])('%s', (_, args, code, message) => {
    write('a.yaml', GATEWAY);
    write('c.yaml', 'a: b');
    const { status, stderr } = run(...args);
    expect(status).toBe(code);
    expect(stderr).toContain(message);
    expect(existsSync(join(folder, 'main.ts'))).toBe(false);
  });
});
