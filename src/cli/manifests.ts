import { readYamlFiles } from '../files/yaml-files';
import { Mesh } from '../mesh/mesh';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** How the paths of manifests are described in every command that takes them. */
export const PATHS = 'files, folders, or - for the standard input';

/** What paths hold, and whether all of it could be read. */
export interface ReadManifests {
  readonly mesh: Mesh;
  /** Paths that could not be read; they were told. */
  readonly unreadable: number;
}

/** Reads manifests; what can't be read is told, and the rest is read nevertheless. */
export function readManifests(paths: readonly string[], terminal: Terminal): ReadManifests {
  const { sources, unreadable } = readYamlFiles(paths);
  unreadable.forEach(({ path, reason }) => terminal.tell(`${path}: ${reason}`));
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  terminal.progress(`reading ${sources.length} files`, size / CHARACTERS_PER_OBJECT);
  return { mesh: Mesh.fromYaml([...sources]), unreadable: unreadable.length };
}

/**
 * Reads the mesh that a question is about: an answer about a part of it would be wrong.
 *
 * @throws if anything can't be read.
 */
export function readWholeMesh(paths: readonly string[], terminal: Terminal): Mesh {
  const { mesh, unreadable } = readManifests(paths, terminal);
  mesh.faults.forEach(({ message, origin }) => terminal.tell(`${origin.file ?? ''}:${origin.line ?? 1}: ${message}`));
  if (unreadable + mesh.faults.length > 0) {
    throw new UsageError('not all manifests could be read, and without them the answer may be another');
  }
  mesh.objections.forEach(({ object }) =>
    terminal.tell(`left out: ${object.title}: an API server refuses it; see 'cdk8s-istio analyze'`),
  );
  if (mesh.size === 0) {
    throw new UsageError(`there are no manifests in ${paths.join(', ')}`);
  }
  return mesh;
}

const CHARACTERS_PER_OBJECT = 500;
