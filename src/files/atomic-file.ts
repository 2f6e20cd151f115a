import { chmodSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { withTemporaryFile } from './temporary-file';

/** Of a new file; the process takes its mask off. */
const ANY_MODE = 0o666;

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
  mkdirSync(dirname(target), { recursive: true });
  withTemporaryFile({ path: target, content: text, mode: before?.mode ?? ANY_MODE }, (temporary) => {
    if (before !== undefined) {
      // Opening has taken the process' mask off.
      chmodSync(temporary, before.mode);
    }
    renameSync(temporary, target);
  });
}
