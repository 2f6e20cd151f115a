import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const ROOT = join(__dirname, '../..');
const folder = newFolder();
const good = join(folder, 'good.yaml');
const bad = join(folder, 'bad.yaml');
writeFileSync(good, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
writeFileSync(
  bad,
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a.example.com], typo: 1}\n',
);

function npmRun(script: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('npm', ['run', '--silent', script, '--', ...args], { cwd: ROOT, encoding: 'utf8' });
}

test('npm run analyze takes a format and paths', () => {
  const { status, stdout } = npmRun('analyze', '--format', 'json', bad, good);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { objects: 2 } });
  expect(JSON.parse(stdout).findings.map(({ code }: { code: string }) => code)).toContain('CDI0003');
  expect(status).toBe(1);
  expect(npmRun('analyze', '--format', 'xml', good)).toMatchObject({ status: 2, stdout: '' });
});

test('npm run migrate takes paths and --out', () => {
  const program = join(folder, 'main.ts');
  expect(npmRun('migrate', good, '--out', program)).toMatchObject({
    status: 0,
    stdout: '1 object: 1 as plain objects\n',
  });
  expect(readFileSync(program, 'utf8')).toContain("new ApiObject(chart, 'a'");
});

test('npm run diff takes what was and what will be', () => {
  expect(npmRun('diff', good, good)).toMatchObject({ status: 0, stderr: '' });
});
