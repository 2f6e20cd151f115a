import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { withTemporaryFile } from '../../files/temporary-file';
import { misuse } from '../../kernel/errors';
import { mayBeSecret } from './secrecy';

/** Who may read a file that is written for the user. */
export enum Readers {
  OWNER = 0o600,
  ALL = 0o644,
}

/** Writes a file where the user wants it, over an older one, with its whole content or not at all; folders are made for it. */
export function writeExported(path: string, content: string | Buffer, readers: Readers, at: string): void {
  if (typeof path !== 'string' || path === '' || mayBeSecret(path)) {
    throw misuse({
      at,
      rule: 'a file needs a path',
      received: typeof path === 'string' && path !== '' ? 'a text that may be a key, so it is not shown' : path,
      fix: "give a path such as 'ca.pem'",
    });
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    withTemporaryFile({ path, content, mode: readers }, (temporary) => renameSync(temporary, path));
  } catch (error) {
    throw misuse({
      at,
      rule: `a file can't be written there (${(error as NodeJS.ErrnoException).code})`,
      received: path,
      fix: 'check the folder, its owner and mode, or give another path',
    });
  }
}
