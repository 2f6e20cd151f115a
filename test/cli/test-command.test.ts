import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { main } from '../../src/cli/main';
import { issue } from '../credentials/support/certificates';
import { objectsIn } from '../support/example';
import { SHOP } from '../traffic/shop';

const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

const tests = (status: number, rest = ''): string =>
  `${rest}testCases: [{ description: old, request: { url: http://shop.example.com/old }, expect: { status: ${status} } }]\n`;
const shop = file('app/shop.yaml', SHOP);
const right = file('app/tests/right.yaml', tests(301));
const wrong = file('app/tests/wrong.yaml', tests(200));
const own = file('app/own.yaml', tests(301, 'manifests: [shop.yaml]\n'));

interface Running {
  readonly ended: Promise<number>;
  out(): string;
  err(): string;
}

function start(...words: string[]): Running {
  let [out, err] = ['', ''];
  const ended = main({
    words: ['test', ...words],
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
  });
  return { ended, out: () => out, err: () => err };
}

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const running = start(...words);
  return { code: await running.ended, out: running.out(), err: running.err() };
}

test('tests that pass are fine, and those that fail are found', async () => {
  expect(await run(right, '-m', shop)).toEqual({
    code: 0,
    out: `${right}\n  ok    old (1 request)\n\n1 test case: 1 passed, 0 failed; 1 request: 1 passed, 0 failed\n`,
    err: '',
  });
  const failed = await run(wrong, right, '-m', shop);
  expect(failed.code).toBe(1);
  expect(failed.out).toContain('expected status 200, got 301');
  expect(failed.out).toContain('2 test cases: 1 passed, 1 failed');
});

test('a file can name its manifests, from where it lies', async () => {
  expect(await run(own)).toMatchObject({ code: 0 });
});

test('of a folder the files with tests are run, whatever else lies there', async () => {
  const { code, out } = await run(join(folder, 'app'), '-m', shop);
  expect(code).toBe(1);
  expect(out).toContain('3 test cases: 2 passed, 1 failed');
});

test('coverage is told on demand, and may have to be enough', async () => {
  expect((await run(right, '-m', shop)).out).not.toContain('coverage');
  expect((await run(right, '-m', shop, '--coverage')).out).toContain('coverage: 1 of 6 routes; no request took');
  expect(await run(right, '-m', shop, '--min-coverage', '16')).toMatchObject({ code: 0 });
  expect(await run(right, '-m', shop, '--min-coverage', '17')).toMatchObject({
    code: 1,
    err: 'tests reach 16.7% of the routes, less than 17%\n',
  });
});

test('results are written in other forms, and to files', async () => {
  const output = join(folder, 'out', 'traffic.xml');
  expect(await run(right, '-m', shop, '--format', 'junit', '-o', output)).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(output, 'utf8')).toContain('<testsuites name="cdk8s-istio" tests="1" failures="0"');
  expect(JSON.parse((await run(right, '-m', shop, '--format', 'json')).out)).toMatchObject({ summary: { passed: 1 } });
});

test('the certificate of a client is in a file beside the tests', async () => {
  const recorded = parse(readFileSync(join(__dirname, '../cases/mutual-tls.yaml'), 'utf8')) as { manifests: string };
  const { manifests } = recorded;
  const client = objectsIn(manifests).find(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'client');
  const certificate = Buffer.from(client?.data?.['tls.crt'] ?? '', 'base64').toString();
  const mesh = file('mutual/mesh.yaml', manifests);
  file('mutual/clients/client.crt', certificate);
  const send = (name: string, connection: string): string =>
    file(
      `mutual/${name}.yaml`,
      `testCases: [{ request: { url: https://shop.example.com/, clientCertificate: clients/${name}.crt }, expect: { connection: ${connection} } }]`,
    );
  expect(await run(send('client', 'ok'), '-m', mesh)).toMatchObject({ code: 0 });
  const missing = await run(send('nobody', 'ok'), '-m', mesh);
  expect(missing.err).toContain(
    'nobody.yaml:1: testCases[0].request.clientCertificate: clients/nobody.crt can not be read: there is no such file or folder',
  );
  expect(missing.code).toBe(2);
});

test.each<[string, string[], string]>([
  ['no manifests', [right], `error: ${right} names no manifests to test; name them with --manifests`],
  ['a file that is not there', [join(folder, 'none.yaml'), '-m', shop], 'none.yaml: there is no such file or folder'],
  ['manifests that are not there', [right, '-m', join(folder, 'none')], 'there is no such file or folder'],
  ['no tests', [shop, '-m', shop], 'shop.yaml:2: apiVersion: is unknown; there are manifests, testCases'],
  ['a folder without tests', [join(folder, 'empty'), '-m', shop], 'there are no tests in '],
  ['a coverage that is none', [right, '-m', shop, '--min-coverage', 'all'], 'It has to be a number from 0 to 100.'],
  ['a form that is none', [right, '-m', shop, '--format', 'sarif'], 'Allowed choices are text, json, junit'],
  ['the standard input to watch', [right, '-m', '-', '--watch'], 'the standard input does not change'],
])('%s is wrong use', async (_, words, message) => {
  mkdirSync(join(folder, 'empty'), { recursive: true });
  const { code, err } = await run(...words);
  expect(err).toContain(message);
  expect(code).toBe(2);
});

async function appears({ out, err }: Running, text: string): Promise<void> {
  while (!(out() + err()).includes(text)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('while it watches it runs again when tests or manifests change, and goes on after faults', async () => {
  const watched = file('watched/tests.yaml', tests(200));
  const manifests = file('watched/manifests/shop.yaml', SHOP);
  const running = start(watched, '-m', join(folder, 'watched/manifests'), '--watch');
  const seen = (text: string): Promise<void> => appears(running, text);
  await seen('expected status 200, got 301');
  writeFileSync(watched, tests(301));
  await seen('1 passed, 0 failed');
  writeFileSync(watched, 'testCases: [');
  await seen('tests.yaml:1:');
  writeFileSync(watched, tests(302));
  await seen('expected status 302, got 301');
  writeFileSync(manifests, SHOP.replace('redirect: { uri: /new }', 'redirect: { uri: /new, redirectCode: 307 }'));
  await seen('expected status 302, got 307');
  process.emit('SIGINT');
  expect(await running.ended).toBe(0);
}, 20_000);

test('while it watches it runs again when the certificate of a client changes, or comes to be there', async () => {
  const certificate = 'clientCertificate: certificates/client.pem';
  const shown = tests(301).replace('http://shop.example.com/old', `http://shop.example.com/old, ${certificate}`);
  const running = start(file('certificates-watched/tests.yaml', shown), '-m', shop, '--watch');
  await appears(running, 'client.pem can not be read');
  const path = file('certificates-watched/certificates/client.pem', issue({}).pem);
  await appears(running, '1 passed, 0 failed');
  writeFileSync(path, 'nothing');
  await appears(running, 'client.pem holds no certificate in PEM');
  process.emit('SIGINT');
  expect(await running.ended).toBe(0);
}, 20_000);
