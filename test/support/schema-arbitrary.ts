import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';

interface Schema {
  readonly type?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly string[];
}

/** A kind of Istio's, with what makes objects of it. */
export interface MadeKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: fc.Arbitrary<unknown>;
}

const FOLDER = join(__dirname, '../../schemas/istio');

/** Texts of the forms that fields have, and texts that nobody expects. */
const TEXT = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('shop', 'v1', 'a.example.com', '*.example.com', 'cart.shop.svc.cluster.local'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('/', '/api', 'mesh', 'edge/front', '5s', '60s', '1h', '1.5s', '10.0.0.0/8', '8080'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', "it's", '${a} `b` \\', 'two\nlines', '\u202e\u2028', '😀', '-----', '~/*', '.'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

const NUMBER = fc.oneof(fc.constantFrom(0, 1, 50, 80, 100, 443, 503), fc.integer({ min: -1, max: 70_000 }));

/** JSON of any shape, but for keys that are no keys to JavaScript, and numbers that it has not. */
export const ANY_JSON: fc.Arbitrary<unknown> = fc
  .json({ maxDepth: 3 })
  .filter((text) => !/__proto__|constructor|"(toString|valueOf|resolve)"|\d{16}|\de/.test(text))
  .map((text) => JSON.parse(text) as unknown);

/** All kinds of Istio's. */
export const MADE_KINDS: readonly MadeKind[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => {
    const { group, kind, versions, openAPIV3Schema } = parse(readFileSync(join(FOLDER, file), 'utf8')) as {
      readonly group: string;
      readonly kind: string;
      readonly versions: ReadonlyArray<{ readonly name: string }>;
      readonly openAPIV3Schema: Schema;
    };
    const spec = openAPIV3Schema.properties?.spec ?? {};
    return { apiVersion: `${group}/${versions[0].name}`, kind, spec: arbitraryOf(spec, 0) };
  });

function arbitraryOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) {
    return fc.constantFrom(...schema.enum);
  }
  if (schema.properties !== undefined) {
    return objectOf(schema.properties, depth);
  }
  if (schema.items !== undefined) {
    return fc.array(arbitraryOf(schema.items, depth + 1), { maxLength: 2 });
  }
  if (typeof schema.additionalProperties === 'object') {
    return fc.dictionary(
      fc.constantFrom('app', 'version', 'x-a', '80'),
      arbitraryOf(schema.additionalProperties, depth + 1),
      {
        maxKeys: 2,
      },
    );
  }
  switch (schema.type) {
    case 'string':
      return TEXT;
    case 'integer':
    case 'number':
      return NUMBER;
    case 'boolean':
      return fc.boolean();
    case 'object':
      return ANY_JSON.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
    default:
      return NUMBER;
  }
}

/** A few of the fields, fewer the deeper they are. */
function objectOf(properties: NonNullable<Schema['properties']>, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) =>
    fc
      .option(arbitraryOf(schema, depth + 1), { nil: undefined, freq: depth === 0 ? 2 : 1 })
      .map((value) => [name, value] as const),
  );
  return fc
    .tuple(...fields)
    .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown);
}
