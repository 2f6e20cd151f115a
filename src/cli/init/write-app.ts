import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error';
import { AppFile } from './app-options';

/** What became of the files of an app. */
export interface WrittenApp {
  readonly written: readonly string[];
  /** Files that were there already, and are as they were. */
  readonly left: readonly string[];
}

/**
 * Writes files, over none that is there: all of them, or none.
 *
 * @throws if one can't be written; those that were are taken away again.
 */
export function writeApp(folder: string, files: readonly AppFile[]): WrittenApp {
  const made: string[] = [];
  const madeFolders: string[] = [];
  const left = files.filter(({ path }) => existsSync(join(folder, path)));
  try {
    for (const { path, text } of files.filter((file) => !left.includes(file))) {
      const target = join(folder, path);
      makeFolder(dirname(target), madeFolders);
      writeFileSync(target, text, { flag: 'wx' });
      made.push(target);
    }
  } catch (error) {
    made.forEach((path) => rmSync(path, { force: true }));
    madeFolders.reverse().forEach((path) => rmdirSync(path));
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
  return {
    written: files.filter((file) => !left.includes(file)).map(({ path }) => path),
    left: left.map(({ path }) => path),
  };
}

function makeFolder(path: string, made: string[]): void {
  if (!existsSync(path)) {
    makeFolder(dirname(path), made);
    mkdirSync(path);
    made.push(path);
  }
}
