import { watch as watchPath } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Editors write a file in several steps. */
const PAUSE_MS = 100;

/** Watches files and folders. */
export interface Watch {
  /** Stops watching. */
  close(): void;
}

/**
 * Calls back when something in files or folders changes, once for changes that come together. A file is watched by its folder, because most
 * editors put another one in its place.
 */
export function watchPaths(paths: readonly string[], onChange: () => void, isFolder: (path: string) => boolean): Watch {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, PAUSE_MS);
  };
  const files = new Set(paths.filter((path) => !isFolder(path)).map((path) => resolve(path)));
  const folders = new Set(paths.filter(isFolder).map((path) => resolve(path)));
  const around = new Set([...files].map((file) => dirname(file)).filter((folder) => !folders.has(folder)));
  const watchers = [
    ...[...folders].map((folder) => watchPath(folder, { recursive: true }, changed)),
    ...[...around].map((folder) =>
      watchPath(folder, (_, name) => {
        if (name === null || files.has(resolve(folder, name))) {
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
