import fc from 'fast-check';
import { normalizePath, queryParameters, readTarget } from '../../../src/mesh/semantics/uri-path';

it.each([
  ['/a/b', '/a/b'],
  ['/a/./b', '/a/b'],
  ['/a/../b', '/b'],
  ['/a/..', '/'],
  ['/a/.', '/a/'],
  ['/../..', '/'],
  ['/a//b/', '/a//b/'],
  ['/a//../b', '/a/b'],
  ['/%61dmin', '/admin'],
  ['/a/%2e%2E/b', '/b'],
  ['/a%2Fb', '/a%2Fb'],
  ['/a%20b', '/a%20b'],
  ['/a b"<>`{}', '/a%20b%22%3C%3E%60%7B%7D'],
  ['/a\\b', '/a/b'],
  ['/\u00fc', '/%C3%BC'],
  ['/%zz', '/%zz'],
  ['*', '*'],
])('makes of %s the path %s', (written, normalized) => {
  expect(normalizePath(written)).toBe(normalized);
});

it('leaves queries as they are and drops fragments', () => {
  expect(readTarget('/a/../b?x=/../y%61#frag')).toEqual({ path: '/b', query: '?x=/../y%61' });
  expect([...queryParameters('?a=1&a=2&b&=c&d=')]).toEqual([
    ['a', '1'],
    ['b', ''],
    ['d', ''],
  ]);
});

it('normalizes once and for all', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      const once = normalizePath(path);
      expect(normalizePath(once)).toBe(once);
      expect(once.split('/')).not.toContain('..');
    }),
  );
});
