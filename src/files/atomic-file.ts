import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all; folders above it are made where they are missing. A file that is there keeps its mode, and a link stays
 * one. What is no file, such as a pipe, is written to as it is.
 */
export function writeWhole(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile() && !before.isDirectory()) {
    writeFileSync(path, text);
    return;
  }
  const target = before === undefined ? path : realpathSync(path);
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = openSync(draft, 'wx');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (before !== undefined) {
      chmodSync(draft, before.mode);
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}
