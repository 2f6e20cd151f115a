import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readStream } from './stream';

const EXTENSIONS = /\.(ya?ml|json)$/i;
/** What kustomize and Helm read, which need not say what it is. */
const OF_TOOLS = /^(kustomization\.ya?ml|Chart\.yaml)$/;
/** By what kustomize knows a folder that it makes manifests of. */
const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
/** The longest text that Node can hold is little longer. */
const LARGEST_FILE = 500 * 1024 * 1024;
const STDIN = 0;

/** A file that was read. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** A path that could not be read, and why. */
export interface UnreadablePath {
  readonly path: string;
  readonly reason: string;
}

/** What paths hold. */
export interface YamlFiles {
  readonly sources: readonly TextFile[];
  readonly unreadable: readonly UnreadablePath[];
  /** The folders whose files kustomize puts together, bases and overlays among them: what is applied is not what they hold. */
  readonly kustomizations: readonly string[];
}

/**
 * The manifests in files and folders: of a folder all files `*.yaml`, `*.yml` and `*.json`, other than those of kustomize and Helm, and those
 * of the folders below it, in the order of their names; a file or pipe that is named itself is read whatever it is called. `-` is the standard input. Each is read once.
 */
export function readYamlFiles(paths: readonly string[]): YamlFiles {
  const sources: TextFile[] = [];
  const unreadable: UnreadablePath[] = [];
  const kustomizations: string[] = [];
  const read = new Set<string>();
  for (const path of paths) {
    visit(path, { isNamed: true, folders: [] });
  }
  return { sources, unreadable, kustomizations };

  function visit(
    path: string,
    { isNamed, folders }: { readonly isNamed: boolean; readonly folders: readonly string[] },
  ): void {
    try {
      if (path === '-' && isNamed) {
        if (!read.has(path)) {
          read.add(path);
          sources.push(sourceOf('<stdin>', readStream(STDIN, LARGEST_FILE)));
        }
        return;
      }
      const status = statSync(path);
      if (status.isFIFO() && isNamed) {
        sources.push(sourceOf(path, readStream(path, LARGEST_FILE)));
        return;
      }
      const real = realpathSync(path);
      if (status.isDirectory()) {
        // A link to a folder above would never end.
        if (!folders.includes(real)) {
          const names = readdirSync(path).sort();
          if (names.some((name) => KUSTOMIZATION.test(name))) {
            kustomizations.push(path);
          }
          names
            .filter((name) => isFolder(join(path, name)) || (EXTENSIONS.test(name) && !OF_TOOLS.test(name)))
            .forEach((name) => visit(join(path, name), { isNamed: false, folders: [...folders, real] }));
        }
      } else if (!read.has(real)) {
        read.add(real);
        sources.push(readSource(path));
      }
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  }
}

/**
 * The text of a file.
 *
 * @throws if it can't be read, is too large or is no text; the message says which.
 */
export function readText(path: string): string {
  try {
    return readSource(path).text;
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

/** Whether there is a folder; a broken link is none, and is told when it is read. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function readSource(path: string): TextFile {
  const status = statSync(path);
  if (!status.isFile()) {
    throw new Error('it is no file');
  }
  if (status.size > LARGEST_FILE) {
    throw new Error(`it has more than ${LARGEST_FILE / 1024 / 1024} MB`);
  }
  return sourceOf(path, readFileSync(path));
}

function sourceOf(file: string, bytes: Buffer): TextFile {
  // Every UTF-16 text of manifests has zero bytes, and so have nearly all binary files.
  if (bytes.subarray(0, 8192).includes(0) || !isUtf8(bytes)) {
    throw new Error('it is no text in UTF-8');
  }
  return { file, text: bytes.toString('utf8') };
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read: permission denied',
  ELOOP: 'its links lead in a circle',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
