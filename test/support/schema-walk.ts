import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';

/** The part of an OpenAPI schema that says which fields and values there are. */
export interface SchemaNode {
  readonly properties?: { readonly [name: string]: SchemaNode };
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly enum?: readonly string[];
}

/** One kind with the schema of its spec. */
export interface KindSchema {
  readonly kind: string;
  readonly spec: SchemaNode;
}

/** Where fields and values are: paths such as `spec.http[].match[].headers{}.exact`; values follow after `=`. */
export interface Inventory {
  readonly fields: ReadonlySet<string>;
  readonly enumValues: ReadonlySet<string>;
}

interface SchemaFile {
  readonly kind: string;
  readonly openAPIV3Schema: SchemaNode;
}

const SCHEMAS = join(__dirname, '..', '..', 'schemas');

/** The schema of a kind, from `schemas/<product>/<file>.yaml`. */
export function readKindSchema(file: string, product = 'istio'): KindSchema {
  const { kind, openAPIV3Schema } = parse(readFileSync(join(SCHEMAS, product, `${file}.yaml`), 'utf8')) as SchemaFile;
  const spec = openAPIV3Schema.properties?.spec;
  if (spec === undefined) {
    throw new Error(`${file}.yaml has no spec`);
  }
  return { kind, spec };
}

/** The schemas of all kinds of a product. */
export function readAllKindSchemas(product = 'istio'): KindSchema[] {
  const names = readdirSync(join(SCHEMAS, product)).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => readKindSchema(name.slice(0, -'.yaml'.length), product));
}

/** Every field and enum value that the schema of a kind knows. */
export function inventoryOfSchema({ spec }: KindSchema): Inventory {
  const fields = new Set<string>();
  const enumValues = new Set<string>();
  const walk = (node: SchemaNode, path: string): void => {
    node.enum?.forEach((value) => enumValues.add(`${path}=${value}`));
    for (const [name, child] of childrenOf(node)) {
      const childPath = `${path}${name}`;
      fields.add(childPath);
      walk(child, childPath);
    }
  };
  walk(spec, 'spec');
  return { fields, enumValues };
}

/** Every field and enum value that the manifests of this kind set; throws at a field that the schema does not know. */
export function inventoryOfManifests({ kind, spec }: KindSchema, manifests: readonly unknown[]): Inventory {
  const fields = new Set<string>();
  const enumValues = new Set<string>();
  const walk = (node: SchemaNode, value: unknown, path: string): void => {
    if (node.enum !== undefined) {
      enumValues.add(`${path}=${String(value)}`);
    }
    for (const [step, child, item] of stepsInto(node, value, path)) {
      fields.add(`${path}${step}`);
      walk(child, item, `${path}${step}`);
    }
  };
  for (const manifest of manifests as Array<{ kind: string; spec?: unknown }>) {
    if (manifest.kind === kind) {
      walk(spec, manifest.spec, 'spec');
    }
  }
  return { fields, enumValues };
}

/** What the schema of a kind has and the manifests of that kind do not set: empty when they show all there is. */
export function missingFrom(schema: KindSchema, manifests: readonly unknown[]): string[] {
  const wanted = inventoryOfSchema(schema);
  const shown = inventoryOfManifests(schema, manifests);
  return [
    ...[...wanted.fields].filter((field) => !shown.fields.has(field)),
    ...[...wanted.enumValues].filter((value) => !shown.enumValues.has(value)),
  ].sort();
}

function childrenOf(node: SchemaNode): Array<[string, SchemaNode]> {
  const children = Object.entries(node.properties ?? {})
    // Istio takes some fields in a second, older spelling; one of the two is enough.
    .filter(([name]) => !isSecondSpelling(name, node))
    .map(([name, child]): [string, SchemaNode] => [`.${name}`, child]);
  if (node.items !== undefined) {
    children.push(['[]', node.items]);
  }
  if (typeof node.additionalProperties === 'object') {
    children.push(['{}', node.additionalProperties]);
  }
  return children;
}

function isSecondSpelling(name: string, node: SchemaNode): boolean {
  const camelCase = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return camelCase !== name && node.properties?.[camelCase] !== undefined;
}

function stepsInto(node: SchemaNode, value: unknown, path: string): Array<[string, SchemaNode, unknown]> {
  const { items, properties, additionalProperties } = node;
  if (Array.isArray(value) && items !== undefined) {
    return value.map((item): [string, SchemaNode, unknown] => ['[]', items, item]);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const entries = Object.entries(value);
  if (typeof additionalProperties === 'object') {
    return entries.map(([, item]): [string, SchemaNode, unknown] => ['{}', additionalProperties, item]);
  }
  return properties === undefined ? [] : entries.map(([name, item]) => [`.${name}`, known(node, name, path), item]);
}

function known(node: SchemaNode, name: string, path: string): SchemaNode {
  const child = node.properties?.[name];
  if (child === undefined) {
    throw new Error(`the schema knows no field ${path}.${name}`);
  }
  return child;
}
