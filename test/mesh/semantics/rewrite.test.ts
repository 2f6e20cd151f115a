import { redirectLocation, rewrittenPath } from '../../../src/mesh/semantics/rewrite';
import { HttpMatchRequest, HttpRedirect, HttpRewrite } from '../../../src/mesh/wire/networking';

it.each<[HttpRewrite | undefined, HttpMatchRequest | undefined, string, string | undefined]>([
  [undefined, undefined, '/a', undefined],
  [{ authority: 'b' }, undefined, '/a', undefined],
  [{ uri: '/n' }, { uri: { prefix: '/a' } }, '/a/b', '/n/b'],
  [{ uri: '/' }, { uri: { prefix: '/a' } }, '/a/b', '//b'],
  [{ uri: '/n' }, { uri: { exact: '/a' } }, '/a', '/n'],
  [{ uri: '/n' }, { uri: { regex: '/.*' } }, '/a/b', '/n'],
  [{ uri: '/n' }, undefined, '/a', '/na'],
  [{ uriRegexRewrite: { match: '/(a)(b)?', rewrite: '/\\1-\\2\\\\' } }, undefined, '/ab/a', '/a-b\\/a-\\'],
  [{ uriRegexRewrite: { match: '(', rewrite: '/x' } }, undefined, '/a', '/a'],
])('%j after %j makes of %s the path %s', (rewrite, match, path, expected) => {
  expect(rewrittenPath(rewrite, match, path)).toBe(expected);
});

it.each<[HttpRedirect, string]>([
  [{}, 'http://a.com:80/x?q=1'],
  [{ scheme: 'https' }, 'https://a.com/x?q=1'],
  [{ uri: '/y' }, 'http://a.com:80/y?q=1'],
  [{ uri: '/y?z=2' }, 'http://a.com:80/y?z=2'],
  [{ authority: 'b.com' }, 'http://b.com/x?q=1'],
  [{ authority: 'b.com', port: 8080 }, 'http://b.com:8080/x?q=1'],
  [{ scheme: 'https', port: 443 }, 'https://a.com/x?q=1'],
  [{ derivePort: 'FROM_REQUEST_PORT' }, 'http://a.com:8080/x?q=1'],
  [{ prefixRewrite: '/new' }, 'http://a.com:80/new?q=1'],
])('%j redirects to %s', (redirect, location) => {
  const request = { scheme: 'http', authority: 'a.com:80', path: '/x', query: '?q=1', port: 8080 };
  expect(redirectLocation(redirect, { uri: { prefix: '/x' } }, request)).toBe(location);
});
