import { watch as watchPath } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

/** Editors write a file in several steps. */
const PAUSE_MS = 100;

/** Watches files and folders. */
export interface Watch {
  /** Stops watching. */
  close(): void;
}

/**
 * Calls back when something in files or folders changes, once for changes that come together. A file is watched by its folder, because most
 * editors put another one in its place; what is not there yet, by the nearest folder above it that is.
 */
export function watchPaths(paths: readonly string[], onChange: () => void, isFolder: (path: string) => boolean): Watch {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, PAUSE_MS);
  };
  const files = paths.filter((path) => !isFolder(path)).map((path) => resolve(path));
  const folders = new Set(paths.filter(isFolder).map((path) => resolve(path)));
  const around = new Set(files.map((file) => folderAbove(file, isFolder)).filter((folder) => !folders.has(folder)));
  const concerns = (path: string): boolean => files.some((file) => file === path || file.startsWith(path + sep));
  const watchers = [
    ...[...folders].map((folder) => watchPath(folder, { recursive: true }, changed)),
    ...[...around].map((folder) =>
      watchPath(folder, (_, name) => {
        if (name === null || concerns(resolve(folder, name))) {
          changed();
        }
      }),
    ),
  ];
  return {
    close: () => {
      clearTimeout(timer);
      watchers.forEach((each) => each.close());
    },
  };
}

function folderAbove(path: string, isFolder: (path: string) => boolean): string {
  const folder = dirname(path);
  return folder === path || isFolder(folder) ? folder : folderAbove(folder, isFolder);
}
