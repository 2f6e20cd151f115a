import { checkLabelName, checkObjectName } from '../../src/kernel/kube-name';
import { deepCopy, withOverrides } from '../../src/kernel/merge';
import { checkPort } from '../../src/kernel/port';
import { StringMatch } from '../../src/kernel/string-match';

test.each([0, -1, 1.5, 65536, NaN, Infinity])('%p is no port', (port) => {
  expect(() => checkPort(port, 'the port', 'shop')).toThrow(
    `[shop] the port must be a port number\n  received: ${port}\n  fix: give a whole number from 1 to 65535`,
  );
});

test.each([1, 80, 65535])('%p is a port', (port) => {
  expect(checkPort(port, 'the port')).toBe(port);
});

test.each(['a', 'a-b', 'a.b', '1a', 'x'.repeat(253)])('%s names an object', (name) => {
  expect(checkObjectName(name, 'the name')).toBe(name);
});

test.each(['', 'A', 'a_b', '-a', 'a-', 'a..b', 'a/b', 'x'.repeat(254)])('%s names no object', (name) => {
  expect(() => checkObjectName(name, 'the name')).toThrow('the name must be a Kubernetes object name\n  received: ');
});

test.each(['', 'a.b', 'A', 'x'.repeat(64)])('%s is no label', (name) => {
  expect(() => checkLabelName(name, 'the namespace', 'shop')).toThrow('[shop] the namespace must be an RFC 1123 label');
});

test('overrides merge maps, replace the rest, keep what is empty and take away what is undefined', () => {
  const base = { a: { b: 1, c: [1, 2] }, d: 'x', e: true };
  expect(withOverrides(base, { a: { c: [], n: {} }, d: undefined, e: false, f: 0 })).toEqual({
    a: { b: 1, c: [], n: {} },
    d: undefined,
    e: false,
    f: 0,
  });
  expect(base).toEqual({ a: { b: 1, c: [1, 2] }, d: 'x', e: true });
  expect(withOverrides(base, undefined)).toBe(base);
});

test('a deep copy shares no map and no list', () => {
  const original = { a: [{ b: 1 }] };
  const copy = deepCopy(original);
  original.a[0].b = 2;
  expect(copy).toEqual({ a: [{ b: 1 }] });
});

test.each([
  [StringMatch.exact('/a'), { exact: '/a' }],
  [StringMatch.exact(''), { exact: '' }],
  [StringMatch.prefix('/a'), { prefix: '/a' }],
  [StringMatch.regex('/a/[0-9]+'), { regex: '/a/[0-9]+' }],
])('%p renders as Istio has it', (match, rendered) => {
  expect(match._render()).toEqual(rendered);
});

test.each(['(?=a)b', '(a)\\1', '[', 'a{2001}'])('RE2 refuses %s', (pattern) => {
  expect(() => StringMatch.regex(pattern)).toThrow(/^a regex match must be valid RE2: /);
});

test('a prefix or regex without text is refused', () => {
  expect(() => StringMatch.prefix('')).toThrow('a prefix match needs a text to compare with\n  received: ""');
  expect(() => StringMatch.regex('')).toThrow('a regex match needs a text');
});

test('a regex is at most as long as Istio takes it', () => {
  expect(StringMatch.regex('a'.repeat(1024)).value).toHaveLength(1024);
  expect(() => StringMatch.regex('a'.repeat(1025))).toThrow('must have at most 1024 characters\n  received: 1025');
});
