import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const ROOT = join(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

function admit(...files: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [TSX, join(ROOT, 'scripts/admit.ts'), ...files], { encoding: 'utf8' });
}

test('recordings are replayed, and differences counted', () => {
  const folder = newFolder();
  const file = join(folder, 'recordings.yaml');
  const object = '{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a}, spec: {}}';
  writeFileSync(
    file,
    `- {name: right, object: ${object}, admitted: true, errors: []}\n- {name: wrong, object: ${object}, admitted: false, errors: []}\n`,
  );
  const { status, stdout } = admit(file);
  expect(stdout).toBe(`${file}: wrong: admitted: recorded false, here true\n1 passed, 1 failed\n`);
  expect(status).toBe(1);
  const bad = join(folder, 'bad.yaml');
  writeFileSync(bad, 'apiVersion: v1\nkind: ConfigMap\n');
  expect(admit(bad)).toMatchObject({ status: 2, stderr: `${bad}: a file of recordings must be one list\n` });
});
