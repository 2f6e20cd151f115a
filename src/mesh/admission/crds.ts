import { CRDS } from './schemas';
import { StructuralSchema } from './structural-schema';

/** A kind that is defined by a CRD. */
export interface Crd {
  /** The versions that an API server serves. */
  readonly versions: readonly string[];
  /** Versions that it has had: other releases serve them. */
  readonly retired: readonly string[];
  /** Its schema, which all of them share. */
  readonly schema: () => StructuralSchema;
}

const SCHEMAS = new Map<string, StructuralSchema>();

/** The CRD of a kind; undefined where it is none that is known. */
export function crdOf(group: string, kind: string): Crd | undefined {
  const key = `${group}/${kind}`;
  if (!Object.hasOwn(CRDS, key)) {
    return undefined;
  }
  const { versions, retired = [], load } = CRDS[key];
  return { versions, retired, schema: () => schemaOf(key, load) };
}

function schemaOf(key: string, load: () => string): StructuralSchema {
  let schema = SCHEMAS.get(key);
  if (schema === undefined) {
    schema = JSON.parse(load()) as StructuralSchema;
    SCHEMAS.set(key, schema);
  }
  return schema;
}
