import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const ROOT = join(__dirname, '..', '..');
const CASE = join(ROOT, 'test', 'cases', 'external.yaml');
const TSX = join(ROOT, 'node_modules', '.bin', 'tsx');

const replay = (...files: string[]) =>
  spawnSync(TSX, [join(ROOT, 'scripts', 'replay.ts'), ...files], { encoding: 'utf8' });

it('replays a case from anywhere', () => {
  expect(execFileSync(TSX, [join(ROOT, 'scripts', 'replay.ts'), CASE], { encoding: 'utf8' })).toBe(
    '2 passed, 0 failed\n',
  );
});

it('prints each difference, and fails', () => {
  const file = join(newFolder(), 'other.yaml');
  writeFileSync(file, readFileSync(CASE, 'utf8').replace('status: 503', 'status: 504'));
  const { stdout, status } = replay(file);
  expect(status).toBe(1);
  expect(stdout).toBe(`${file}: fault: status: expected {"504":1}, got {"503":1}\n1 passed, 1 failed\n`);
});

it('says which file is no case', () => {
  const { stderr, status } = replay(join(ROOT, 'package.json'));
  expect(status).toBe(2);
  expect(stderr).toContain('a traffic case is a map with the text `manifests` and the list `requests`');
});
