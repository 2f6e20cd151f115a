import { dirname, isAbsolute, join } from 'node:path';
import { readText, readYamlFiles } from '../files/yaml-files';
import { loadYaml } from '../mesh/load/yaml';
import { isJsonObject } from '../mesh/wire/json';
import { LoadedFile } from '../traffic/suite/read-suite';
import { TrafficSuite } from '../traffic/traffic-suite';
import { UsageError } from './usage-error';

/** A file of tests, and the manifests that it is about. */
export interface PlacedSuite {
  readonly suite: TrafficSuite;
  /** As paths from here. */
  readonly manifests: readonly string[];
}

/**
 * The tests in files, and in those files of folders that hold tests: others there may be the manifests.
 *
 * @param onNamed is called with each file that tests name besides the manifests, such as a client's certificate, before it is read
 * @throws if something can't be read, is no file of tests, or names no manifests.
 */
export function readSuites(
  paths: readonly string[],
  manifests: readonly string[],
  onNamed: (path: string) => void = () => undefined,
): readonly PlacedSuite[] {
  const { sources, unreadable } = readYamlFiles(paths);
  if (unreadable.length > 0) {
    throw new UsageError(unreadable.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  }
  const suites = sources.flatMap((source) => {
    const loaded: LoadedFile = { file: source.file, ...loadYaml(source) };
    return paths.includes(loaded.file) || holdsTests(loaded) ? [placed(loaded, manifests, onNamed)] : [];
  });
  if (suites.length === 0) {
    throw new UsageError(`there are no tests in ${paths.join(', ')}: files with \`testCases\``);
  }
  return suites;
}

function holdsTests({ values }: LoadedFile): boolean {
  return values.some(({ value }) => isJsonObject(value) && value.testCases !== undefined);
}

function placed(loaded: LoadedFile, given: readonly string[], onNamed: (path: string) => void): PlacedSuite {
  const suite = suiteOf(loaded, onNamed);
  const own = suite.manifests.map((path) => placedBeside(loaded, path));
  const manifests = [...new Set([...own, ...given])];
  if (manifests.length === 0) {
    throw new UsageError(
      `${loaded.file} names no manifests to test; name them with --manifests, or in the file as \`manifests\``,
    );
  }
  return { suite, manifests };
}

/** A path that a file names, from here. */
function placedBeside({ file }: LoadedFile, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

function suiteOf(loaded: LoadedFile, onNamed: (path: string) => void): TrafficSuite {
  try {
    return TrafficSuite._fromLoaded(loaded, (file) => {
      const path = placedBeside(loaded, file);
      onNamed(path);
      return readText(path);
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
