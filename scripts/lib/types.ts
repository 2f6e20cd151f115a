import { isDeepStrictEqual } from 'node:util';
import { constraintsOf, oneofsOf } from './constraints';
import { memberName, pascalCase } from './names';
import { apiTypeOf, JsonSchema, KindSchema, visitSchemas } from './schema';

/** What structs and enums have in common. */
interface NamedType {
  readonly name: string;
  /** Its name in the API, without the package. */
  readonly title: string;
  readonly reference?: string;
  /** Kinds that use it. */
  readonly users: Set<string>;
}

export interface EnumType extends NamedType {
  readonly members: readonly EnumMember[];
}

export interface EnumMember {
  readonly name: string;
  readonly value: string;
  readonly deprecated: boolean;
}

export interface StructType extends NamedType {
  readonly properties: readonly StructProperty[];
}

export interface StructProperty {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly reference?: string;
  /** Constraints as sentences; only those that hold wherever the struct is used. */
  readonly constraints: readonly string[];
}

/** Kubernetes' own types are not made here: that is for others to do. */
const KUBERNETES = 'kubernetes.';

/** The structs and enums of an API group, one for each message and enum of the API. */
export class TypeTable {
  public readonly structs: StructType[] = [];
  public readonly enums: EnumType[] = [];
  private readonly typeByKey = new Map<string, StructType | EnumType>();
  private readonly keyByName = new Map<string, string>();
  /** Names of the spec structs, by the message that the spec is. */
  private readonly specNames: ReadonlyMap<string, string>;
  private readonly packages: ReadonlySet<string>;
  /** Names of the messages and enums that are of the group's own packages. */
  private readonly ownNames = new Set<string>();

  constructor(kinds: readonly KindSchema[]) {
    const messages = kinds.map(({ kind, openAPIV3Schema }) => ({
      key: apiTypeOf(openAPIV3Schema.properties?.spec ?? {}) ?? kind,
      name: `${kind}Spec`,
    }));
    this.specNames = new Map(messages.map(({ key, name }) => [key, name]));
    this.packages = new Set(messages.map(({ key }) => packageOf(key)));
    for (const { kind } of kinds) {
      this.reserve(kind, `kind ${kind}`);
      this.reserve(`${kind}Props`, `props of ${kind}`);
    }
    for (const { openAPIV3Schema } of kinds) {
      visitSchemas(openAPIV3Schema, (schema) => {
        const key = apiTypeOf(schema);
        if (key !== undefined && this.packages.has(packageOf(key))) {
          this.ownNames.add(typeName(titleOf(key)));
        }
      });
    }
  }

  /** The TypeScript type of a value. `key` names an object or enum that has no name in the API. */
  public typeOf(schema: JsonSchema, kind: string, key: string): string {
    if (schema['x-api-type']?.startsWith(KUBERNETES)) {
      return '{ [key: string]: unknown }';
    }
    if (schema.properties !== undefined) {
      return this.struct(schema, kind, apiTypeOf(schema) ?? key).name;
    }
    if (schema.enum !== undefined) {
      return this.enum(schema, kind, apiTypeOf(schema) ?? key).name;
    }
    if (schema.items !== undefined) {
      return `${this.typeOf(schema.items, kind, key)}[]`;
    }
    if (typeof schema.additionalProperties === 'object') {
      return `{ [key: string]: ${this.typeOf(schema.additionalProperties, kind, key)} }`;
    }
    if (schema.type === 'object' && schema['x-kubernetes-preserve-unknown-fields']) {
      return '{ [key: string]: unknown }';
    }
    const scalars: { [type: string]: string } = {
      string: 'string',
      integer: 'number',
      number: 'number',
      boolean: 'boolean',
    };
    const scalar = scalars[schema.type ?? ''];
    if (scalar === undefined) {
      throw new Error(`${key}: the generator knows no type for ${JSON.stringify(schema)}`);
    }
    return scalar;
  }

