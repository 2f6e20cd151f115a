import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { StringMatch } from '../../src/kernel/string-match';
import { Gateway } from '../../src/networking/gateway';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpMatchConditions } from '../../src/networking/http-match-conditions';
import { misuseOf } from '../support/misuse-of';

const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
const CONTEXT = { owner: chart, namespace: 'shop' };
const render = (match: HttpMatch) => JSON.parse(JSON.stringify(match._render(CONTEXT)));

test.each<[string, HttpMatch, object[]]>([
  ['exactPath', HttpMatch.exactPath('/cart'), [{ uri: { exact: '/cart' } }]],
  ['exactPath of the server', HttpMatch.exactPath('*'), [{ uri: { exact: '*' } }]],
  ['pathPrefix', HttpMatch.pathPrefix('/api'), [{ uri: { exact: '/api' } }, { uri: { prefix: '/api/' } }]],
  [
    'pathPrefix with a slash',
    HttpMatch.pathPrefix('/api/'),
    [{ uri: { exact: '/api' } }, { uri: { prefix: '/api/' } }],
  ],
  ['pathPrefix of everything', HttpMatch.pathPrefix('/'), [{ uri: { prefix: '/' } }]],
  ['pathPrefix of slashes', HttpMatch.pathPrefix('//'), [{ uri: { prefix: '/' } }]],
  ['rawPathPrefix', HttpMatch.rawPathPrefix('/api'), [{ uri: { prefix: '/api' } }]],
  ['path', HttpMatch.path(StringMatch.regex('/[a-z]+')), [{ uri: { regex: '/[a-z]+' } }]],
  ['header', HttpMatch.header('x-a', StringMatch.prefix('b')), [{ headers: { 'x-a': { prefix: 'b' } } }]],
  ['anyPath', HttpMatch.anyPath({ method: StringMatch.exact('GET') }), [{ method: { exact: 'GET' } }]],
  ['anyPath of nothing', HttpMatch.anyPath({}), [{}]],
])('%s', (_, match, expected) => {
  expect(render(match)).toEqual(expected);
});

test.each<[keyof HttpMatchConditions, HttpMatchConditions, object]>([
  ['name', { name: 'first' }, { name: 'first' }],
  ['ignoreUriCase', { ignoreUriCase: true }, { ignoreUriCase: true }],
  ['ignoreUriCase', { ignoreUriCase: false }, { ignoreUriCase: false }],
  ['scheme', { scheme: StringMatch.exact('https') }, { scheme: { exact: 'https' } }],
  ['method', { method: StringMatch.regex('GET|HEAD') }, { method: { regex: 'GET|HEAD' } }],
  ['authority', { authority: StringMatch.prefix('a.') }, { authority: { prefix: 'a.' } }],
  ['headers', { headers: { 'x-a': StringMatch.exact('') } }, { headers: { 'x-a': { exact: '' } } }],
  ['headers', { headers: {} }, { headers: {} }],
  ['presentHeaders', { presentHeaders: ['x-a'] }, { headers: { 'x-a': {} } }],
  ['presentHeaders', { presentHeaders: [] }, { headers: {} }],
  [
    'withoutHeaders',
    { withoutHeaders: { 'x-a': StringMatch.exact('b') } },
    { withoutHeaders: { 'x-a': { exact: 'b' } } },
  ],
  ['absentHeaders', { absentHeaders: ['x-a'] }, { withoutHeaders: { 'x-a': {} } }],
  ['queryParams', { queryParams: { page: StringMatch.exact('1') } }, { queryParams: { page: { exact: '1' } } }],
  ['presentQueryParams', { presentQueryParams: ['debug'] }, { queryParams: { debug: {} } }],
  ['port', { port: 8080 }, { port: 8080 }],
  ['sourceLabels', { sourceLabels: { app: 'a', 'x.io/b': '' } }, { sourceLabels: { app: 'a', 'x.io/b': '' } }],
  ['sourceLabels', { sourceLabels: {} }, { sourceLabels: {} }],
  ['sourceNamespace', { sourceNamespace: 'web' }, { sourceNamespace: 'web' }],
  ['gateways', { gateways: [Gateway.MESH] }, { gateways: ['mesh'] }],
  ['gateways', { gateways: [] }, { gateways: [] }],
  ['gateways', { gateways: [{ name: 'edge', namespace: 'shop' }] }, { gateways: ['edge'] }],
  ['gateways', { gateways: [{ name: 'edge', namespace: 'web' }] }, { gateways: ['web/edge'] }],
  ['statPrefix', { statPrefix: '' }, { statPrefix: '' }],
  ['overrides', { overrides: { newField: [1] } }, { newField: [1] }],
])('condition %s', (_, conditions, expected) => {
  expect(render(HttpMatch.anyPath(conditions))).toEqual([expected]);
  expect(render(HttpMatch.pathPrefix('/a', conditions))).toEqual([
    { uri: { exact: '/a' }, ...expected },
    { uri: { prefix: '/a/' }, ...expected },
  ]);
});

