import { isCovered, matchesOf, takesAll, takesAllPaths } from '../../../src/mesh/semantics/http-match';
import { HttpMatchRequest } from '../../../src/mesh/wire/networking';

const API: HttpMatchRequest = { uri: { prefix: '/api' } };

test.each<[string, HttpMatchRequest, HttpMatchRequest, boolean]>([
  ['a longer prefix', { uri: { prefix: '/api/v1' } }, API, true],
  ['a shorter prefix', API, { uri: { prefix: '/api/v1' } }, false],
  ['any path', {}, API, false],
  ['any path, by the root', {}, { uri: { prefix: '/' } }, true],
  ['any path, by an expression', { uri: { prefix: '/a' } }, { uri: { regex: '/.*' } }, true],
  ['one condition more', { ...API, method: { exact: 'GET' } }, API, true],
  ['one condition less', API, { ...API, method: { exact: 'GET' } }, false],
  ['headers in other letters', { headers: { 'X-A': { exact: '1' } } }, { headers: { 'x-a': { prefix: '1' } } }, true],
  ['another header', { headers: { b: { exact: '1' } } }, { headers: { a: { exact: '1' } } }, false],
  ['a header that only has to be there', { headers: { a: { exact: '1' } } }, { headers: { a: {} } }, true],
  ['queries', { queryParams: { q: { exact: '1' } } }, { queryParams: { q: { exact: '2' } } }, false],
  ['what is left out', { withoutHeaders: { a: { exact: '1' } } }, { withoutHeaders: { a: { exact: '1' } } }, true],
  ['more that is left out', {}, { withoutHeaders: { a: { exact: '1' } } }, false],
  ['the same port', { port: 80 }, { port: 80 }, true],
  ['another port', { port: 80 }, { port: 81 }, false],
  ['any port', {}, { port: 80 }, false],
  ['case, of the outer', { uri: { exact: '/API/x' } }, { uri: { prefix: '/api' }, ignoreUriCase: true }, true],
  ['case, of the inner', { uri: { exact: '/api/x' }, ignoreUriCase: true }, API, false],
  ['case of an expression', { uri: { regex: '/API/x' } }, { uri: { prefix: '/api' }, ignoreUriCase: true }, false],
  ['fewer gateways', { gateways: ['a'] }, { gateways: ['a', 'b'] }, true],
  ['more gateways', { gateways: ['a', 'b'] }, { gateways: ['a'] }, false],
  ['gateways where all are meant', { gateways: ['a'] }, {}, true],
  ['more labels', { sourceLabels: { app: 'a', v: '1' } }, { sourceLabels: { app: 'a' } }, true],
  [
    'labels that gateways make void',
    { gateways: ['a'], sourceLabels: { app: 'a' } },
    { sourceLabels: { app: 'a' } },
    false,
  ],
  ['a namespace', { sourceNamespace: 'a' }, { sourceNamespace: 'b' }, false],
  ['any namespace', { sourceNamespace: 'a' }, {}, true],
])('%s: %j is within %j: %s', (_, inner, outer, expected) => {
  expect(isCovered(inner, outer)).toBe(expected);
});

test('what takes everything', () => {
  expect([{}, { uri: { prefix: '/' } }, { uri: { prefix: '/' }, port: 80 }, API].map(takesAll)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([undefined, { prefix: '' }, { regex: '.*' }, { exact: '/' }].map(takesAllPaths)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a route without matches has one that asks for nothing', () => {
  expect([matchesOf({}), matchesOf({ match: [] }), matchesOf({ match: [API] })]).toEqual([[{}], [{}], [API]]);
});
