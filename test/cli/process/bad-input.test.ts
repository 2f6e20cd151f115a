import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommandRun } from '../../support/command';
import { shopManifests } from './manifests';

let command: Command;
let folder: string;
const run = (...words: string[]): CommandRun => command.run(words, { cwd: folder });
const write = (name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text);

beforeAll(async () => {
  command = await Command.make();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
  write('good.yaml', shopManifests({ subset: 'v1' }));
});

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => command.dispose());

/** The commands that read manifests, with a path for them. */
const READERS: readonly (readonly [string, (path: string) => string[]])[] = [
  ['analyze', (path) => ['analyze', path]],
  ['explain', (path) => ['explain', 'http://web/', '--from', 'shop', path]],
  ['test', (path) => ['test', 'mesh.test.yaml', '--manifests', path]],
  ['diff', (path) => ['diff', 'good.yaml', path]],
  ['graph', (path) => ['graph', path, '-o', 'out.svg']],
  ['migrate', (path) => ['migrate', path, '-o', 'out.ts']],
];

/** Nine lists of nine aliases each to the one before: 400 million values in a few hundred bytes. */
function aliasBomb(): string {
  const names = 'abcdefghi';
  const lines = Array.from(
    'bcdefghi',
    (name, index) => `  ${name}: &${name} [${`*${names.charAt(index)},`.repeat(9)}]`,
  );
  return [HEAD, 'data:', '  a: &a [x,x,x,x,x,x,x,x,x]', ...lines, ''].join('\n');
}

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }';

/** What is read, what is told of it, and whether the analysis has it as a finding. */
const BAD: readonly {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly told: string;
  readonly isFinding?: true;
}[] = [
  { name: 'missing.yaml', told: 'missing.yaml: there is no such file or folder' },
  { name: 'binary.yaml', content: Buffer.from([1, 0, 2, 0]), told: 'binary.yaml: it is no text in UTF-8' },
  { name: 'latin1.yaml', content: Buffer.from('# \xfc', 'latin1'), told: 'latin1.yaml: it is no text in UTF-8' },
  { name: 'empty.yaml', content: '', told: 'there are no manifests in empty.yaml' },
  { name: 'comments.yaml', content: '# nothing\n---\n---\n', told: 'there are no manifests in comments.yaml' },
  { name: 'broken.yaml', content: `${HEAD}\n---\nkind: [\n`, told: 'deficient indentation', isFinding: true },
  { name: 'text.yaml', content: 'hello\n', told: 'a map with apiVersion, kind and metadata', isFinding: true },
  { name: 'twice.yaml', content: `${HEAD}\nkind: B\n`, told: 'duplicated mapping key', isFinding: true },
  { name: 'bomb.yaml', content: aliasBomb(), told: 'more than 1000000 values', isFinding: true },
  {
    name: 'self.yaml',
    content: `${HEAD}\ndata: &a { x: *a }\n`,
    told: 'an alias of the document stands for something that it is a part of',
    isFinding: true,
  },
  {
    name: 'deep.yaml',
    content: `${HEAD}\ndata: ${'['.repeat(100_000)}\n`,
    told: 'nesting exceeded maxDepth',
    isFinding: true,
  },
];

describe.each(READERS)('%s', (name, wordsFor) => {
  test.each(BAD)('tells what is wrong with $name', ({ name: path, content, told, isFinding }) => {
    if (content !== undefined) {
      write(path, content);
    }
    write('mesh.test.yaml', 'testCases: [{ request: { url: http://web/ }, expect: { subset: v1 } }]\n');
    const { code, out, err } = run(...wordsFor(path));
    if (name === 'analyze' && isFinding === true) {
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain(told);
    } else {
      expect(code).toBe(2);
      expect(err).toContain(told);
      expect(err).not.toMatch(/^ +at /m);
    }
    expect(readdirSync(folder).filter((file) => file.startsWith('out'))).toEqual([]);
  });
});

test('what can be read of a folder is analysed, and what can not be is told', () => {
  write('binary.yaml', Buffer.from([0]));
  const { code, out, err } = run('analyze', '--format', 'json', '.');
  expect({ code, err }).toEqual({ code: 2, err: 'binary.yaml: it is no text in UTF-8\n' });
  expect(JSON.parse(out)).toMatchObject({ summary: { objects: 4 } });
});

test('folders that lead to themselves are read once', () => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  symlinkSync('../..', join(folder, 'a/b/up'));
  symlinkSync('../a', join(folder, 'a/self'));
  const { code, out, err } = run('analyze', '--format', 'json', '.', 'a');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ summary: { objects: 4 } });
});

