import { ApiObject, App, Chart } from 'cdk8s';
import { inspect } from 'util';
import { locate, misuse, show } from '../../src/kernel/errors';

const chart = new Chart(new App(), 'shop');

test('an error has path, rule, value and fix', () => {
  expect(misuse({ at: chart, rule: 'the weight must not be negative', received: -1, fix: 'use 0' }).message).toBe(
    '[shop] the weight must not be negative\n  received: -1\n  fix: use 0',
  );
});

test('an error of a value has no path, and no line for a value that there is none of', () => {
  expect(misuse({ rule: 'a route is needed', fix: 'add one' }).message).toBe('a route is needed\n  fix: add one');
});

test('locate() gives a value error the path of the construct that uses it, once', () => {
  const fail = () => {
    throw misuse({ rule: 'bad', received: 0, fix: 'good' });
  };
  const nested = () => locate(chart, fail);
  expect(nested).toThrow('[shop] bad\n  received: 0\n  fix: good');
  const other = new Chart(new App(), 'other');
  expect(() => locate(other, nested)).toThrow(/^\[shop\] bad/);
});

test('locate() leaves other errors and results alone', () => {
  const failure = new TypeError('x');
  expect(() =>
    locate(chart, () => {
      throw failure;
    }),
  ).toThrow(failure);
  expect(locate(chart, () => 7)).toBe(7);
});

test.each([
  [undefined, 'nothing'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  ['a"b', '"a\\"b"'],
  [[80, 443], '[80,443]'],
  [{ a: 1 }, '{"a":1}'],
])('%p is shown as %s', (value, text) => {
  expect(show(value)).toBe(text);
});

test('a value that JSON can not write is shown all the same', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(show(loop)).toBe('[object Object]');
});

test('long values are cut and PEM blocks are never shown', () => {
  expect(show('x'.repeat(500))).toHaveLength(203);
  const pem = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n';
  for (const value of [pem, { key: pem }, pem.slice(0, 40), [pem, pem]]) {
    expect(show(value)).not.toContain('c2Vj');
    expect(show(value)).toContain('<PEM redacted>');
  }
});

test('an error that nobody catches prints its message, and nothing of the construct', () => {
  const secret = new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', stringData: { key: 'c2VjcmV0' } });
  const error = misuse({ at: secret, rule: 'bad', received: 0, fix: 'good' });
  expect(Object.keys(error)).toEqual([]);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('c2VjcmV0');
});
