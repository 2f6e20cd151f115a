import * as fc from 'fast-check';
import { dump, loadAll } from 'js-yaml';
import { loadYaml } from '../../../src/mesh/load/yaml';
import { SCHEMA } from '../../../src/mesh/load/yaml-schema';

const read = (text: string) => {
  const { values, faults } = loadYaml({ file: 'a.yaml', text });
  return {
    values: values.map(({ value }) => value),
    lines: values.map(({ origin }) => origin.line),
    faults: faults.map(({ message, origin }) => `${origin.line ?? ''}: ${message}`),
  };
};

/** As js-yaml reads it, which makes values of what it parses in another way than we do. */
const readByParser = (text: string) => loadAll(text, { schema: SCHEMA }).filter((value) => value !== null);

describe('a value is what js-yaml makes of it', () => {
  test.each([
    '80',
    '-1',
    '0',
    '007',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '12:30',
    '1e3',
    '1.5',
    '.5',
    '-.inf',
    '.nan',
    '10s',
    '1.2.3',
    '2001-12-14',
    '~',
    'null',
    'nothing',
    'yes',
    'No',
    'y',
    'on',
    'off',
    'true',
    'False',
    '"80"',
    "'it''s'",
    '"a\\tb\\u0041"',
    '|\n    two\n    lines\n',
    '>-\n    two\n    lines\n',
    'two\n    lines',
    '[]',
    '{}',
    '[1, "a", {b: c}]',
    '<<',
    '=',
    'b # and a comment',
    '!!str 80',
    '!!int "80"',
    '',
  ])('%j', (value) => {
    const text = `key: ${value}\nlist:\n- ${value}\n`;
    expect(read(text)).toMatchObject({ values: readByParser(text), faults: [] });
  });

  test.each([
    '80: a',
    'on: a',
    '~: a',
    '"": a',
    '__proto__: {a: 1}',
    'constructor: a',
    '<<: {a: 1}\na: 2',
    '"<<": {a: 1}',
    'a: &b {c: 1}\nd: *b',
    'base: &b {c: 1}\nd:\n  <<: *b\n  e: 2',
    '? a\n: b',
  ])('%j', (text) => {
    expect(read(text)).toMatchObject({ values: readByParser(text), faults: [] });
  });

  test.each(['a: 1\na: 2', '80: 1\n"80": 2', '[a]: 1', 'a: *b', 'a: !other b', 'a: !!binary aGk='])(
    'what it refuses is refused: %s',
    (text) => {
      expect(() => loadAll(text, { schema: SCHEMA })).toThrow();
      expect(read(text)).toMatchObject({ values: [], faults: [expect.any(String)] });
    },
  );

  test('property: whatever is written, alone or with others', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'yes',
        'no',
        'null',
        '~',
        '1',
        '0x1',
        '1:2',
        '.5',
        '<<',
        '---',
        '# a',
        'a: b',
        '- a',
        '&a',
        '*a',
        '',
      ),
    );
    const json = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(text, tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    const document = fc.tuple(
      json,
      fc.record({ flowLevel: fc.constantFrom(-1, 0, 1, 2), indent: fc.constantFrom(2, 4) }),
    );
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 4 }), (documents) => {
        const file = documents.map(([value, style]) => `---\n${dump({ value }, style)}`).join('');
        expect(read(file)).toMatchObject({ values: readByParser(file), faults: [] });
      }),
    );
  });
});

test('values are frozen, all the way down', () => {
  const [value] = read('spec:\n  hosts: [a]\n  servers:\n  - port: {number: 80}\n').values as [
    { spec: { hosts: string[] } },
  ];
  const isFrozen = (each: unknown): boolean =>
    typeof each !== 'object' || each === null || (Object.isFrozen(each) && Object.values(each).every(isFrozen));
  expect(isFrozen(value)).toBe(true);
});

describe('a large file', () => {
  const padding = `# ${'x'.repeat(998)}\n`.repeat(20);
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${padding}index: ${index}\n`);

  test('is read as a whole, each document at its line', () => {
    const documents = numbered(30);
    const { values, lines, faults } = read(documents.join('---\n'));
    expect(values).toEqual(documents.map((_, index) => ({ index })));
    expect(lines).toEqual(documents.map((_, index) => 21 + 22 * index));
    expect(faults).toEqual([]);
  });

  test('loses no more than what is wrong in it', () => {
    const documents = numbered(30);
    documents[7] = `${padding}index: {\n`;
    documents[20] = `${padding}index: &a [1]\nagain: *a\n`;
    const { values, lines, faults } = read(documents.join('---\n'));
    const expected = documents.map((_, index) => (index === 20 ? { index: [1], again: [1] } : { index }));
    expect(values).toEqual(expected.filter((_, index) => index !== 7));
    expect(lines.slice(-1)).toEqual([21 + 22 * 29 + 1]);
    expect(faults).toEqual([expect.stringMatching(/^176: /)]);
  });

  test('may have directives before its documents', () => {
    const documents = numbered(10).map((text) => `%YAML 1.1\n---\n${text}...\n`);
    expect(read(documents.join(''))).toMatchObject({ values: documents.map((_, index) => ({ index })), faults: [] });
  });

  test('may have documents without anything in them', () => {
    const documents = numbered(10).flatMap((text) => [text, padding, '']);
    expect(read(documents.join('\n---\n'))).toMatchObject({
      values: numbered(10).map((_, index) => ({ index })),
      faults: [],
    });
  });
});
