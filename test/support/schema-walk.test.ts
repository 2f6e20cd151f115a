import {
  inventoryOfManifests,
  inventoryOfSchema,
  missingFrom,
  readAllKindSchemas,
  readKindSchema,
} from './schema-walk';

const SCHEMA = {
  kind: 'Kind',
  spec: {
    properties: {
      mode: { enum: ['A', 'B'] },
      list: { items: { properties: { name: {} } } },
      map: { additionalProperties: { properties: { value: {} } } },
      twoWords: {},
      two_words: {},
      only_this: {},
    },
  },
};
const FIELDS = [
  '.list',
  '.list[]',
  '.list[].name',
  '.map',
  '.map{}',
  '.map{}.value',
  '.mode',
  '.only_this',
  '.twoWords',
];

test('every field and value of a schema, second spellings once', () => {
  const { fields, enumValues } = inventoryOfSchema(SCHEMA);
  expect([...fields].sort()).toEqual(FIELDS.map((field) => `spec${field}`));
  expect([...enumValues]).toEqual(['spec.mode=A', 'spec.mode=B']);
});

test('what is missing from manifests', () => {
  const spec = { mode: 'A', list: [{}, { name: '' }], map: { key: { value: 0 } }, only_this: false };
  expect(missingFrom(SCHEMA, [{ kind: 'Kind', spec }])).toEqual(['spec.mode=B', 'spec.twoWords']);
  expect(
    missingFrom(SCHEMA, [
      { kind: 'Kind', spec },
      { kind: 'Kind', spec: { mode: 'B', twoWords: [] } },
    ]),
  ).toEqual([]);
  expect(missingFrom(SCHEMA, [{ kind: 'Other', spec }])).toHaveLength(FIELDS.length + 2);
});

test('a field that the schema does not know', () => {
  const walk = (spec: unknown) => () => inventoryOfManifests(SCHEMA, [{ kind: 'Kind', spec }]);
  expect(walk({ list: [{ nme: 1 }] })).toThrow('the schema knows no field spec.list[].nme');
  expect(walk({ map: { any: { thing: 1 } } })).toThrow('the schema knows no field spec.map{}.thing');
});

test('the committed schemas can be walked', () => {
  const kinds = readAllKindSchemas().map(({ kind }) => kind);
  expect(kinds).toContain('VirtualService');
  expect(new Set(kinds).size).toBe(kinds.length);
  const { fields } = inventoryOfSchema(readKindSchema('virtual-service'));
  expect([...fields]).toContain('spec.http[].match[].headers{}.exact');
  expect([...fields].filter((field) => field.includes('_'))).toEqual([]);
});