test('a header comes beside the other conditions', () => {
  const match = HttpMatch.header('x-a', StringMatch.exact('1'), {
    headers: { 'x-b': StringMatch.exact('2') },
    presentHeaders: ['x-c'],
    port: 80,
  });
  expect(render(match)).toEqual([{ headers: { 'x-a': { exact: '1' }, 'x-b': { exact: '2' }, 'x-c': {} }, port: 80 }]);
});

test.each([':method', ':path', 'X-Upper', '@request.auth.claims.group', '@request.auth.claims[a][b]'])(
  'header %s is taken',
  (name) => {
    expect(render(HttpMatch.header(name, StringMatch.exact('a')))).toEqual([{ headers: { [name]: { exact: 'a' } } }]);
  },
);

const A = StringMatch.exact('a');

test.each<[string, () => HttpMatch, string, string, RegExp]>([
  [
    'a path without slash',
    () => HttpMatch.exactPath('cart'),
    "match.uri must be a path that begins with '/'",
    '"cart"',
    /'\/cart'/,
  ],
  ['an empty path', () => HttpMatch.pathPrefix(''), "match.uri must be a path that begins with '/'", '""', /'\/'/],
  [
    'a URL',
    () => HttpMatch.rawPathPrefix('https://a/b'),
    "match.uri must be a path that begins with '/'",
    '"https://a/b"',
    /path alone/,
  ],
  [
    'a query',
    () => HttpMatch.exactPath('/a?b=1'),
    'match.uri must be a path without query and fragment: it is compared with the path alone',
    '"/a?b=1"',
    /'\/a'; match the query/,
  ],
  [
    'a prefix with a fragment',
    () => HttpMatch.pathPrefix('/a#b'),
    'match.uri must be a path without query and fragment: it is compared with the path alone',
    '"/a#b"',
    /'\/a'/,
  ],
  [
    'a wildcard as prefix',
    () => HttpMatch.rawPathPrefix('*'),
    "match.uri must be a path that begins with '/'",
    '"*"',
    /begin|write/,
  ],
  [
    'ignoreUriCase with a regex',
    () => HttpMatch.path(StringMatch.regex('/a'), { ignoreUriCase: true }),
    'match.ignoreUriCase must not be set for a regular expression, which it does not affect',
    '"/a"',
    /\(\?i\)\/a/,
  ],
  [
    'a header that is none',
    () => HttpMatch.header('x a', A),
    'match.headers must hold names of headers',
    '"x a"',
    /letters/,
  ],
  ['an empty header', () => HttpMatch.header('', A), 'match.headers must hold names of headers', '""', /letters/],
  [
    'a claim without name',
    () => HttpMatch.header('@request.auth.claims', A),
    'match.headers must hold names of headers',
    '"@request.auth.claims"',
    /claims\.<name>/,
  ],
  [
    'uri as a header',
    () => HttpMatch.header('uri', A),
    "match.headers must not hold 'uri': it is no header",
    '"uri"',
    /match the path/,
  ],
  [
    'method as an absent header',
    () => HttpMatch.anyPath({ absentHeaders: ['method'] }),
    "match.withoutHeaders must not hold 'method': it is no header",
    '"method"',
    /`method`/,
  ],
  [
    'a header twice',
    () => HttpMatch.header('x-a', A, { presentHeaders: ['x-a'] }),
    'match.headers must name each entry once',
    '"x-a"',
    /not both/,
  ],
  [
    'an absent header twice',
    () => HttpMatch.anyPath({ withoutHeaders: { b: A }, absentHeaders: ['b'] }),
    'match.withoutHeaders must name each entry once',
    '"b"',
    /not both/,
  ],
  [
    'a parameter twice',
    () => HttpMatch.anyPath({ queryParams: { b: A }, presentQueryParams: ['b'] }),
    'match.queryParams must name each entry once',
    '"b"',
    /not both/,
  ],
  [
    'a parameter without name',
    () => HttpMatch.anyPath({ queryParams: { '': A } }),
    'match.queryParams must name its entries',
    '""',
    /query parameter/,
  ],
  ['port 0', () => HttpMatch.anyPath({ port: 0 }), 'the port of a match must be a port number', '0', /1 to 65535/],
  [
    'a label name',
    () => HttpMatch.anyPath({ sourceLabels: { 'a b': 'c' } }),
    'match.sourceLabels must have label names as Kubernetes takes them',
    '"a b"',
    /letters/,
  ],
  [
    'a label value',
    () => HttpMatch.anyPath({ sourceLabels: { a: '-' } }),
    'match.sourceLabels["a"] must be a label value as Kubernetes takes it',
    '"-"',
    /letter/,
  ],
  [
    'a namespace',
    () => HttpMatch.anyPath({ sourceNamespace: 'Web' }),
    'the sourceNamespace of a match must be an RFC 1123 label',
    '"Web"',
    /lower-case/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('what was passed can change later without effect', () => {
  const conditions = {
    headers: { 'x-a': A },
    presentHeaders: ['x-b'],
    sourceLabels: { app: 'a' },
    gateways: [Gateway.MESH],
    overrides: { list: [1] },
  };
  const match = HttpMatch.anyPath(conditions);
  const before = render(match);
  conditions.headers['x-a'] = StringMatch.exact('b');
  conditions.presentHeaders.push('x-c');
  conditions.sourceLabels.app = 'b';
  conditions.gateways.pop();
  conditions.overrides.list.push(2);
  expect(render(match)).toEqual(before);
});

test('rendered objects are not shared', () => {
  const match = HttpMatch.pathPrefix('/a', { presentHeaders: ['x'], overrides: { list: [1] } });
  const [first, second] = match._render(CONTEXT);
  expect(first.headers).not.toBe(second.headers);
  Object.assign(first.headers!, { y: {} });
  expect(match._render(CONTEXT)[0].headers).toEqual({ x: {} });
});

test('pathPrefix takes the path and what is below it, and nothing else', () => {
  const segment = fc.stringMatching(/^[a-z0-9]{1,4}$/);
  const path = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
  fc.assert(
    fc.property(path, path, (prefix, requested) => {
      const taken = HttpMatch.pathPrefix(prefix)
        ._render(CONTEXT)
        .some(({ uri }) =>
          uri?.exact === undefined ? requested.startsWith(uri?.prefix ?? '') : requested === uri.exact,
        );
      const wanted = prefix.split('/').filter(Boolean);
      expect(taken).toBe(wanted.every((part, index) => requested.split('/').filter(Boolean)[index] === part));
    }),
  );
});
