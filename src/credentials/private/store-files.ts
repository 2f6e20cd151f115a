import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withTemporaryFile } from '../../files/temporary-file';
import { misuse } from '../../kernel/errors';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const OTHERS_MAY_WRITE = 0o022;
const OTHERS_MAY_DO_ANYTHING = 0o077;
const OWN_FILE = /\.(pem|sealed|tmp|damaged(-\d+)?)$/;

/** Makes the folder of a store where it is missing, and keeps Git away from it. */
export function prepareFolder(folder: string): void {
  attempt(folder, 'a folder that can be written', () => {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    checkFolderMode(folder);
    ignoreInGit(folder);
  });
}

/** Throws if others may write to the folder of a store; one that is missing is nobody's. */
export function checkFolder(folder: string): void {
  attempt(folder, 'a folder that can be read', () => {
    if (existsSync(folder)) {
      checkFolderMode(folder);
    }
  });
}

function checkFolderMode(folder: string): void {
  const { mode } = statSync(folder);
  checkMode(folder, mode, OTHERS_MAY_WRITE, 'must be writable by you alone, or others could put in keys of theirs');
}

/** The text of a file that only its owner may read; undefined where there is none. */
export function readPrivate(path: string): string | undefined {
  return attempt(path, 'a file that can be read', () => {
    const file = openExisting(path);
    if (file === undefined) {
      return undefined;
    }
    try {
      // Of the open file, so that it is the one that is read.
      const { mode } = fstatSync(file);
      checkMode(path, mode, OTHERS_MAY_DO_ANYTHING, 'holds a private key, so it must be readable by you alone');
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  });
}

/** Writes a new file, which appears with its whole content or not at all; returns false where it exists already. */
export function createWhole(path: string, text: string): boolean {
  return withTemporary(path, text, (temporary) => {
    try {
      // Unlike a rename, a link never replaces: of several processes exactly one gets the name.
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') {
        return false;
      }
      throw error;
    }
  });
}

/** Replaces a file at one blow. */
export function replaceWhole(path: string, text: string): void {
  withTemporary(path, text, (temporary) => renameSync(temporary, path));
}

/**
 * Gives a file with this text a name with `.damaged` at its end, over no other file; returns it. Undefined where another process was
 * faster, and may have made a good file of that name since.
 */
export function setAside(path: string, text: string): string | undefined {
  return attempt(path, 'a file that can be renamed, on a file system with hard links', () => {
    for (let number = 1; ; number += 1) {
      const aside = `${path}.damaged${number === 1 ? '' : `-${number}`}`;
      try {
        linkSync(path, aside);
      } catch (error) {
        if (codeOf(error) === 'EEXIST') {
          continue;
        }
        if (codeOf(error) === 'ENOENT') {
          return undefined;
        }
        throw error;
      }
      if (readFileSync(aside, 'utf8') !== text) {
        unlinkSync(aside);
        return undefined;
      }
      unlinkSync(path);
      return aside;
    }
  });
}

function withTemporary<T>(path: string, text: string, use: (temporary: string) => T): T {
  return attempt(path, 'a file that can be written, on a file system with hard links', () =>
    withTemporaryFile({ path, content: text, mode: OWNER_ONLY_FILE }, use),
  );
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Only where the folder is the store's own, and never over a file that is there: an empty one lets keys be committed. */
function ignoreInGit(folder: string): void {
  const path = join(folder, '.gitignore');
  if (!existsSync(path) && readdirSync(folder).every((name) => OWN_FILE.test(name))) {
    createIgnoreFile(path);
  }
}

function createIgnoreFile(path: string): void {
  try {
    writeFileSync(path, '*\n', { flag: 'wx', mode: OWNER_ONLY_FILE });
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
}

function checkMode(path: string, mode: number, refused: number, rule: string): void {
  // Windows has no such modes.
  if (process.platform !== 'win32' && (mode & refused) !== 0) {
    const octal = (bits: number): string => (bits & 0o777).toString(8).padStart(4, '0');
    throw misuse({
      at: path,
      rule: `this part of the certificate store ${rule}`,
      received: `mode ${octal(mode)}`,
      fix: `chmod ${octal(mode & ~OTHERS_MAY_DO_ANYTHING)} '${path}'; if others had access, delete it to get new keys`,
    });
  }
}

/** Runs a file operation; what the system says against it becomes an error of ours. */
function attempt<T>(path: string, what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) {
      throw error;
    }
    throw misuse({
      at: path,
      rule: `this part of the certificate store must be ${what}`,
      received: code,
      fix: "check its owner and mode, or choose another folder: `store: CertificateStore.directory('...')`",
    });
  }
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}
