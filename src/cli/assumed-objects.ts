import { SERVICE } from '../mesh/kinds';
import { Kind, MeshObject } from '../mesh/mesh-object';
import { GuessedObject } from '../mesh/guessed-object';
import { JsonObject, TextMap } from '../mesh/wire/json';

interface Metadata {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: TextMap;
}

/** An object that is taken to be in the cluster. */
export function assumedObject(kind: Kind, metadata: Metadata, spec?: JsonObject): MeshObject {
  return new MeshObject(manifestOf(kind, metadata, spec), {}, metadata.namespace, true);
}

/** One whose namespace nobody says. */
export function guessedObject(kind: Kind, metadata: Metadata, spec?: JsonObject): MeshObject {
  return new GuessedObject(manifestOf(kind, metadata, spec), {}, metadata.namespace, true);
}

/** A Service that is taken to be in the cluster. */
export function assumedService(
  namespace: string,
  name: string,
  ports: readonly number[],
  selector?: TextMap,
): MeshObject {
  const spec = { ...(selector === undefined ? {} : { selector }), ports: ports.map((port) => ({ port })) };
  return assumedObject(SERVICE, { namespace, name }, spec);
}

function manifestOf({ group, kind }: Kind, metadata: Metadata, spec: JsonObject | undefined): JsonObject {
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  return { apiVersion, kind, metadata, ...(spec === undefined ? {} : { spec }) };
}
