import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../src/files/atomic-file';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atomic-file-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('makes the folders above a file, and leaves nothing else behind', () => {
  writeWhole(join(folder, 'a', 'b.txt'), 'text');
  expect(readFileSync(join(folder, 'a', 'b.txt'), 'utf8')).toBe('text');
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
});

test('a file that is there keeps its mode, and a link leads where it did', () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'before');
  chmodSync(file, 0o640);
  symlinkSync('file', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'after');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('after');
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('a device stays one', () => {
  const before = statSync('/dev/null').rdev;
  writeWhole('/dev/null', 'text');
  expect(statSync('/dev/null').rdev).toBe(before);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a pipe gets the text', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const program = `require('./src/files/atomic-file.ts').writeWhole(process.argv[1], 'text')`;
  const script = `cat "$1" & node --require tsx/cjs --eval "$0" "$1"; wait`;
  const out = execFileSync('bash', ['-c', script, program, pipe], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  expect(out).toBe('text');
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

test('what can not be written leaves nothing behind', () => {
  mkdirSync(join(folder, 'folder', 'below'), { recursive: true });
  expect(() => writeWhole(join(folder, 'folder'), 'text')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(readdirSync(folder)).toEqual(['folder']);
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeWhole(join(folder, 'file', 'x'), 'text')).toThrow();
  expect(existsSync(join(folder, 'file', 'x'))).toBe(false);
});
