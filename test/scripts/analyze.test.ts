import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

function run(script: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [TSX, join(ROOT, 'scripts', script), ...args], { encoding: 'utf8' });
}

const folder = mkdtempSync(join(tmpdir(), 'analyze-'));
const bad = join(folder, 'bad.yaml');
const good = join(folder, 'good.yaml');
writeFileSync(
  bad,
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a.example.com], typo: 1}\n',
);
writeFileSync(good, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');

test('prints findings as JSON, and fails on errors', () => {
  const { status, stdout } = run('analyze.ts', '--format', 'json', bad, good);
  const { findings, summary } = JSON.parse(stdout);
  expect(findings.map(({ code, place }: { code: string; place: object }) => [code, place])).toContainEqual([
    'CDI0003',
    expect.objectContaining({
      kind: 'VirtualService',
      namespace: 'default',
      name: 'a',
      file: bad,
      line: 4,
      field: 'spec.typo',
    }),
  ]);
  expect(summary.objects).toBe(2);
  expect(status).toBe(1);
});

test('a key in a manifest is fine, or not, as asked', () => {
  const secret = join(folder, 'secret.yaml');
  const key = '-----BEGIN PRIVATE KEY-----\n    AAAA\n    -----END PRIVATE KEY-----';
  writeFileSync(secret, `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  tls.key: |\n    ${key}\n`);
  expect(run('analyze.ts', secret)).toMatchObject({ status: 0, stdout: expect.stringContaining('CDI0012') });
  expect(run('analyze.ts', '--plain-keys', 'forbidden', secret).status).toBe(1);
});

test('fine manifests end with 0, and what can not be read with 2', () => {
  expect(run('analyze.ts', good)).toMatchObject({ status: 0, stderr: '' });
  const missing = run('analyze.ts', good, join(folder, 'missing.yaml'));
  expect(missing).toMatchObject({
    status: 2,
    stderr: `${join(folder, 'missing.yaml')}: there is no such file or folder\n`,
  });
  expect(missing.stdout).toContain('1 object: 0 errors');
});

test.each([
  [[]],
  [['--format', 'xml', 'a']],
  [['--fail-on', 'bad', 'a']],
  [['--plain-keys', 'yes', 'a']],
  [['--unknown', 'a']],
])('%j is no way to call it', (args) => {
  const { status, stderr } = run('analyze.ts', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain('usage: npm run analyze -- [--format text|json|sarif|junit]');
});

test('recordings are replayed, and differences counted', () => {
  const file = join(folder, 'recordings.yaml');
  const object = '{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a}, spec: {}}';
  writeFileSync(
    file,
    `- {name: right, object: ${object}, admitted: true, errors: []}\n- {name: wrong, object: ${object}, admitted: false, errors: []}\n`,
  );
  const { status, stdout } = run('admit.ts', file);
  expect(stdout).toBe(`${file}: wrong: admitted: recorded false, here true\n1 passed, 1 failed\n`);
  expect(status).toBe(1);
  expect(run('admit.ts', bad)).toMatchObject({ status: 2, stderr: `${bad}: a file of recordings must be one list\n` });
});
