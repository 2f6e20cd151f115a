import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/shop.yaml'), shopManifests({ subset: 'v1' }));
  writeFileSync(join(folder, 'changed.yaml'), shopManifests({ subset: 'v3' }));
});

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => command.dispose());

/** The commands that the help lists. */
function commandNames(): string[] {
  const listed = /^Commands:\n((?: {2}.*\n)+)/m.exec(run('--help').out)?.[1] ?? '';
  return [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
}

test('every command tells how it is used, with examples, and refuses what it does not know', () => {
  const names = commandNames();
  expect(names).toEqual(expect.arrayContaining(['analyze', 'explain', 'diff', 'graph', 'migrate', 'completion']));
  for (const name of names) {
    const { code, out, err } = run(name, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: cdk8s-istio ${name} `));
    expect(out).toMatch(new RegExp(`\nExamples:\n(  \\$ .*cdk8s-istio ${name}.*\n?)+`));
    expect(run('help', name).out).toBe(out);
    expect(run(name, '--helb')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        new RegExp(
          `^error: unknown option '--helb'\n\\(Did you mean --help\\?\\)\nSee 'cdk8s-istio ${name} --help'\\.\n$`,
        ),
      ),
    });
  }
});

test('without a command it tells which there are', () => {
  expect(run()).toEqual({ code: 2, out: '', err: run('--help').out });
  expect(run('grahp')).toEqual({
    code: 2,
    out: '',
    err: "error: unknown command 'grahp'\n(Did you mean graph?)\nSee 'cdk8s-istio --help'.\n",
  });
});

test('analyze', () => {
  expect(run('analyze', 'dist')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^\d+ objects: 0 errors/m),
  });
  const { code, out } = run('analyze', 'changed.yaml');
  expect(code).toBe(1);
  expect(out).toMatch(
    /^error IST0101 .*\n {2}at VirtualService shop\/web spec\.http\[0\]\.route\[0\].* changed\.yaml:\d+\n/m,
  );
  for (const [format, expected] of [
    ['json', /^\{\n {2}"version": 1,/],
    ['sarif', /"version": "2\.1\.0"/],
    ['junit', /^<\?xml .*\n<testsuites /],
  ] as const) {
    expect(run('analyze', '--format', format, '-o', `out/report.${format}`, 'changed.yaml')).toEqual({
      code: 1,
      out: '',
      err: '',
    });
    expect(readFileSync(join(folder, `out/report.${format}`), 'utf8')).toMatch(expected);
  }
});

test('analyze of what an app makes, in a cluster that has the rest', () => {
  const [service, ...others] = shopManifests({ subset: 'v1' }).split('---\n');
  writeFileSync(join(folder, 'cluster.yaml'), service);
  writeFileSync(join(folder, 'app.yaml'), others.join('---\n'));
  expect(run('analyze', 'app.yaml').code).toBe(1);
  expect(run('analyze', '--cluster', 'cluster.yaml', 'app.yaml').code).toBe(0);
});

test('bases and overlays of kustomize are told once, with how they are built', () => {
  for (const path of ['kustomize/base', 'kustomize/overlays/dev', 'kustomize/overlays/prod']) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'kustomization.yaml'), 'resources: [shop.yaml]\n');
    writeFileSync(join(folder, path, 'shop.yaml'), shopManifests({ subset: 'v1' }));
  }
  const { out, err } = run('analyze', 'kustomize');
  expect(err).toBe(
    'kustomize/base, kustomize/overlays/dev, kustomize/overlays/prod have a kustomization and are read as they stand; what is applied is printed by: kubectl kustomize kustomize/overlays/prod\n',
  );
  expect(out).toContain('CDI0004');
  expect(run('analyze', 'kustomize/base')).toMatchObject({
    code: 0,
    err: 'kustomize/base has a kustomization and is read as it stands; what is applied is printed by: kubectl kustomize kustomize/base\n',
  });
});

test('analyze --explain needs no manifests', () => {
  const { code, out } = run('analyze', '--explain', 'IST0101');
  expect(code).toBe(0);
  expect(out).toMatch(/^IST0101 ReferencedResourceNotFound \(error\)\n/);
  expect(run('analyze', '--explain', 'IST9999')).toEqual({
    code: 2,
    out: '',
    err: 'error: there is no rule IST9999; their codes are IST or CDI with four digits\n',
  });
});

test('explain', () => {
  const from = ['--from', 'shop/app=client'];
  expect(run('explain', 'http://web/cart', ...from, 'dist')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^ {2}outcome +100%: shop\/web-v1 answers$/m),
  });
  const failing = run('explain', 'http://web/cart', ...from, '--fail', '--json', 'changed.yaml');
  expect(failing.code).toBe(1);
  expect(JSON.parse(failing.out)).toMatchObject({ version: 1, outcomes: [{ status: 503, responseFlags: 'NC' }] });
  expect(run('explain', 'web', 'dist')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: .*\n {2}received: "web"\n/),
  });
  expect(run('explain', 'https://web/', '--cert', 'dist/shop.yaml', 'dist')).toMatchObject({
    code: 2,
    err: 'error: --cert: dist/shop.yaml holds no certificate in PEM\n',
  });
});

test('diff', () => {
  expect(run('diff', 'dist', 'dist/shop.yaml')).toMatchObject({ code: 0, err: '' });
  const changed = run('diff', 'dist', 'changed.yaml', '--format', 'markdown', '--output', 'comment.md');
  expect(changed).toEqual({ code: 1, out: '', err: '' });
  expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toMatch(/503/);
});

test('graph', () => {
  for (const [file, expected] of [
    ['mesh.svg', /^<svg/],
    ['mesh.mmd', /^flowchart LR/m],
    ['mesh.dot', /^digraph/],
    ['deep/mesh.HTML', /^<!doctype html>/],
  ] as const) {
    expect(run('graph', 'dist', '-o', file)).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(expected);
  }
  expect(run('graph', 'dist', '-o', 'mesh.png')).toEqual({
    code: 2,
    out: '',
    err: 'error: the name of the picture has to end in .html, .svg, .mmd, .dot; got "mesh.png"\n',
  });
  expect(run('graph', 'dist', '-o', 'mesh.png', '--format', 'svg').code).toBe(0);
});

test('migrate', () => {
  const { code, out, err } = run('migrate', 'dist', '-o', 'app/main.ts');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^4 objects: /);
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toMatch(/^import \{.* \} from 'cdk8s-istio';$/m);
});

test('without cdk8s it says what to install', () => {
  // Nothing is found from here but what is in the folder itself.
  cpSync(join(command.file, '../..'), join(folder, 'package'), { recursive: true });
  const alone = join(folder, 'package/bin/cdk8s-istio.js');
  expect(
    spawnSync(process.execPath, [alone, 'migrate', 'dist', '-o', 'main.ts'], { cwd: folder, encoding: 'utf8' }),
  ).toMatchObject({
    status: 2,
    stdout: '',
    stderr:
      'error: the package cdk8s is not installed beside cdk8s-istio: npm install cdk8s cdk8s-plus-27 constructs\n',
  });
});
