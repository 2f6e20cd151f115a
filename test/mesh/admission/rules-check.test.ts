import * as fc from 'fast-check';
import { ruleViolations } from '../../../src/mesh/admission/cel/rules';
import { rulesCheck } from '../../../src/mesh/admission/cel/rules-check';
import { CRDS } from '../../../src/mesh/admission/schemas';
import { StructuralSchema, valuesSchema } from '../../../src/mesh/admission/structural-schema';

/** All schemas of CRDs that have rules, those that have the same rules and fields once. */
const schemas = new Map<string, StructuralSchema>();
function collect(schema: StructuralSchema): void {
  const { properties = {}, items, 'x-kubernetes-validations': rules } = schema;
  if (rules !== undefined) {
    schemas.set(JSON.stringify([rules, Object.keys(properties)]), schema);
  }
  [...Object.values(properties), items, valuesSchema(schema)].forEach((each) => each && collect(each));
}
Object.values(CRDS).forEach(({ load }) => collect(JSON.parse(load()) as StructuralSchema));

const ofRule = (rule: string, others: StructuralSchema): StructuralSchema => ({
  ...others,
  'x-kubernetes-validations': [{ rule }],
});

/** Rules that look like others which are asked in a shorter way, and are none. */
const LOOKALIKES = [
  ofRule('self.all(key, key != "a") || self.all(key, key != "b")', {
    type: 'object',
    additionalProperties: { type: 'string' },
  }),
  ofRule('self.all(key, key != "a") == (1 > 2)', { type: 'object', additionalProperties: { type: 'string' } }),
  ofRule('self.all(key, self[key] != "")', { type: 'object', additionalProperties: { type: 'string' } }),
  ofRule('self.all(item, item != "")', { type: 'array', items: { type: 'string' } }),
  ofRule('has(self.a) && self.b == 1 ? has(self.b) : !has(self.c)', {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'object' } },
  }),
  ofRule('has(self.__in__) != has(self.a)', {
    type: 'object',
    properties: { in: { type: 'string' }, a: { type: 'string' } },
  }),
  ofRule("duration(self) >= duration('1s') || self == '0s'", { type: 'string' }),
  ofRule("duration(self) >= duration('nonsense')", { type: 'string' }),
];

const TEXTS = [
  '',
  'a',
  'b',
  '*',
  'a.b',
  '*.a',
  '1s',
  '0s',
  '0.5ms',
  '-1s',
  '1ms',
  '1h30m',
  'http://a/b',
  'unix:///a',
  'unix://a/',
  '443',
  'NONE',
];

function valueOf(schema: StructuralSchema, depth = 3): fc.Arbitrary<unknown> {
  const { type, properties = {}, items, enum: values } = schema;
  const others = valuesSchema(schema);
  const text = fc.constantFrom(...TEXTS, ...((values ?? []) as string[]));
  switch (type) {
    case 'object': {
      const names = fc.subarray(Object.keys(properties));
      const known = depth === 0 ? fc.constant([]) : names;
      return others !== undefined
        ? fc.dictionary(text, valueOf(others, depth - 1), { maxKeys: 3 })
        : known.chain((each) =>
            fc.record(Object.fromEntries(each.map((name) => [name, valueOf(properties[name], depth - 1)]))),
          );
    }
    case 'array':
      return fc.array(valueOf(items ?? {}, depth - 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.constantFrom(-1, 0, 1, 80, 65_535, 65_536);
    case 'boolean':
      return fc.boolean();
    default:
      return text;
  }
}

test.each(
  [...schemas.values(), ...LOOKALIKES].map(
    (schema) => [JSON.stringify(schema['x-kubernetes-validations']), schema] as const,
  ),
)('says the same as what tells why: %s', (_, schema) => {
  const own: StructuralSchema = { ...schema };
  const check = rulesCheck(own) ?? (() => true);
  const alone = withoutRulesBelow(own);
  fc.assert(
    fc.property(valueOf(schema), (value) => {
      expect(check(value)).toBe(ruleViolations(alone, value, [], '').length === 0);
    }),
    { numRuns: 60 },
  );
});

function withoutRulesBelow(schema: StructuralSchema): StructuralSchema {
  const strip = (each: StructuralSchema): StructuralSchema => ({
    ...withoutRulesBelow(each),
    'x-kubernetes-validations': undefined,
  });
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, strip(each)])),
    }),
    ...(items && { items: strip(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: strip(additionalProperties) }),
  };
}
