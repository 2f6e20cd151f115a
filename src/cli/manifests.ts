import { getHeapStatistics } from 'node:v8';
import { readYamlFiles, YamlFiles } from '../files/yaml-files';
import { Mesh } from '../mesh/mesh';
import { CompletedMesh, ElsewhereOptions, withWhatIsElsewhere } from './taken-for-granted';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** How the paths of manifests are described in every command that takes them. */
export const PATHS = 'files, folders, or - for the standard input';

/** What paths hold, and whether all of it could be read. */
export interface ReadManifests {
  readonly mesh: Mesh;
  /** Whether a path could not be read, or all of them hold nothing; it was told. */
  readonly isIncomplete: boolean;
}

/** Reads manifests; what can't be read is told, and the rest is read nevertheless. */
export function readManifests(paths: readonly string[], terminal: Terminal): ReadManifests {
  const { sources, unreadable } = readSources(paths, terminal);
  unreadable.forEach(({ path, reason }) => terminal.tell(`${path}: ${reason}`));
  const mesh = Mesh.fromYaml([...sources]);
  const isEmpty = unreadable.length === 0 && isWithoutManifests(mesh);
  if (isEmpty) {
    terminal.tell(nothingIn(paths));
  }
  return { mesh, isIncomplete: unreadable.length > 0 || isEmpty };
}

/** Reads files; says so where that takes long. */
export function readSources(paths: readonly string[], terminal: Terminal): YamlFiles {
  const files = readYamlFiles(paths);
  const size = files.sources.reduce((sum, { text }) => sum + text.length, 0);
  tellNotBuilt(files.kustomizations, terminal);
  terminal.progress(`reading ${files.sources.length} files`, size / CHARACTERS_PER_OBJECT);
  if (size * BYTES_PER_CHARACTER > getHeapStatistics().heap_size_limit) {
    terminal.tell(
      `${Math.round(size / 1e6)} MB of manifests may take more memory than Node is given here; if it runs out of it, set NODE_OPTIONS=--max-old-space-size=${Math.ceil((size * BYTES_PER_CHARACTER) / 1e6)}`,
    );
  }
  return files;
}

/** Tells once that bases and overlays are not what is applied: they describe the same objects, and patches only a part of them. */
function tellNotBuilt(folders: readonly string[], terminal: Terminal): void {
  const last = folders.at(-1);
  if (last !== undefined) {
    const what =
      folders.length === 1
        ? 'has a kustomization and is read as it stands'
        : 'have a kustomization and are read as they stand';
    terminal.tell(`${someNamed(folders).join(', ')} ${what}; what is applied is printed by: kubectl kustomize ${last}`);
  }
}

/** What is said where paths hold no manifests. */
export function nothingIn(paths: readonly string[]): string {
  return `there are no manifests in ${paths.join(', ')}`;
}

function isWithoutManifests({ size, faults, objections }: Mesh): boolean {
  return size + faults.length + objections.length === 0;
}

/**
 * Reads the mesh that a question is about: an answer about a part of it would be wrong. What is taken to be in the cluster is told.
 *
 * @throws if anything can't be read.
 */
export function readWholeMesh(paths: readonly string[], terminal: Terminal, options: ElsewhereOptions = {}): Mesh {
  const [completed] = withWhatIsElsewhere([readAll(paths, terminal)], options);
  tellAssumed([completed], terminal);
  return completed.mesh;
}

/**
 * Reads two meshes that are compared, in the same way: what only one of them has is nothing that the other takes for granted.
 *
 * @throws if anything can't be read.
 */
export function readWholeMeshes(before: string, after: string, terminal: Terminal): readonly [Mesh, Mesh] {
  const [old, young] = withWhatIsElsewhere([readAll([before], terminal), readAll([after], terminal)]);
  tellAssumed([old, young], terminal);
  return [old.mesh, young.mesh];
}

function readAll(paths: readonly string[], terminal: Terminal): Mesh {
  const { sources, unreadable } = readSources(paths, terminal);
  unreadable.forEach(({ path, reason }) => terminal.tell(`${path}: ${reason}`));
  const mesh = Mesh.fromYaml([...sources]);
  mesh.faults.forEach(({ message, origin }) => terminal.tell(`${origin.file ?? ''}:${origin.line ?? 1}: ${message}`));
  if (unreadable.length + mesh.faults.length > 0) {
    throw new UsageError('not all manifests could be read, and without them the answer may be another');
  }
  mesh.objections.forEach(({ object }) =>
    terminal.tell(`left out: ${object.title}: an API server refuses it; see 'cdk8s-istio analyze'`),
  );
  if (mesh.size === 0) {
    throw new UsageError(mesh.objections.length > 0 ? 'nothing is left' : nothingIn(paths));
  }
  return mesh;
}

/** Tells what is taken to be in the cluster, and what might be expected to be. */
export function tellAssumed(meshes: readonly CompletedMesh[], terminal: Terminal): void {
  tellNames(
    'taken to be in the cluster',
    meshes.flatMap(({ assumed }) => assumed),
    ', ',
    terminal,
  );
  tellNames(
    'not taken to be in the cluster',
    meshes.flatMap(({ misplaced }) => misplaced),
    '; ',
    terminal,
  );
}

function tellNames(what: string, all: readonly string[], separator: string, terminal: Terminal): void {
  const names = [...new Set(all)];
  if (names.length > 0) {
    terminal.tell(`${what}: ${someNamed(names).join(separator)}`);
  }
}

function someNamed(names: readonly string[]): readonly string[] {
  const others = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(others > 0 ? [`${others} more`] : [])];
}

const MOST_NAMED = 3;
const CHARACTERS_PER_OBJECT = 500;
/** Of small objects, which take the most. */
const BYTES_PER_CHARACTER = 36;
