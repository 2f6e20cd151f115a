import { itemOffsetsOf, listPartsOf } from '../../../src/mesh/load/list-parts';

const ITEMS = ['- a: 1\n', '- b: |\n    - 2\n\n', '# on c\n- c: 3\n', '- d\n'];
const BEGINNING = 'apiVersion: v1\nitems:\n';

test('every part has whole items, and together they are all', () => {
  const text = `${BEGINNING}${ITEMS.join('')}kind: List\nothers:\n- e\n`;
  expect(listPartsOf(text, 1)).toEqual({
    frame: `${BEGINNING}kind: List\nothers:\n- e\n`,
    items: ['- a: 1\n', '- b: |\n    - 2\n\n# on c\n', '- c: 3\n', '- d\n'],
  });
  expect(listPartsOf(text, 10)?.items).toEqual([`${ITEMS[0]}${ITEMS[1]}# on c\n`, `- c: 3\n- d\n`]);
  expect(listPartsOf(text, 1000)?.items).toEqual([ITEMS.join('')]);
});

test('every item is known by where it begins and ends', () => {
  const text = `\n${BEGINNING}${ITEMS.join('')}-\n  e: 5\nkind: List\n`;
  const offsets = itemOffsetsOf(text) ?? [];
  expect(offsets.slice(1).map((end, index) => text.slice(offsets[index], end))).toEqual([
    '- a: 1\n',
    '- b: |\n    - 2\n\n# on c\n',
    '- c: 3\n',
    '- d\n',
    '-\n  e: 5\n',
  ]);
});

test('the items may be the end', () => {
  expect(listPartsOf(`---\n${BEGINNING}- a\n- b\n`, 1)).toEqual({
    frame: `---\n${BEGINNING}`,
    items: ['- a\n', '- b\n'],
  });
});

test.each([
  ['another document', 'apiVersion: v1\nkind: Service\n'],
  ['items that are indented', 'apiVersion: v1\nitems:\n  - a\n'],
  ['no items', 'apiVersion: v1\nitems: []\n'],
  ['a document before', 'a: 1\n---\napiVersion: v1\nitems:\n- a\n'],
])('%s is none', (_, text) => {
  expect(listPartsOf(text, 1)).toBeUndefined();
  expect(itemOffsetsOf(text)).toBeUndefined();
});
