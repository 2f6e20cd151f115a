import fc from 'fast-check';
import { canonicalJson, isSameJson } from '../../src/kernel/same-json';

/** The same value with the fields of its objects the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(turned);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, each]) => [name, turned(each)]),
      )
    : value;
}

test('the order of fields does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(isSameJson(value, turned(value))).toBe(true);
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
    }),
  );
});

test('two values have one text where they are the same, and only there', () => {
  const few = fc.jsonValue({ maxDepth: 2, stringUnit: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(few, few, (one, other) => {
      expect(isSameJson(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
    }),
  );
});

test.each<[unknown, unknown]>([
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [[undefined], []],
  [{ a: null }, {}],
  [{ a: 1 }, { b: 1 }],
  [{ toString: {} }, {}],
  [{}, { a: 0 }],
  [1, '1'],
  [null, undefined],
])('%j is not %j', (one, other) => {
  expect(isSameJson(one, other)).toBe(false);
  expect(isSameJson(other, one)).toBe(false);
});

test('a field that is undefined is none', () => {
  expect(isSameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isSameJson({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
  expect(canonicalJson(undefined)).toBe('');
});
