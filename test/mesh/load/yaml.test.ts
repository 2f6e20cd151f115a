import * as fc from 'fast-check';
import { dump, loadAll } from 'js-yaml';
import { loadYaml } from '../../../src/mesh/load/yaml';
import { Mesh } from '../../../src/mesh/mesh';
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

describe('a long List, as `kubectl get -o yaml` writes it', () => {
  const note = 'x'.repeat(900);
  const itemOf = (index: number) =>
    `- apiVersion: v1\n  kind: Service\n  metadata:\n    annotations:\n      note: ${note}\n    name: s${index}\n`;
  const items = Array.from({ length: 200 }, (_, index) => itemOf(index));
  const listOf = (each: readonly string[], end = 'kind: List\nmetadata:\n  resourceVersion: ""\n') =>
    `apiVersion: v1\nitems:\n${each.join('')}${end}`;
  const withItem = (item: string) => [...items.slice(0, 100), item, ...items.slice(100)];

  test('is read as a whole', () => {
    const text = listOf(items);
    const { values, lines, faults } = read(text);
    expect(values).toEqual(readByParser(text));
    expect(Object.keys(values[0] as object)).toEqual(['apiVersion', 'items', 'kind', 'metadata']);
    expect((values[0] as { items: object[] }).items).toHaveLength(200);
    expect(lines).toEqual([1]);
    expect(faults).toEqual([]);
    const { objects } = Mesh.fromYaml([{ file: 'a.yaml', text }]);
    expect(objects.map(({ name }) => name)).toEqual(items.map((_, index) => `s${index}`));
    expect(objects[150].origin.line).toBe(3 + 6 * 150);
    expect(objects[150].origin.lineOf?.(['metadata', 'name'])).toBe(3 + 6 * 150 + 5);
  });

  test.each([
    ['comments and blank lines', listOf(withItem('# about the next\n\n- a: 1\n\n  # in it\n  b: 2\n'))],
    [
      'texts of many lines',
      listOf(withItem('- a: |+\n    - one\n\n    - two\n\n- |\n  - three\n- "four\n  - five"\n')),
    ],
    ['lists as items, and items without anything', listOf(withItem('- - a\n  - b\n-\n- {}\n-\n  a: 1\n'))],
    ['nothing after the items', listOf(items, '')],
    ['a separator before and after', `---\n${listOf(items)}---\n`],
    ['an alias across items', listOf([...withItem('- &a {b: c}\n'), '- *a\n'])],
    ['another key than `kind` after them', listOf(items, 'zeal: |\n  items:\n  - a\nkind: List\n')],
    ['two keys with such a list', listOf(items, 'kind: List\nothers:\n- a\n- b\n')],
  ])('with %s', (_, text) => {
    expect(read(text)).toMatchObject({ values: readByParser(text), faults: [] });
  });

  test('with quotes that end left of where they belong, as Kubernetes takes them', () => {
    const [list] = read(listOf(withItem('- a: "b\n- c"\n'))).values as [{ items: object[] }];
    expect(list.items).toHaveLength(201);
    expect(list.items[100]).toEqual({ a: 'b - c' });
  });

  test('every field has the line that it has in a List written in another way', () => {
    const special = '# about it\n\n- a:\n  - b: |\n      c\n    # d\n    d: {e: [1,\n      2]}\n-\n  f: 1\n- - g\n- \n';
    const text = listOf(withItem(special), 'kind: List\nlast: 1\n');
    const otherText = text
      .replace(/^apiVersion: v1\nitems:\n/, 'kind: List\nitems:\n')
      .replace(/^kind: List$/m, 'apiVersion: v1');
    const [origin, other] = [text, otherText].map((each) => loadYaml({ file: 'a.yaml', text: each }).values[0].origin);
    const below = [[], ['a'], ['a', 0, 'b'], ['a', 0, 'd', 'e', 1], ['f'], [0], ['metadata', 'name'], ['none', 'such']];
    const paths = [98, 99, 100, 101, 102, 103, 104, 202, 203, 204].flatMap((index) =>
      below.map((path) => ['items', index, ...path]),
    );
    expect(paths.map((path) => origin.lineOf?.(path))).toEqual(paths.map((path) => other.lineOf?.(path)));
    expect(origin.lineOf?.(['last'])).toBe(text.split('\n').indexOf('last: 1') + 1);
  });

  test.each([
    ['`items` twice', listOf(items, 'items:\n- a\n')],
    ['a text after the items', listOf(items, 'kind\n')],
    ['an item that is none', listOf(withItem('-a\n'))],
    ['a line to the left of its map', listOf(withItem('- a: 1\n b: 2\n'))],
  ])('is refused with %s', (_, text) => {
    expect(() => readByParser(text)).toThrow();
    expect(read(text)).toMatchObject({ values: [], faults: [expect.any(String)] });
  });
});
