import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readYamlFiles } from '../../src/files/yaml-files';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

let folder: string;

beforeEach(() => {
  folder = newFolder();
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'c.yaml'), 'c');
  writeFileSync(join(folder, 'a.yml'), 'a');
  writeFileSync(join(folder, 'b', 'z.json'), '{}');
  writeFileSync(join(folder, 'b', 'README.md'), 'no manifest');
});

function read(...paths: string[]): { sources: string[]; unreadable: string[] } {
  const { sources, unreadable } = readYamlFiles(paths.map((path) => join(folder, path)));
  return {
    sources: sources.map(({ file, text }) => `${relative(folder, file)}: ${text}`),
    unreadable: unreadable.map(({ path, reason }) => `${relative(folder, path)}: ${reason}`),
  };
}

test('of a folder what looks like manifests, in the order of names', () => {
  expect(read('.')).toEqual({ sources: ['a.yml: a', 'b/z.json: {}', 'c.yaml: c'], unreadable: [] });
});

test('what kustomize and Helm read is none, unless it is named', () => {
  writeFileSync(join(folder, 'b', 'kustomization.yaml'), 'resources: [z.json]');
  writeFileSync(join(folder, 'b', 'Chart.yaml'), 'name: b');
  expect(read('b').sources).toEqual(['b/z.json: {}']);
  expect(read(join('b', 'Chart.yaml')).sources).toEqual(['b/Chart.yaml: name: b']);
});

test('folders that kustomize builds are told', () => {
  mkdirSync(join(folder, 'b', 'overlay'));
  writeFileSync(join(folder, 'b', 'kustomization.yml'), 'resources: [z.json]');
  writeFileSync(join(folder, 'b', 'overlay', 'Kustomization'), 'resources: [..]');
  const { kustomizations } = readYamlFiles([folder]);
  expect(kustomizations).toEqual([join(folder, 'b'), join(folder, 'b', 'overlay')]);
  expect(readYamlFiles([join(folder, 'c.yaml')]).kustomizations).toEqual([]);
});

test('a file that is named is read whatever it is called, and each file once', () => {
  expect(read('b/README.md', 'c.yaml', '.').sources).toEqual([
    'b/README.md: no manifest',
    'c.yaml: c',
    'a.yml: a',
    'b/z.json: {}',
  ]);
});

test('links are followed, but not in a circle', () => {
  symlinkSync(folder, join(folder, 'b', 'up'));
  symlinkSync(join(folder, 'gone'), join(folder, 'broken.yaml'));
  symlinkSync('self.yaml', join(folder, 'self.yaml'));
  expect(read('.')).toEqual({
    sources: ['a.yml: a', 'b/z.json: {}', 'c.yaml: c'],
    unreadable: ['broken.yaml: there is no such file or folder', 'self.yaml: its links lead in a circle'],
  });
});

test('what can not be read is told, and the rest is read', () => {
  writeFileSync(join(folder, 'utf16.yaml'), Buffer.from('kind: X', 'utf16le'));
  expect(read('missing.yaml', '.')).toEqual({
    sources: ['a.yml: a', 'b/z.json: {}', 'c.yaml: c'],
    unreadable: ['missing.yaml: there is no such file or folder', 'utf16.yaml: it is no text in UTF-8'],
  });
  expect(readYamlFiles(['/dev/null']).unreadable).toEqual([{ path: '/dev/null', reason: 'it is no file' }]);
});

test('text in another encoding is no text in UTF-8', () => {
  writeFileSync(join(folder, 'latin1.yaml'), Buffer.from('# Grün', 'latin1'));
  expect(read('latin1.yaml').unreadable).toEqual(['latin1.yaml: it is no text in UTF-8']);
});

test('a pipe is read to its end', () => {
  const program = `const { readYamlFiles } = require('./src/files/yaml-files.ts');
    process.stdout.write(JSON.stringify(readYamlFiles([process.argv[1], process.argv[1]]).sources));`;
  // It comes in two parts, and the standard input has nothing to read at first.
  const shell = (path: string): string =>
    `(sleep 0.2; printf 'kind: '; sleep 0.2; printf 'A') | node --require tsx/cjs --eval "$0" ${path}`;
  for (const [path, file] of [
    ['-', '<stdin>'],
    ['/dev/stdin', '/dev/stdin'],
  ]) {
    const out = execFileSync('bash', ['-c', shell(path), program], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
    expect(JSON.parse(out)).toContainEqual({ file, text: 'kind: A' });
  }
});
