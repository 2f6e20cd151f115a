import { delegatedRoute } from '../../../src/mesh/semantics/delegation';
import { HttpMatchRequest, HttpRoute } from '../../../src/mesh/wire/networking';

const merged = (root: readonly HttpMatchRequest[], delegate: readonly HttpMatchRequest[]) =>
  delegatedRoute({ match: root }, { match: delegate })?.match;

it.each<[HttpMatchRequest, HttpMatchRequest]>([
  [{ uri: { prefix: '/a' } }, { uri: { prefix: '/a/b' } }],
  [{ uri: { prefix: '/a' } }, { uri: { exact: '/ab' } }],
  [{ uri: { exact: '/a' } }, { uri: { exact: '/a' } }],
  [{ uri: { prefix: '/a' } }, { headers: { x: { exact: '1' } } }],
  [{ uri: { regex: '/a.*' } }, { method: { exact: 'GET' } }],
  [{ gateways: ['g', 'h'] }, { gateways: ['g'] }],
  [{ port: 80 }, { port: 80 }],
  [{ sourceLabels: { a: '1' } }, { sourceLabels: { b: '2' } }],
])('joins %j with %j', (root, delegate) => {
  expect(merged([root], [delegate])).toHaveLength(1);
});

it.each<[HttpMatchRequest, HttpMatchRequest]>([
  [{ uri: { prefix: '/a/b' } }, { uri: { prefix: '/a' } }],
  [{ uri: { exact: '/a' } }, { uri: { prefix: '/a' } }],
  [{ uri: { exact: '/a' } }, { uri: { exact: '/b' } }],
  [{ uri: { regex: '/a.*' } }, { uri: { exact: '/a' } }],
  [{ uri: { prefix: '/a' } }, { uri: { regex: '/a/.*' } }],
  [{ headers: { x: { exact: '1' } } }, { headers: { x: { exact: '2' } } }],
  [{ gateways: ['g'] }, { gateways: ['g', 'h'] }],
  [{ port: 80 }, { port: 81 }],
  [{ sourceNamespace: 'a' }, {}],
  [{ sourceLabels: { a: '1' } }, { sourceLabels: { a: '2' } }],
  [{ ignoreUriCase: true }, { ignoreUriCase: false }],
])('finds %j and %j to exclude each other', (root, delegate) => {
  expect(merged([root], [delegate])).toBeUndefined();
});

it('makes a match of each pair that agrees', () => {
  expect(
    merged(
      [{ uri: { prefix: '/a' } }, { uri: { prefix: '/b' } }],
      [{ uri: { prefix: '/a/x' } }, { headers: { x: { exact: '1' } } }],
    )?.map(({ uri, headers }) => [uri?.prefix, headers]),
  ).toEqual([
    ['/a/x', {}],
    ['/a', { x: { exact: '1' } }],
    ['/b', { x: { exact: '1' } }],
  ]);
});

it('takes from the root what the delegate leaves open, but for where traffic goes', () => {
  const root: HttpRoute = {
    name: 'root',
    timeout: '1s',
    redirect: { uri: '/r' },
    rewrite: { uri: '/w' },
    headers: { request: { set: { a: 'root' } } },
    delegate: { name: 'd' },
  };
  const delegate: HttpRoute = { name: 'leaf', timeout: '2s', route: [{ destination: { host: 'a' } }] };
  expect(delegatedRoute(root, delegate)).toEqual({
    name: 'root-leaf',
    timeout: '2s',
    rewrite: { uri: '/w' },
    headers: { request: { set: { a: 'root' } } },
    route: [{ destination: { host: 'a' } }],
    match: [],
  });
});