test('names of objects lead to no other files', () => {
  write(
    'names.yaml',
    ['apiVersion: v1', 'kind: Secret', 'metadata: { name: ../../evil, namespace: ../.. }', 'stringData: { a: b }'].join(
      '\n',
    ),
  );
  mkdirSync(join(folder, 'x/y'), { recursive: true });
  for (const words of [
    ['graph', '../../names.yaml', '-o', 'mesh.html'],
    ['migrate', '../../names.yaml', '-o', 'main.ts'],
  ]) {
    expect(command.run(words, { cwd: join(folder, 'x/y') }).code).toBe(0);
  }
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(
    ['good.yaml', 'names.yaml', 'x', 'x/y', 'x/y/main.ts', 'x/y/mesh.html'].sort(),
  );
  expect(readFileSync(join(folder, 'x/y/mesh.html'), 'utf8')).not.toMatch(/<script[^>]*>\s*b\b/);
});

test.each([
  ['a folder', 'folder', 'it is a folder'],
  ['below a file', 'good.yaml/mesh.svg', 'a file stands where a folder has to be'],
  ['where there is nothing to write to', '/proc/mesh.svg', 'nothing may be written there'],
])('an output that is %s is refused', (_, output, reason) => {
  mkdirSync(join(folder, 'folder'));
  expect(run('graph', 'good.yaml', '--format', 'svg', '-o', output)).toEqual({
    code: 2,
    out: '',
    err: `error: ${output} can't be written: ${reason}\n`,
  });
  expect(readdirSync(folder).sort()).toEqual(['folder', 'good.yaml']);
});

test('an output above is written where it is asked for', () => {
  mkdirSync(join(folder, 'below'));
  expect(command.run(['graph', '../good.yaml', '-o', '../mesh.svg'], { cwd: join(folder, 'below') }).code).toBe(0);
  expect(existsSync(join(folder, 'mesh.svg'))).toBe(true);
});

test('what may not be read or written is told', () => {
  // Nothing is forbidden to root, so it gives that up where it can.
  const isRoot = process.getuid?.() === 0;
  const stepDown = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];
  if (isRoot && spawnSync(stepDown[0] ?? '', ['--version']).error !== undefined) {
    process.stderr.write('no setpriv: as root, permissions are not tested\n');
    return;
  }
  write('secret.yaml', shopManifests({ subset: 'v1' }));
  chmodSync(join(folder, 'secret.yaml'), 0);
  mkdirSync(join(folder, 'closed'), { mode: 0o555 });
  const as = (line: string): CommandRun =>
    command.shell(`${isRoot ? stepDown.join(' ') : ''} "$NODE" "$COMMAND" ${line}`, { cwd: folder });
  expect(as('explain http://web/ secret.yaml')).toMatchObject({
    code: 2,
    err: expect.stringContaining('secret.yaml: it may not be read: permission denied\n'),
  });
  expect(as('graph good.yaml -o closed/mesh.svg')).toEqual({
    code: 2,
    out: '',
    err: "error: closed/mesh.svg can't be written: permission denied\n",
  });
});

describe('files of 100 MB', () => {
  const LINE = `    ${'y'.repeat(95)}\n`;

  /** A ConfigMap that is all one text. */
  function writeLarge(name: string, megabytes: number): void {
    const file = openSync(join(folder, name), 'w');
    writeSync(file, `${HEAD}\ndata:\n  x: |\n`);
    for (let written = 0; written < megabytes; written++) {
      writeSync(file, LINE.repeat(10_000));
    }
    closeSync(file);
  }

  test('are read in a gigabyte of memory', () => {
    writeLarge('large.yaml', 100);
    const env = { NODE_OPTIONS: '--max-old-space-size=1024' };
    const { code, out, err } = command.run(['analyze', '--format', 'json', 'large.yaml'], { cwd: folder, env });
    expect(JSON.parse(out)).toMatchObject({ summary: { objects: 1, errors: 0 } });
    expect(code).toBe(0);
    expect(err).toMatch(/^100 MB of manifests may take more memory .* set NODE_OPTIONS=--max-old-space-size=\d+\n$/);
  }, 120_000);

  test('are refused at once where they are no text, or no manifests', () => {
    writeFileSync(join(folder, 'zeros.yaml'), Buffer.alloc(100_000_000));
    expect(run('analyze', 'zeros.yaml')).toMatchObject({ code: 2, err: 'zeros.yaml: it is no text in UTF-8\n' });
    writeFileSync(join(folder, 'one-word.yaml'), Buffer.alloc(100_000_000, 'a'));
    expect(run('analyze', '--format', 'json', 'one-word.yaml').code).toBe(1);
  }, 120_000);

  test('are no part of what is told of them', () => {
    writeFileSync(join(folder, 'list.yaml'), `a: [${'1,'.repeat(20_000_000)}\n`);
    const { code, err } = run('explain', 'http://web/', 'list.yaml');
    expect(code).toBe(2);
    expect(err.length).toBeLessThan(1000);
  }, 120_000);
});
