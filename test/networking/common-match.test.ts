import * as fc from 'fast-check';
import * as networking from '../../imports/networking';
import { commonMatch } from '../../src/networking/private/common-match';

type Match = networking.HttpMatchRequest;
type Text = networking.StringMatch;

interface Request {
  readonly path: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly port: number;
  readonly labels: { readonly [name: string]: string };
}

const COMMON: Array<[string, Match, Match, Match]> = [
  ['nothing is asked for', {}, {}, {}],
  ['one asks', { uri: { prefix: '/api' } }, {}, { uri: { prefix: '/api' } }],
  ['the other asks', {}, { port: 80 }, { port: 80 }],
  ['a path below', { uri: { prefix: '/api/' } }, { uri: { exact: '/api/a' } }, { uri: { exact: '/api/a' } }],
  ['a longer prefix', { uri: { prefix: '/a' } }, { uri: { prefix: '/ab' } }, { uri: { prefix: '/ab' } }],
  ['a path that an expression takes', { uri: { regex: '/a+' } }, { uri: { exact: '/aa' } }, { uri: { exact: '/aa' } }],
  ['every path and an expression', { uri: { prefix: '/' } }, { uri: { regex: '/a+' } }, { uri: { regex: '/a+' } }],
  ['the same expression', { uri: { regex: '/a+' } }, { uri: { regex: '/a+' } }, { uri: { regex: '/a+' } }],
  [
    'capitals count for one',
    { uri: { prefix: '/API/' }, ignoreUriCase: true },
    { uri: { exact: '/api/a' } },
    { uri: { exact: '/api/a' } },
  ],
  [
    'capitals count for neither',
    { uri: { prefix: '/API/' }, ignoreUriCase: true },
    { uri: { exact: '/api/a' }, ignoreUriCase: true },
    { uri: { exact: '/api/a' }, ignoreUriCase: true },
  ],
  [
    'a header that is there',
    { headers: { a: {} } },
    { headers: { a: { exact: '1' } } },
    { headers: { a: { exact: '1' } } },
  ],
  [
    'a header in other letters',
    { headers: { A: {} } },
    { headers: { a: { exact: '1' } } },
    { headers: { A: { exact: '1' } } },
  ],
  ['two headers', { headers: { a: {} } }, { headers: { b: {} } }, { headers: { a: {}, b: {} } }],
  [
    'a value shut out, and the header itself',
    { withoutHeaders: { a: { exact: '1' } } },
    { withoutHeaders: { a: {} } },
    { withoutHeaders: { a: {} } },
  ],
  [
    'what is shut out besides what is asked for',
    { headers: { a: { prefix: 'x' } } },
    { withoutHeaders: { a: { exact: 'xy' } } },
    { headers: { a: { prefix: 'x' } }, withoutHeaders: { a: { exact: 'xy' } } },
  ],
  ['labels of both', { sourceLabels: { a: '1' } }, { sourceLabels: { b: '2' } }, { sourceLabels: { a: '1', b: '2' } }],
  ['the gateways of both', { gateways: ['a', 'mesh'] }, { gateways: ['mesh', 'b'] }, { gateways: ['mesh'] }],
  ['gateways and none', { gateways: ['a'] }, { gateways: [] }, { gateways: ['a'] }],
  [
    'names of the first',
    { name: 'a', statPrefix: 'b' },
    { name: 'c', port: 1 },
    { name: 'a', statPrefix: 'b', port: 1 },
  ],
  ['fields of tomorrow', { later: 1 } as Match, { port: 1 }, { later: 1, port: 1 } as Match],
];

test.each(COMMON)('both: %s', (_, a, b, match) => {
  expect(commonMatch(a, b)).toEqual({ is: 'match', match });
});

test.each<[string, Match, Match]>([
  ['other paths', { uri: { exact: '/a' } }, { uri: { exact: '/b' } }],
  ['a path elsewhere', { uri: { exact: '/apix' } }, { uri: { prefix: '/api/' } }],
  ['other prefixes', { uri: { prefix: '/a' } }, { uri: { prefix: '/b' } }],
  ['a path that an expression does not take', { uri: { regex: '/a+' } }, { uri: { exact: '/ab' } }],
  ['capitals', { uri: { exact: '/A' } }, { uri: { exact: '/a' } }],
  ['other methods', { method: { exact: 'GET' } }, { method: { exact: 'POST' } }],
  ['other hosts', { authority: { exact: 'a' } }, { authority: { exact: 'b' } }],
  ['other schemes', { scheme: { exact: 'http' } }, { scheme: { exact: 'https' } }],
  ['other values of a header', { headers: { a: { exact: '1' } } }, { headers: { A: { exact: '2' } } }],
  ['a header and its absence', { headers: { a: { regex: '.+' } } }, { withoutHeaders: { A: {} } }],
  ['a value that is shut out', { headers: { a: { exact: '12' } } }, { withoutHeaders: { a: { prefix: '1' } } }],
  ['other query', { queryParams: { a: { exact: '1' } } }, { queryParams: { a: { exact: '2' } } }],
  ['other ports', { port: 80 }, { port: 81 }],
  ['other namespaces', { sourceNamespace: 'a' }, { sourceNamespace: 'b' }],
  ['other labels', { sourceLabels: { a: '1' } }, { sourceLabels: { a: '2' } }],
  ['other gateways', { gateways: ['a'] }, { gateways: ['b'] }],
])('never both: %s', (_, a, b) => {
  expect(commonMatch(a, b)).toEqual({ is: 'nothing' });
  expect(commonMatch(b, a)).toEqual({ is: 'nothing' });
});

