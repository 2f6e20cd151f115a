import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new folder, which `removeFolders` takes away. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  made.push(folder);
  return folder;
}

/** For `afterAll`. */
export function removeFolders(): void {
  made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
