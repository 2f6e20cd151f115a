import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateStore, LocalCa } from '../../../src';
import { Command, CommandRun } from '../../support/command';
import { shopManifests } from './manifests';

let command: Command;
let folder: string;
const run = (...words: string[]): CommandRun => command.run(words, { cwd: folder });

beforeAll(async () => {
  command = await Command.make();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
});

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => command.dispose());

test('init', () => {
  const { code, out, err } = run('init', 'app', '--service', 'cart', '--ci', 'none');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('wrote cart-ingress.ts\nwrote test/cart-traffic.test.ts\n\nNext:\n  cd app\n  npm install\n');
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toContain("new CartIngress(app, 'cart');");
});

test('certs', () => {
  const store = CertificateStore.directory(join(folder, 'store'));
  const pem = new LocalCa({ store }).certificatePem;
  const env = { CDK8S_ISTIO_CERTIFICATES: 'store' };
  const certs = (...words: string[]) => command.run(['certs', ...words], { cwd: folder, env });
  expect(certs('list')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('local-ca.cdk8s-istio-local-ca'),
  });
  expect(certs('ca')).toEqual({ code: 0, out: pem, err: '' });
  expect(certs('ca', '-o', 'trust/ca.pem')).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(join(folder, 'trust/ca.pem'), 'utf8')).toBe(pem);
  expect(certs('renew', 'cdk8s-istio-local-ca')).toMatchObject({ code: 0, err: '' });
  expect(certs('ca').out).not.toBe(pem);
  expect(certs('show', 'nobody')).toMatchObject({ code: 2, out: '' });
  const readOnly = { ...env, CDK8S_ISTIO_CERTIFICATES_ACCESS: 'read-only' };
  expect(command.run(['certs', 'renew', '--all'], { cwd: folder, env: readOnly })).toMatchObject({
    code: 0,
    out: 'Nothing is due.\n',
  });
  expect(command.run(['certs', 'renew', 'cdk8s-istio-local-ca'], { cwd: folder, env: readOnly })).toMatchObject({
    code: 2,
    err: expect.stringContaining('nothing is renewed in a certificate store that is only read'),
  });
});

test('test, once and as long as it is let', async () => {
  writeFileSync(join(folder, 'shop.yaml'), shopManifests({ subset: 'v1' }));
  const tests = (subset: string) =>
    `manifests: [shop.yaml]\ntestCases: [{ from: shop/app=client, request: { url: http://web/cart }, expect: { subset: ${subset} } }]\n`;
  writeFileSync(join(folder, 'tests.yaml'), tests('v1'));
  expect(run('test', 'tests.yaml', '--coverage')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^tests\.yaml\n {2}ok {4}test case 1 \(1 request\)\n/),
  });
  writeFileSync(join(folder, 'tests.yaml'), tests('v2'));
  expect(run('test', 'tests.yaml').code).toBe(1);
  const watching = spawn(process.execPath, [command.file, 'test', 'tests.yaml', '--watch'], { cwd: folder });
  let seen = '';
  watching.stdout.on('data', (text) => (seen += String(text)));
  const ended = new Promise((resolve) => watching.on('exit', (code, signal) => resolve(code ?? signal)));
  const until = async (text: string): Promise<void> => {
    while (!seen.includes(text)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await until('0 passed, 1 failed');
  writeFileSync(join(folder, 'tests.yaml'), tests('v1'));
  await until('1 passed, 0 failed');
  watching.kill('SIGINT');
  expect(await ended).toBe(0);
}, 60_000);

test('a reader that closes the pipe early is no fault', () => {
  const script = `"$NODE" "$COMMAND" init --dry-run | head -1; echo "\${PIPESTATUS[0]}"`;
  const env = { ...process.env, NODE: process.execPath, COMMAND: command.file };
  expect(execFileSync('bash', ['-c', script], { cwd: folder, env, encoding: 'utf8' })).toBe('--- package.json\n0\n');
});