test.each<[string, Match, Match, string]>([
  ['two expressions', { uri: { regex: '/a+' } }, { uri: { regex: '/b*' } }, 'uri'],
  ['an expression and a prefix', { uri: { regex: '/a+' } }, { uri: { prefix: '/a' } }, 'uri'],
  ['capitals in the wider one', { uri: { prefix: '/a' } }, { uri: { exact: '/ab' }, ignoreUriCase: true }, 'uri'],
  [
    'two cookies',
    { headers: { cookie: { regex: '.*a.*' } } },
    { headers: { cookie: { regex: '.*b.*' } } },
    'headers[cookie]',
  ],
  [
    'two values shut out',
    { withoutHeaders: { a: { exact: '1' } } },
    { withoutHeaders: { a: { exact: '2' } } },
    'withoutHeaders[a]',
  ],
  [
    'a source beside gateways',
    { gateways: ['mesh'] },
    { sourceNamespace: 'a' },
    'sourceLabels or sourceNamespace beside gateways',
  ],
  [
    'a path in any case, and an expression, which always minds it',
    { uri: { exact: '/a' }, ignoreUriCase: true },
    { uri: { regex: '.*a' }, ignoreUriCase: true },
    'uri',
  ],
  ['fields of tomorrow', { later: 1 } as Match, { later: 2 } as Match, 'later'],
])('both, but in no single match: %s', (_, a, b, of) => {
  expect(commonMatch(a, b)).toEqual({ is: 'unsayable', of });
  expect(commonMatch(b, a)).toEqual({ is: 'unsayable', of });
});

test('fields of tomorrow that say the same, in whatever order', () => {
  const [a, b] = [{ later: { x: 1, y: 2 } }, { later: { y: 2, x: 1 } }] as unknown as Match[];
  expect(commonMatch(a, b)).toEqual({ is: 'match', match: a });
});

describe('beside Envoy', () => {
  const letter = fc.constantFrom('a', 'b', 'A');
  const word = fc.array(letter, { maxLength: 2 }).map((letters) => letters.join(''));
  const path = word.map((letters) => `/${letters}`);
  const text = (value: fc.Arbitrary<string>): fc.Arbitrary<Text> =>
    fc.oneof(
      value.map((exact) => ({ exact })),
      value.filter((prefix) => prefix !== '').map((prefix) => ({ prefix })),
      fc.constantFrom('.*a', '/?a*').map((regex) => ({ regex })),
    );
  const texts = fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof(text(word), fc.constant({})), { maxKeys: 2 });
  const labels = fc.dictionary(fc.constantFrom('x', 'y'), letter, { maxKeys: 2 });
  const match: fc.Arbitrary<Match> = fc.record(
    {
      uri: text(path),
      ignoreUriCase: fc.boolean(),
      method: fc.constantFrom({ exact: 'GET' }, { exact: 'PUT' }, { prefix: 'P' }),
      headers: texts,
      withoutHeaders: texts,
      queryParams: texts,
      port: fc.constantFrom(80, 81),
      sourceLabels: labels,
    },
    { requiredKeys: [] },
  );
  const request: fc.Arbitrary<Request> = fc.record({
    path,
    method: fc.constantFrom('GET', 'PUT', 'POST'),
    headers: fc.dictionary(fc.constantFrom('x', 'y'), word, { maxKeys: 2 }),
    query: fc.dictionary(fc.constantFrom('x', 'y'), word, { maxKeys: 2 }),
    port: fc.constantFrom(80, 81),
    labels,
  });

  test('a request fits the common match exactly where it fits both', () => {
    fc.assert(
      fc.property(match, match, fc.array(request, { minLength: 20, maxLength: 20 }), (a, b, requests) => {
        const common = commonMatch(a, b);
        for (const one of requests) {
          const both = takes(a, one) && takes(b, one);
          expect(common.is === 'match' ? takes(common.match, one) : common.is === 'unsayable' && both).toBe(both);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** What Envoy would say, written once more and simply. */
function takes(match: Match, { path, method, headers, query, port, labels }: Request): boolean {
  const named = (asked: Match['headers'], given: { readonly [name: string]: string }): boolean =>
    Object.entries(asked ?? {}).every(([name, text]) => given[name] !== undefined && fits(text, given[name]));
  const isShutOut = ([name, text]: [string, Text]): boolean =>
    Object.keys(text).length === 0 ? headers[name] !== undefined : fits(text, headers[name] ?? '');
  return (
    (match.uri === undefined || fits(match.uri, path, match.ignoreUriCase === true)) &&
    (match.method === undefined || fits(match.method, method)) &&
    named(match.headers, headers) &&
    !Object.entries(match.withoutHeaders ?? {}).some(isShutOut) &&
    named(match.queryParams, query) &&
    (match.port === undefined || match.port === port) &&
    Object.entries(match.sourceLabels ?? {}).every(([name, value]) => labels[name] === value)
  );
}

function fits({ exact, prefix, regex }: Text, given: string, ignoreCase = false): boolean {
  const fold = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  if (exact !== undefined) {
    return fold(given) === fold(exact);
  }
  if (prefix !== undefined) {
    return fold(given).startsWith(fold(prefix));
  }
  return regex === undefined || new RegExp(`^(?:${regex})$`).test(given);
}
