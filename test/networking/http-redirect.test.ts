import { HttpMatch } from '../../src/networking/http-match';
import { HttpRedirect, RedirectCode, RedirectPort, RedirectScheme } from '../../src/networking/http-redirect';
import { HttpRoute } from '../../src/networking/http-route';
import { misuseOf } from '../support/misuse-of';

const render = (redirect: HttpRedirect) => JSON.parse(JSON.stringify(redirect._render()));

test.each<[string, HttpRedirect, object]>([
  ['toHttps', HttpRedirect.toHttps(), { scheme: 'https' }],
  ['uri', HttpRedirect.to({ uri: '/new?a=1' }), { uri: '/new?a=1' }],
  ['prefixRewrite', HttpRedirect.to({ prefixRewrite: '/' }), { prefixRewrite: '/' }],
  ['authority', HttpRedirect.to({ authority: 'www.example.com' }), { authority: 'www.example.com' }],
  ['port', HttpRedirect.to({ port: 8443 }), { port: 8443 }],
  ['scheme', HttpRedirect.to({ scheme: RedirectScheme.HTTP }), { scheme: 'http' }],
  ['derivePort', HttpRedirect.to({ derivePort: RedirectPort.FROM_REQUEST_PORT }), { derivePort: 'FROM_REQUEST_PORT' }],
  [
    'derivePort',
    HttpRedirect.to({ derivePort: RedirectPort.FROM_PROTOCOL_DEFAULT }),
    { derivePort: 'FROM_PROTOCOL_DEFAULT' },
  ],
  ['301', HttpRedirect.to({ uri: '/', redirectCode: RedirectCode.MOVED_PERMANENTLY }), { uri: '/', redirectCode: 301 }],
  ['302', HttpRedirect.to({ uri: '/', redirectCode: RedirectCode.FOUND }), { uri: '/', redirectCode: 302 }],
  ['303', HttpRedirect.to({ uri: '/', redirectCode: RedirectCode.SEE_OTHER }), { uri: '/', redirectCode: 303 }],
  [
    '307',
    HttpRedirect.to({ uri: '/', redirectCode: RedirectCode.TEMPORARY_REDIRECT }),
    { uri: '/', redirectCode: 307 },
  ],
  [
    '308',
    HttpRedirect.to({ uri: '/', redirectCode: RedirectCode.PERMANENT_REDIRECT }),
    { uri: '/', redirectCode: 308 },
  ],
])('%s', (_, redirect, expected) => {
  expect(render(redirect)).toEqual(expected);
});

const MUST_BE_PATH = "must be a path that begins with '/'";

test.each<[string, () => unknown, string, string, RegExp]>([
  ['nothing', () => HttpRedirect.to({}), 'redirect must change the URL', '{}', /scheme/],
  [
    'a code alone',
    () => HttpRedirect.to({ redirectCode: RedirectCode.FOUND }),
    'redirect must change the URL',
    '{"redirectCode":302}',
    /uri/,
  ],
  [
    'uri and prefixRewrite',
    () => HttpRedirect.to({ uri: '/a', prefixRewrite: '/b' }),
    'redirect must not have both uri and prefixRewrite',
    '{"uri":"/a","prefixRewrite":"/b"}',
    /one of them/,
  ],
  [
    'port and derivePort',
    () => HttpRedirect.to({ port: 80, derivePort: RedirectPort.FROM_REQUEST_PORT }),
    'redirect must not have both port and derivePort',
    '{"port":80,"derivePort":"FROM_REQUEST_PORT"}',
    /one of them/,
  ],
  ['port 0', () => HttpRedirect.to({ port: 0 }), 'the port of a redirect must be a port number', '0', /1 to 65535/],
  ['an empty uri', () => HttpRedirect.to({ uri: '' }), `redirect.uri ${MUST_BE_PATH}`, '""', /path alone/],
  [
    'a URL as uri',
    () => HttpRedirect.to({ uri: 'https://a/b' }),
    `redirect.uri ${MUST_BE_PATH}`,
    '"https://a/b"',
    /path alone/,
  ],
  [
    'a relative prefixRewrite',
    () => HttpRedirect.to({ prefixRewrite: 'a' }),
    `redirect.prefixRewrite ${MUST_BE_PATH}`,
    '"a"',
    /path alone/,
  ],
  [
    'a URL as authority',
    () => HttpRedirect.to({ authority: 'https://a' }),
    'redirect.authority must be a host with an optional port',
    '"https://a"',
    /www/,
  ],
  [
    'prefixRewrite of an exact path',
    () => HttpRoute.redirect(HttpRedirect.to({ prefixRewrite: '/b' }), { match: [HttpMatch.pathPrefix('/a')] }),
    'redirect.prefixRewrite must have a prefix in every match of the route that has a path',
    '{"exact":"/a"}',
    /rawPathPrefix/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('prefixRewrite goes with prefixes and with matches of any path', () => {
  const match = [HttpMatch.rawPathPrefix('/a/'), HttpMatch.anyPath({ presentHeaders: ['x'] })];
  expect(() => HttpRoute.redirect(HttpRedirect.to({ prefixRewrite: '/b/' }), { match })).not.toThrow();
  expect(() => HttpRoute.redirect(HttpRedirect.to({ prefixRewrite: '/b/' }))).not.toThrow();
});
