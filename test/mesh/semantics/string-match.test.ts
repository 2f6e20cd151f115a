import fc from 'fast-check';
import { matchesWholeRegex } from '../../../src/kernel/re2';
import { headOfRegex, isImplied, isPresence, textOfRegex } from '../../../src/mesh/semantics/string-match';
import { StringMatch } from '../../../src/mesh/wire/networking';

test.each<[StringMatch, StringMatch, boolean]>([
  [{ exact: '/a' }, { exact: '/a' }, true],
  [{ exact: '/a' }, { exact: '/b' }, false],
  [{ exact: '/api/x' }, { prefix: '/api' }, true],
  [{ exact: '/ap' }, { prefix: '/api' }, false],
  [{ prefix: '/api/x' }, { prefix: '/api' }, true],
  [{ prefix: '/api' }, { prefix: '/api/x' }, false],
  [{ prefix: '/api' }, { exact: '/api' }, false],
  [{ regex: '/api/[0-9]+' }, { prefix: '/api' }, true],
  [{ regex: '/api?' }, { prefix: '/api' }, false],
  [{ regex: '/api|/b' }, { prefix: '/api' }, false],
  [{ exact: '/item/4' }, { regex: '/item/[0-9]+' }, true],
  [{ exact: '/item/x' }, { regex: '/item/[0-9]+' }, false],
  [{ prefix: '/item/' }, { regex: '/item/[0-9]+' }, false],
  [{ prefix: '/item/' }, { regex: '/item/.*' }, true],
  [{ regex: '/a[0-9]' }, { regex: '/a[0-9]' }, true],
  [{ regex: '/a[0-9]' }, { regex: '/a[0-9]?' }, false],
  [{ regex: '/a[0-9]' }, { regex: '.*' }, true],
  [{ exact: 'x' }, { regex: '(' }, false],
  [{ exact: 'x' }, {}, true],
  [{ exact: 'x' }, { regex: '*' }, true],
  [{}, { exact: 'x' }, false],
  [{}, {}, true],
])('what %j takes, %j takes: %s', (inner, outer, expected) => {
  expect(isImplied(inner, outer)).toBe(expected);
});

test.each([
  ['/api', '/api', '/api'],
  ['^/api$', '/api', '/api'],
  ['/a\\.b', '/a.b', '/a.b'],
  ['/api.*', '/api', undefined],
  ['/api*', '/ap', undefined],
  ['/a\\d', '/a', undefined],
  ['/a|/b', '', undefined],
  ['(?i)/a', '', undefined],
  ['/a\\$', '/a$', '/a$'],
  ['', '', ''],
])('%s begins with %j and takes only %j', (regex, head, text) => {
  expect(headOfRegex(regex)).toBe(head);
  expect(textOfRegex(regex)).toBe(text);
});

test('presence is what asks for no text', () => {
  expect([{}, { regex: '*' }, { exact: '' }, { prefix: 'a' }].map(isPresence)).toEqual([true, true, false, false]);
});

const LETTERS = fc.string({ unit: fc.constantFrom('/', 'a', 'b', '.'), maxLength: 4 });
const REGEX = fc
  .array(fc.constantFrom('/', 'a', 'b', '.', '.*', '[ab]', 'a?', 'b+', '\\.', '(a|b)', '|', '^', '$'), { maxLength: 5 })
  .map((parts) => parts.join(''));
const MATCH: fc.Arbitrary<StringMatch> = fc.oneof(
  LETTERS.map((exact) => ({ exact })),
  LETTERS.map((prefix) => ({ prefix })),
  REGEX.map((regex) => ({ regex })),
);

function takes({ exact, prefix, regex }: StringMatch, text: string): boolean {
  return exact === undefined
    ? prefix === undefined
      ? matchesWholeRegex(regex ?? '', text)
      : text.startsWith(prefix)
    : text === exact;
}

test('no text is taken by a match and not by one that it implies', () => {
  fc.assert(
    fc.property(MATCH, MATCH, LETTERS, (inner, outer, text) => {
      fc.pre(isImplied(inner, outer) && takes(inner, text));
      expect(takes(outer, text)).toBe(true);
    }),
    { numRuns: 300, maxSkipsPerRun: 1000 },
  );
});
