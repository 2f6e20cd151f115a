import * as fc from 'fast-check';
import { call, cdk8s, Expression, json, member, variable } from '../../src/migration/code/expression';
import { print, printFlat } from '../../src/migration/code/print';
import { commentText, quote } from '../../src/migration/code/text';
import { VariableNames } from '../../src/migration/code/names';

/** The value of code that is a literal. */
function valueOf(code: string): unknown {
  return (new Function(`return ${code};`) as () => unknown)();
}

/** Texts of all characters, half of a pair too, and of what has a meaning in code. */
const TEXT = fc
  .array(
    fc.oneof(
      fc.constantFrom('`', '${', '\\', "'", '"', '\n', '\r\n', '\u2028', '\ud800', '\u0000', 'abc '),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

test('a text is what it was, however it is written', () => {
  fc.assert(
    fc.property(TEXT, (text) => expect(valueOf(quote(text))).toBe(text)),
    { numRuns: 500 },
  );
});

test('nothing in code is invisible or turns it around', () => {
  fc.assert(
    fc.property(TEXT, (text) =>
      expect(quote(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u),
    ),
  );
});

test('a comment is one line', () => {
  fc.assert(fc.property(TEXT, (text) => expect(commentText(text)).not.toMatch(/[\r\n\u2028\u2029]/)));
});

test('JSON is what it was, on one line or on many', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(valueOf(printFlat(json(value)))).toEqual(value);
      expect(valueOf(`(\n${print(json(value))})`)).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

test('constants have names of their own, none of them reserved', () => {
  const names = new VariableNames();
  const given = ['new', 'class', 'a', 'a', 'a', '1', '1', 'a_2', 'require'].map((name) => names.take(name));
  expect(new Set(given).size).toBe(given.length);
  expect(given).toEqual(['new2', 'class2', 'a', 'a2', 'a3', '_1', '_1_2', 'a_2', 'require2']);
  expect(names.forObject('Gateway', 'shop-gateway', 'shop')).toBe('shopGateway');
  expect(names.forObject('Gateway', 'shop', 'shop')).toBe('shopGatewayInShop');
});

test.each<readonly [string, Expression, string]>([
  ['what fits', call(variable('f'), json({ a: [1, 2] })), 'f({ a: [1, 2] })'],
  ['a key that is no name', json({ 'a-b': 1, c: 2 }), "{ 'a-b': 1, c: 2 }"],
  ['numbers as keys', json({ 80: 1, 443: 2 }), '{ 80: 1, 443: 2 }'],
  ['the prototype', json(JSON.parse('{"__proto__": 1}')), "{ ['__proto__']: 1 }"],
  ['a property of the name of its value', { type: 'object', entries: [['app', variable('app')]] }, '{ app }'],
  ['a member that is no name', member(cdk8s('A'), 'b-c'), "A['b-c']"],
  ['minus zero', json(-0), '-0'],
])('%s', (_, expression, code) => {
  expect(print(expression)).toBe(code);
});
