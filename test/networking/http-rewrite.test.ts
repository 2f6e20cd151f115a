import * as fc from 'fast-check';
import { HttpRewrite } from '../../src/networking/http-rewrite';
import { misuseOf } from '../support/misuse-of';

const render = (rewrite: HttpRewrite) => JSON.parse(JSON.stringify(rewrite._render()));

test.each<[string, HttpRewrite, object]>([
  ['uri', HttpRewrite.uri('/new'), { uri: '/new' }],
  ['uri and authority', HttpRewrite.uri('/', { authority: 'a.test:81' }), { uri: '/', authority: 'a.test:81' }],
  ['authority', HttpRewrite.authority('a.test'), { authority: 'a.test' }],
  [
    'uriRegex',
    HttpRewrite.uriRegex('/a/(b)', '/\\1\\0\\\\'),
    { uriRegexRewrite: { match: '/a/(b)', rewrite: '/\\1\\0\\\\' } },
  ],
  [
    'uriRegex and authority',
    HttpRewrite.uriRegex('a', 'b', { authority: 'a.test' }),
    { uriRegexRewrite: { match: 'a', rewrite: 'b' }, authority: 'a.test' },
  ],
  [
    'pathPrefix',
    HttpRewrite.pathPrefix('/a.b', '/v2/'),
    { uriRegexRewrite: { match: '^/a\\.b(/|$)', rewrite: '/v2\\1' } },
  ],
  [
    'pathPrefix to nothing',
    HttpRewrite.pathPrefix('/api/', '/'),
    { uriRegexRewrite: { match: '^/api(/|$)', rewrite: '/' } },
  ],
  [
    'pathPrefix from nothing',
    HttpRewrite.pathPrefix('/', '/v2'),
    { uriRegexRewrite: { match: '^(/|$)', rewrite: '/v2\\1' } },
  ],
])('%s', (_, rewrite, expected) => {
  expect(render(rewrite)).toEqual(expected);
});

test.each<[string, string, string, string]>([
  ['/api', '/v2', '/api', '/v2'],
  ['/api', '/v2', '/api/', '/v2/'],
  ['/api', '/v2', '/api/users', '/v2/users'],
  ['/api', '/v2', '/apix', '/apix'],
  ['/api', '/v2', '/x/api/y', '/x/api/y'],
  ['/api', '/', '/api', '/'],
  ['/api', '/', '/api/users', '/users'],
  ['/', '/v2', '/users', '/v2/users'],
  ['/', '/', '/users', '/users'],
  ['/a+b', '/\\c', '/a+b/c', '/\\c/c'],
])('prefix %s to %s makes of %s %s', (from, to, path, expected) => {
  const { match, rewrite } = HttpRewrite.pathPrefix(from, to)._render().uriRegexRewrite!;
  const rewritten = path.replace(new RegExp(match!, 'g'), (...groups: string[]) =>
    rewrite!.replace(/\\(.)/g, (__, escaped: string) => (escaped === '\\' ? '\\' : groups[Number(escaped)])),
  );
  expect(rewritten).toBe(expected);
});

test('what pathPrefix makes of any path is accepted', () => {
  const path = fc
    .string({ minLength: 0, maxLength: 20 })
    .filter((text) => !/[?#]/.test(text))
    .map((text) => `/${text}`);
  fc.assert(
    fc.property(path, path, (from, to) => expect(HttpRewrite.pathPrefix(from, to)).toBeInstanceOf(HttpRewrite)),
  );
});

test.each<[string, () => HttpRewrite, string, string, RegExp]>([
  ['an empty uri', () => HttpRewrite.uri(''), "rewrite.uri must be a path that begins with '/'", '""', /'\/'/],
  [
    'a relative uri',
    () => HttpRewrite.uri('new'),
    "rewrite.uri must be a path that begins with '/'",
    '"new"',
    /'\/new'/,
  ],
  [
    'an empty authority',
    () => HttpRewrite.authority(''),
    'rewrite.authority must be a host with an optional port',
    '""',
    /www/,
  ],
  [
    'a URL as authority',
    () => HttpRewrite.uri('/', { authority: 'https://a' }),
    'rewrite.authority must be a host with an optional port',
    '"https://a"',
    /www/,
  ],
  [
    'a relative prefix',
    () => HttpRewrite.pathPrefix('a', '/b'),
    "rewrite.prefix must be a path that begins with '/'",
    '"a"',
    /'\/a'/,
  ],
  [
    'a relative replacement',
    () => HttpRewrite.pathPrefix('/a', 'b'),
    "rewrite.replacement must be a path that begins with '/'",
    '"b"',
    /'\/b'/,
  ],
  [
    'an empty substitution',
    () => HttpRewrite.uriRegex('a', ''),
    'rewrite.uriRegexRewrite.rewrite must not be empty',
    '""',
    /text/,
  ],
  [
    'a group that is not there',
    () => HttpRewrite.uriRegex('(a)', '\\2'),
    "rewrite.uriRegexRewrite.rewrite must not hold '\\2': the expression has 1 groups",
    '"\\\\2"',
    /first group/,
  ],
  [
    'a lone backslash',
    () => HttpRewrite.uriRegex('a', 'b\\'),
    "rewrite.uriRegexRewrite.rewrite must not hold '\\': the expression has 0 groups",
    '"b\\\\"',
    /backslash/,
  ],
  [
    'a long expression',
    () => HttpRewrite.uriRegex('a'.repeat(1025), 'b'),
    'rewrite.uriRegexRewrite.match must not be longer than 1024 characters',
    expect.stringContaining('aaa'),
    /shorter/,
  ],
  [
    'an empty expression',
    () => HttpRewrite.uriRegex('', 'b'),
    'a regex match needs a text to compare with',
    '""',
    /not empty/,
  ],
  [
    'a look-ahead',
    () => HttpRewrite.uriRegex('(?=a)', 'b'),
    expect.stringMatching(/^a regex match must be valid RE2/),
    '"(?=a)"',
    /look-around/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('the longest expression is taken', () => {
  expect(render(HttpRewrite.uriRegex('a'.repeat(1024), 'b')).uriRegexRewrite.match).toHaveLength(1024);
});
