import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { JsonSchema, KindSchema, visitSchemas } from './schema';

interface CustomResourceDefinition {
  kind: string;
  spec: {
    group: string;
    names: { kind: string; plural: string };
    scope: string;
    versions: { name: string; served: boolean; storage: boolean; schema: { openAPIV3Schema: JsonSchema } }[];
  };
}

/**
 * Reads the CRDs of a YAML stream, without their prose.
 *
 * Throws when versions that are served differ in their schema: then one class with a choice of apiVersion no longer fits.
 */
export function readCrds(text: string): KindSchema[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((object) => object?.kind === 'CustomResourceDefinition')
    .map((object) => kindSchema(object as CustomResourceDefinition));
}

function kindSchema(crd: CustomResourceDefinition): KindSchema {
  const { group, names, scope, versions } = crd.spec;
  const served = versions.filter((version) => version.served);
  const [first, ...others] = served.map((version) => {
    const schema = structuredClone(version.schema.openAPIV3Schema);
    visitSchemas(schema, (each) => delete each.description);
    return { name: version.name, schema };
  });
  for (const other of others) {
    if (!isDeepStrictEqual(other.schema, first.schema)) {
      throw new Error(
        `${names.kind}.${group}: the schema of ${other.name} differs from that of ${first.name}; ` +
          'schemas/ keeps one schema per kind, so the generator has to learn about versions first',
      );
    }
  }
  return {
    group,
    kind: names.kind,
    plural: names.plural,
    scope,
    versions: versions.map(({ name, served, storage }) => ({ name, served, storage })),
    openAPIV3Schema: first.schema,
  };
}
