import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
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

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main({
    words,
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
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
  expect((await run('graph', old)).out).toMatch(/^flowchart/m);
  expect(await run('graph', old, '--output', 'mesh.png')).toMatchObject({ code: 2 });
});

test('completion knows all commands', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { out } = await run('completion', shell);
    for (const word of ['analyze', 'explain', 'diff', 'graph', 'migrate', 'source-ip']) {
      expect(out).toContain(word);
    }
  }
});
