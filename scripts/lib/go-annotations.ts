import * as fs from 'node:fs';
import * as path from 'node:path';
import { GoPackage } from './go-structs';
import { JsonSchema, KindSchema, visitSchemas } from './schema';

/** A package of Go that an API is written in. */
export interface ApiPackage {
  /** Its import path. */
  readonly importPath: string;
  /** Its files, relative to the module's root; none where only the names of its types count. */
  readonly files: readonly string[];
  /** The package in full names of its types, such as `certmanager.acme.v1`. */
  readonly name: string;
  /** Where a type of it is documented. */
  readonly reference: (type: string) => string;
}

/** Types of Kubernetes itself are not made here, so these names just say whose they are. */
const KUBERNETES = 'kubernetes.core.v1';

/** Adds to each schema which type of Go it is, and to each property where it is documented. */
export function annotateGo(root: string, kinds: readonly KindSchema[], packages: readonly ApiPackage[]): void {
  const annotator = new GoAnnotator(root, packages);
  for (const { kind, openAPIV3Schema } of kinds) {
    const [own] = packages;
    const spec = annotator.typeOf(own, kind, 'spec');
    annotator.annotate(openAPIV3Schema.properties?.spec ?? {}, own, spec);
  }
}

/** Adds to each property the one page where all of them are documented. */
export function annotatePage(kinds: readonly KindSchema[], page: string): void {
  for (const { openAPIV3Schema } of kinds) {
    visitSchemas(openAPIV3Schema.properties?.spec ?? {}, (schema) => {
      for (const property of Object.values(schema.properties ?? {})) {
        property['x-api-reference'] = page;
      }
    });
  }
}

class GoAnnotator {
  private readonly parsed = new Map<ApiPackage, GoPackage>();

  constructor(
    root: string,
    private readonly packages: readonly ApiPackage[],
  ) {
    for (const each of packages) {
      const texts = each.files.map((file) => fs.readFileSync(path.join(root, file), 'utf8'));
      this.parsed.set(each, new GoPackage(texts));
    }
  }

  /** The type of a field. */
  public typeOf(of: ApiPackage, struct: string, jsonName: string): string {
    const field = this.parsed.get(of)?.fieldsOf(struct)?.find((each) => each.jsonName === jsonName);
    if (field === undefined) {
      throw new Error(`${of.importPath}: ${struct} has no field ${jsonName}, though its CRD has`);
    }
    return field.type;
  }

  public annotate(schema: JsonSchema, within: ApiPackage, type: string): void {
    const [of, name] = this.resolve(within, type);
    const value = valueOf(schema);
    if (of === undefined) {
      if (value.properties !== undefined || value['x-kubernetes-preserve-unknown-fields'] || isOpaqueMap(value)) {
        value['x-api-type'] = `${KUBERNETES}.${name}`;
      }
      return;
    }
    if (value.properties !== undefined || value.enum !== undefined) {
      value['x-api-type'] = `${of.name}.${name}`;
      value['x-api-type-reference'] = of.reference(name);
    }
    for (const [jsonName, property] of Object.entries(value.properties ?? {})) {
      property['x-api-reference'] = of.reference(name);
      if (of.files.length > 0) {
        this.annotate(property, of, this.typeOf(of, name, jsonName));
      }
    }
  }

  /** The package of a type, unless it is one of Kubernetes, and its name there. */
  private resolve(within: ApiPackage, type: string): [ApiPackage | undefined, string] {
    const [alias, name] = type.includes('.') ? type.split('.') : [undefined, type];
    if (alias === undefined) {
      return [within, name];
    }
    const importPath = this.parsed.get(within)?.imports.get(alias);
    return [this.packages.find((each) => each.importPath === importPath), name];
  }
}

/** The schema of what lists and maps hold; of anything else its own. */
function valueOf(schema: JsonSchema): JsonSchema {
  const { items, additionalProperties } = schema;
  if (items !== undefined) {
    return valueOf(items);
  }
  const isMap = typeof additionalProperties === 'object' && additionalProperties['x-kubernetes-int-or-string'] !== true;
  return isMap ? valueOf(additionalProperties) : schema;
}

/** A map of quantities, each of which may be a number or a text. */
function isOpaqueMap({ additionalProperties }: JsonSchema): boolean {
  return typeof additionalProperties === 'object' && additionalProperties['x-kubernetes-int-or-string'] === true;
}
