import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from '../../support/command';
import { shopManifests } from './manifests';

let command: Command;
let folder: string;

beforeAll(async () => {
  command = await Command.make();
  folder = mkdtempSync(join(tmpdir(), 'streams-'));
  writeFileSync(join(folder, 'good.yaml'), shopManifests({ subset: 'v1' }));
  writeFileSync(join(folder, 'changed.yaml'), shopManifests({ subset: 'v3' }));
});

afterAll(() => {
  command.dispose();
  rmSync(folder, { recursive: true });
});

const shell = (line: string): ReturnType<Command['shell']> => command.shell(line, { cwd: folder });

test('manifests come by the standard input, and by pipes', () => {
  expect(command.run(['analyze', '-'], { input: shopManifests({ subset: 'v3' }) })).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^ {2}at VirtualService shop\/web .* <stdin>:\d+$/m),
  });
  expect(shell('cat good.yaml | cdk8s-istio diff - changed.yaml').code).toBe(1);
  expect(shell('cdk8s-istio diff <(cat good.yaml) <(cat changed.yaml)').code).toBe(1);
  expect(shell('cdk8s-istio diff good.yaml <(cat good.yaml)').code).toBe(0);
  expect(shell('cdk8s-istio graph -o - --format dot - < good.yaml').out).toMatch(/^digraph/);
});

test('an empty or closed standard input has no manifests', () => {
  for (const from of ['< /dev/null', '<&-']) {
    expect(shell(`cdk8s-istio explain http://web/ - ${from}`)).toEqual({
      code: 2,
      out: '',
      err: 'error: there are no manifests in -\n',
    });
  }
  expect(shell('cdk8s-istio explain http://web/ - < .')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^-: it is a folder\n/),
  });
});

test('input without end is refused', () => {
  expect(shell("yes 'a: b' | cdk8s-istio explain http://web/ -")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^-: it has more than 500 MB\n/),
  });
}, 120_000);

test('a reader that has seen enough ends nothing but itself', () => {
  const line = 'cdk8s-istio graph --format html good.yaml | head -1; echo "${PIPESTATUS[0]}"';
  expect(shell(line)).toEqual({ code: 0, out: '<!doctype html>\n0\n', err: '' });
  // Nobody hears what it has to say.
  const unheard = '{ cdk8s-istio explain http://web/ missing.yaml; echo $? > code; } 2>&1 | true; cat code';
  expect(shell(unheard)).toEqual({ code: 0, out: '2\n', err: '' });
});

test('a full disk is told', () => {
  expect(shell('cdk8s-istio graph good.yaml > /dev/full')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no space left on device'),
  });
  expect(shell('cdk8s-istio graph good.yaml -o /dev/full --format svg')).toEqual({
    code: 2,
    out: '',
    err: "error: /dev/full can't be written: the disk is full\n",
  });
});

test('colours are for terminals', () => {
  const line = 'explain http://web/ --from shop changed.yaml';
  expect(shell(`cdk8s-istio ${line}`).out).not.toContain('\u001b');
  const inTerminal = (before: string): string =>
    shell(`${before} script --quiet --return --command '"$NODE" "$COMMAND" ${line}' /dev/null`).out;
  expect(inTerminal('TERM=xterm')).toContain('\u001b[31m  outcome');
  expect(inTerminal('TERM=xterm NO_COLOR=1')).not.toContain('\u001b');
  expect(shell(`FORCE_COLOR=1 cdk8s-istio ${line}`).out).toContain('\u001b[31m');
  const compared = 'cdk8s-istio diff good.yaml changed.yaml';
  expect(shell(`FORCE_COLOR=1 ${compared}`).out).toContain('\u001b[31m      - ');
  shell(`FORCE_COLOR=1 ${compared} --output changes.txt`);
  expect(readFileSync(join(folder, 'changes.txt'), 'utf8')).not.toContain('\u001b');
});

describe('a failure of its own', () => {
  const broken = (before: string): ReturnType<Command['shell']> => {
    const file = join(folder, 'broken.js');
    writeFileSync(file, "require('node:fs').mkdirSync = () => { throw new TypeError('broken on purpose'); };");
    return shell(`${before} NODE_OPTIONS='--require ${file}' cdk8s-istio graph good.yaml -o mesh.svg`);
  };

  test('ends it with 3, and shows no stack', () => {
    expect(broken('')).toEqual({
      code: 3,
      out: '',
      err: [
        'internal error, which is no fault of what was read: broken on purpose',
        'With CDK8S_ISTIO_DEBUG=1 it tells where. Please report it: https://github.com/cdk8s-istio/cdk8s-istio/issues',
        '',
      ].join('\n'),
    });
  });

  test('shows its stack where that is asked for', () => {
    expect(broken('CDK8S_ISTIO_DEBUG=1')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^TypeError: broken on purpose\n {4}at /),
    });
  });

  test('in what runs later is one too', () => {
    const file = join(folder, 'later.js');
    writeFileSync(file, "setImmediate(() => { throw new TypeError('broken later'); });");
    expect(shell(`NODE_OPTIONS='--require ${file}' cdk8s-istio --version`)).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^internal error, .*: broken later\n/),
    });
  });
});
