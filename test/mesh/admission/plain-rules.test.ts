import * as fc from 'fast-check';
import { compileRule } from '../../../src/mesh/admission/cel/environment';
import { plainRule } from '../../../src/mesh/admission/cel/plain-rules';
import { toCel } from '../../../src/mesh/admission/cel/values';
import { CRDS } from '../../../src/mesh/admission/schemas';
import { StructuralSchema, valuesSchema } from '../../../src/mesh/admission/structural-schema';
import { JsonObject } from '../../../src/mesh/wire/json';

/** The schemas that have each rule, of all kinds. */
function schemasByRule(): Map<string, StructuralSchema[]> {
  const found = new Map<string, StructuralSchema[]>();
  const walk = (schema: StructuralSchema | undefined): void => {
    if (schema === undefined) {
      return;
    }
    for (const { rule } of schema['x-kubernetes-validations'] ?? []) {
      found.set(rule, [...(found.get(rule) ?? []), schema]);
    }
    [...Object.values(schema.properties ?? {}), schema.items, valuesSchema(schema)].forEach(walk);
  };
  Object.values(CRDS).forEach(({ load }) => walk(JSON.parse(load()) as StructuralSchema));
  return found;
}

const PLAIN = [...schemasByRule()].filter(([rule]) => plainRule(rule) !== undefined);

const texts = fc.oneof(
  fc.constantFrom('', '*', 'a*', '0', '1ms', '999us', '0.001s', '-1s', '1h', '5', 's', '1.5.s'),
  fc.string(),
  fc
    .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom('ms', 's', 'us', 'ns', ''))
    .map(([n, unit]) => `${n}${unit}`),
);

/** Values that keep the types of a schema, whatever its rules say. */
function valuesOf(schema: StructuralSchema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string':
      return texts;
    case 'integer':
      return fc.oneof(fc.constantFrom(0, 1, 65_535, 65_536), fc.integer({ min: 0 }));
    default:
      return schema.properties === undefined
        ? fc.dictionary(texts, texts)
        : fc
            .subarray(Object.keys(schema.properties))
            .map((names): JsonObject => Object.fromEntries(names.map((name) => [name, {}])));
  }
}

test('there are such rules', () => {
  expect(PLAIN.length).toBeGreaterThan(10);
});

test.each(PLAIN)('tells of values whether they keep `%s`, as CEL does', (rule, schemas) => {
  const isKept = (schema: StructuralSchema, value: unknown): boolean => {
    try {
      return compileRule(rule)(toCel(schema, value)) === true;
    } catch {
      return false;
    }
  };
  for (const schema of schemas) {
    fc.assert(
      fc.property(valuesOf(schema), (value) => {
        expect(plainRule(rule)?.(value)).toBe(isKept(schema, value));
      }),
    );
  }
});

test.each([
  'has(self.a)',
  '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 2',
  '(has(self.a) ? 1 : 0) <= 1 && self.b',
  '(has(self.a.b) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1',
  'constructor',
])('leaves `%s` to CEL', (rule) => {
  expect(plainRule(rule)).toBeUndefined();
});