  private struct(schema: JsonSchema, kind: string, key: string): StructType {
    const known = this.typeByKey.get(key) as StructType | undefined;
    const properties = this.properties(schema, kind, key);
    if (known !== undefined) {
      known.users.add(kind);
      this.assertSame(key, known.properties.map(shape), properties.map(shape));
      const merged = known.properties.map((property, index) => ({
        ...property,
        constraints: property.constraints.filter((each) => properties[index].constraints.includes(each)),
      }));
      (known.properties as StructProperty[]).splice(0, Infinity, ...merged);
      return known;
    }
    const struct = { ...this.named(key, kind, schema['x-istio-message-reference'] ?? schema['x-api-type-reference']), properties };
    this.typeByKey.set(key, struct);
    this.structs.push(struct);
    return struct;
  }

  private properties(schema: JsonSchema, kind: string, key: string): StructProperty[] {
    const oneofs = oneofsOf(schema);
    return (
      Object.entries(schema.properties ?? {})
        // `mirror_percent` and `jwks_uri` are second spellings of fields that have their own property.
        .filter(([, property]) => property['x-istio-alias-of'] === undefined)
        .map(([name, property]) => ({
          name: this.propertyName(name, key),
          type: this.typeOf(property, kind, `${key}.${pascalCase(name)}`),
          required: schema.required?.includes(name) ?? false,
          deprecated: property['x-istio-deprecated'] ?? false,
          reference: property['x-istio-reference'] ?? property['x-api-reference'],
          constraints: [
            ...constraintsOf(property),
            ...oneofs
              .filter((names) => names.includes(name))
              .map((names) => `At most one of ${names.map((each) => `\`${each}\``).join(', ')}.`),
          ],
        }))
    );
  }

  private enum(schema: JsonSchema, kind: string, key: string): EnumType {
    const deprecated = schema['x-istio-deprecated-values'] ?? [];
    const members = (schema.enum ?? []).map((value) => ({
      name: memberName(value),
      value,
      deprecated: deprecated.includes(value),
    }));
    const known = this.typeByKey.get(key) as EnumType | undefined;
    if (known !== undefined) {
      known.users.add(kind);
      this.assertSame(key, known.members, members);
      return known;
    }
    const type = { ...this.named(key, kind, schema['x-istio-enum-reference'] ?? schema['x-api-type-reference']), members };
    this.typeByKey.set(key, type);
    this.enums.push(type);
    return type;
  }

  private named(key: string, kind: string, reference: string | undefined): NamedType {
    const title = titleOf(key);
    let name = this.specNames.get(key) ?? typeName(title);
    if (this.ownNames.has(name) && !this.packages.has(packageOf(key))) {
      // A message from another package, such as istio.type, gives way to the group's own message of the same name.
      name = pascalCase(packageOf(key).split('.')[1] ?? '') + name;
    }
    this.reserve(name, key);
    return { name, title, reference, users: new Set([kind]) };
  }

  private reserve(name: string, key: string): void {
    const other = this.keyByName.get(name);
    if (other !== undefined) {
      throw new Error(`${name} would stand for two types: ${other} and ${key}`);
    }
    this.keyByName.set(name, key);
  }

  /** Properties are rendered under their own names, so these have to be names that jsii takes. */
  private propertyName(name: string, key: string): string {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new Error(`${key}.${name}: not camelCase, so it cannot be rendered under its own name`);
    }
    return name;
  }

  private assertSame(key: string, known: unknown, found: unknown): void {
    if (!isDeepStrictEqual(known, found)) {
      throw new Error(`${key}: its schema differs from place to place, so that one type cannot stand for it`);
    }
  }
}

function shape({ name, type, required, deprecated }: StructProperty): unknown {
  return { name, type, required, deprecated };
}

/** A full name without its package. */
function titleOf(fullName: string): string {
  return fullName.slice(packageOf(fullName).length);
}

function typeName(title: string): string {
  return title.split('.').map(pascalCase).join('');
}

/** The package of a full name, with its last dot; '' if there is none. */
function packageOf(fullName: string): string {
  return /^(?:[a-z][a-z0-9_]*\.)*/.exec(fullName)?.[0] ?? '';
}
