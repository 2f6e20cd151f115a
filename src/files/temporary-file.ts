import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a new file is to hold, and who may read it. */
export interface NewFile {
  /** Where it will be. */
  readonly path: string;
  readonly content: string | Buffer;
  readonly mode: number;
}

/**
 * Writes a new file beside the path, whole and on the disk, and has it put there: so the path has all of it or nothing. The mode is that
 * of the new file, so an older one that others could read is replaced, not written to.
 */
export function withTemporaryFile<T>({ path, content, mode }: NewFile, put: (temporary: string) => T): T {
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return put(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}
