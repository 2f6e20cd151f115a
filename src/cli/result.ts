import { writeWhole } from '../files/atomic-file';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** How the option for a file is described that a result is written to. */
export const OUTPUT = '-o, --output <file>';

/** Writes what a command made to the file that it was told, or else prints it; `-` is the standard output. */
export function writeResult(text: string, output: string | undefined, terminal: Terminal): void {
  if (output === undefined || output === '-') {
    terminal.print(text);
  } else {
    writeFile(output, text);
  }
}

/**
 * Writes a file.
 *
 * @throws if that can't be.
 */
export function writeFile(path: string, text: string): void {
  try {
    writeWhole(path, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    throw new UsageError(`${path} can't be written: ${REASONS[code] ?? message}`, { cause: error });
  }
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EEXIST: 'a file stands where a folder has to be',
  EISDIR: 'it is a folder',
  ENOENT: 'nothing may be written there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder has to be',
  EPERM: 'permission denied',
  EROFS: 'nothing may be written there',
};
