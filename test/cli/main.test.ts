import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/cli/main';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const folder = newFolder();
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const mesh = (subset: string): string => `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: ${subset}}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-v1, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web, version: v1}}, spec: {containers: []}}}
`;
const old = file('old.yaml', mesh('v1'));
const young = file('new.yaml', mesh('v2'));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...words: string[]): Promise<Ran> {
  return runIn({}, ...words);
}

async function runIn(environment: { readonly [name: string]: string }, ...words: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await main({
    words,
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment,
  });
  return { code, out, err };
}

test('help and version are fine, and anything unknown is wrong use', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  expect((await run('analyze', '--help')).out).toContain('helm template shop | cdk8s-istio analyze -');
  expect(await run('explian')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean explain?') });
  expect(await run('analyze')).toMatchObject({ code: 2, out: '' });
  expect(await run('analyze', '--format', 'xml', old)).toMatchObject({ code: 2, out: '' });
});

test('analyze tells findings by its exit code, and explains a rule', async () => {
  const bad = await run('analyze', '--format', 'json', young);
  expect(JSON.parse(bad.out).findings.map(({ code }: { code: string }) => code)).toContain('IST0173');
  expect((await run('analyze', '--fail-on', 'never', young)).code).toBe(0);
  expect(await run('analyze', join(folder, 'missing.yaml'))).toMatchObject({
    code: 2,
    err: `${join(folder, 'missing.yaml')}: there is no such file or folder\n`,
  });
  expect((await run('analyze', '--explain', 'ist0173')).out).toMatch(/^IST0173 /);
  expect(await run('analyze', '--explain', 'IST9999')).toMatchObject({ code: 2 });
});

test('analyze takes a key in a manifest for a warning, or for an error as asked', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\n    AAAA\n    -----END PRIVATE KEY-----';
  const secret = file(
    'secret.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  tls.key: |\n    ${key}\n`,
  );
  expect(await run('analyze', secret)).toMatchObject({ code: 0, out: expect.stringContaining('CDI0012') });
  expect((await run('analyze', secret, '--fail-on', 'warning')).code).toBe(1);
  expect((await run('analyze', secret, '--plain-keys', 'forbidden')).code).toBe(1);
  for (const words of [['--plain-keys', 'yes'], ['--fail-on', 'bad'], ['--unknown']]) {
    expect(await run('analyze', secret, ...words)).toMatchObject({ code: 2, out: '' });
  }
});

test('explain tells the way of a request, and with --fail whether it gets an answer', async () => {
  const from = ['--from', 'shop/app=client'];
  expect(await run('explain', 'http://web/', ...from, old)).toMatchObject({
    code: 0,
    out: expect.stringContaining('outbound|80|v1|web.shop.svc.cluster.local'),
  });
  expect((await run('explain', 'http://web/', ...from, '--fail', young)).code).toBe(1);
  expect(await run('explain', 'web', old)).toMatchObject({ code: 2, out: '' });
  expect(await run('explain', 'http://web/', '--from', 'Shop!', old)).toMatchObject({ code: 2, out: '' });
  expect(await run('explain', 'http://web/', '-H', 'none', old)).toMatchObject({ code: 2, out: '' });
});

test('explain tells the same to programs', async () => {
  const from = ['--from', 'shop/app=client'];
  const { out } = await run('explain', 'http://web/cart?id=1', ...from, '-H', 'X-User: ada', '--json', old);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    request: {
      method: 'GET',
      scheme: 'http',
      host: 'web',
      port: 80,
      target: '/cart?id=1',
      headers: { 'x-user': 'ada' },
      from: { proxy: 'sidecar', namespace: 'shop', labels: { app: 'client' } },
    },
    virtualHost: 'web.shop.svc.cluster.local:80',
    route: { place: { kind: 'VirtualService', namespace: 'shop', name: 'web', field: 'spec.http[0]', file: old } },
    failedRoutes: [],
    destinations: [{ share: 100, cluster: 'outbound|80|v1|web.shop.svc.cluster.local', subset: 'v1' }],
    outcomes: [{ share: 100, connection: 'ok', workload: 'shop/web-v1', accessLog: { responseFlags: '-' } }],
    notes: [],
  });
  expect((await run('explain', 'http://web/cart?id=1', ...from, '-H', 'x-user: ada', '-f', 'json', old)).out).toBe(out);
  expect(await run('explain', 'http://web/', '--format', 'xml', old)).toMatchObject({ code: 2, out: '' });
});

test('explain tells what the access log will have', async () => {
  const { out } = await run('explain', 'http://web/', '--from', 'shop', young);
  expect(out).toMatch(
    /^ {2}outcome +100% 503 UH: .*\n {2}access log +response_code=503 response_flags=UH .*authority=web /m,
  );
});

test.each([
  [{}, false],
  [{ FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
])('with %j there are colours: %j', async (environment, expected) => {
  for (const words of [
    ['explain', 'http://web/', '--from', 'shop', young],
    ['analyze', young],
  ]) {
    expect((await runIn(environment, ...words)).out.includes('\u001b[31m')).toBe(expected);
  }
  expect((await runIn(environment, 'explain', 'http://web/', '--json', old)).out).not.toContain('\u001b');
});

test('an answer about a part of the mesh is none', async () => {
  const broken = file('broken.yaml', `${mesh('v1')}---\na: [\n`);
  for (const words of [
    ['explain', 'http://web/', broken],
    ['diff', old, broken],
    ['graph', broken],
  ]) {
    const { code, out, err } = await run(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/broken\.yaml:\d+: .+\nerror: not all manifests could be read/);
  }
});

test('diff tells what changes', async () => {
  expect((await run('diff', old, old)).code).toBe(0);
  const changed = await run('diff', old, young);
  expect(changed.code).toBe(1);
  expect(changed.out).toContain('v2');
});

test('graph draws in the form that the file is named after', async () => {
  const svg = join(folder, 'deep', 'mesh.svg');
  expect(await run('graph', old, '--output', svg)).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(svg, 'utf8')).toContain('<svg');
  const html = join(folder, 'mesh.html');
  expect(await run('graph', old, '--output', html)).toMatchObject({ code: 0, out: '', err: '' });
  expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/);
  expect((await run('graph', old)).out).toMatch(/^flowchart/m);
  expect((await run('graph', old, '--output', '-', '--format', 'dot')).out).toMatch(/^digraph/m);
  expect(await run('graph', old, '--output', folder, '--format', 'dot')).toEqual({
    code: 2,
    out: '',
    err: `error: ${folder} can't be written: it is a folder\n`,
  });
  expect(await run('graph', old, '--output', 'mesh.png')).toMatchObject({ code: 2 });
  expect(await run('graph', old, '--host', 'nowhere.example', '--namespace', 'none')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(
      'error: nothing in the manifests is of namespace none, host nowhere.example\n',
    ) as string,
  });
});
