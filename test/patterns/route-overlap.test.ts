import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Backend,
  Destination,
  Gateway,
  HostRegistry,
  HttpMatch,
  HttpMatchConditions,
  HttpRoute,
  PassthroughIngress,
  Protocol,
  SecureIngress,
  StringMatch,
  TcpIngress,
  VirtualService,
} from '../../src';
import { overlapsOf } from '../../src/patterns/private/route-overlap';

const HOST = 'shop.example.com';
const to = Destination.backend(Backend.named('shop'));
const route = (...match: HttpMatch[]) => HttpRoute.to(to, { match });
const path = (value: string, conditions?: HttpMatchConditions) => route(HttpMatch.pathPrefix(value, conditions));
const any = (conditions: HttpMatchConditions) => route(HttpMatch.anyPath(conditions));
const regex = (value: string) => route(HttpMatch.path(StringMatch.regex(value)));
const header = (value: string) => ({ headers: { 'x-tester': StringMatch.exact(value) } });

const setUp = () => {
  const app = new App();
  const gateway = Gateway.fromGatewayName(new Chart(app, 'gateways', { namespace: 'gateways' }), 'web', 'web');
  const attach = (id: string, ...http: HttpRoute[]) => {
    const chart = new Chart(app, id, { namespace: id });
    const virtualService = new VirtualService(chart, 'routes', { hosts: [HOST], gateways: [gateway], http });
    HostRegistry.of(app).claimRoutes({ virtualService, gateway, hosts: [HOST] });
    return virtualService;
  };
  const faults = () => app.node.validate();
  return { app, gateway, attach, faults };
};

test('routes for the same requests are an error that names both objects, and what they take', () => {
  const { attach, faults } = setUp();
  attach('one', path('/api'));
  attach('two', path('/api/users'));
  expect(faults()).toEqual([
    '[two/routes] host shop.example.com of gateway gateways/web has routes for the same requests in one/routes, ' +
      'and the older object on the cluster would have them\n' +
      '  received: ["/api/*","/api/users"]\n' +
      '  fix: add all routes of the host to one of the two, or give them paths that do not meet',
  ]);
});

const get = { method: StringMatch.exact('GET') };
const post = { method: StringMatch.exact('POST') };

test.each<[string, HttpRoute, HttpRoute, boolean]>([
  ['paths side by side', path('/cart'), path('/home'), false],
  ['a path that only begins alike', path('/api'), path('/apix'), false],
  ['letters that only begin alike', route(HttpMatch.rawPathPrefix('/api')), path('/apix'), true],
  ['the same path', path('/api'), path('/api/'), true],
  ['an exact path below', path('/api'), route(HttpMatch.exactPath('/api/users')), true],
  ['two exact paths', route(HttpMatch.exactPath('/a')), route(HttpMatch.exactPath('/b')), false],
  ['an exact path above', path('/api/users'), route(HttpMatch.exactPath('/api')), false],
  ['all requests, which Istio puts last, beside a path', HttpRoute.to(to), path('/api'), false],
  ['all paths beside a path', path('/'), path('/api'), false],
  ['all requests twice', HttpRoute.to(to), path('/'), true],
  ['all requests, and a regular expression for all', HttpRoute.to(to), regex('.*'), true],
  ['all requests of a kind beside a path', any(header('1')), path('/api'), true],
  ['other methods', path('/api', get), path('/api', post), false],
  ['a method beside all', path('/api', get), path('/api'), true],
  ['other headers', path('/api', header('1')), path('/api', header('2')), false],
  ['the same header', path('/api', header('1')), path('/api/users', header('1')), true],
  ['a header and its absence', path('/api', header('1')), path('/api', { absentHeaders: ['x-tester'] }), false],
  [
    'a header and not this value',
    path('/api', header('1')),
    path('/api', { withoutHeaders: header('1').headers }),
    false,
  ],
  [
    'a header and not that value',
    path('/api', header('1')),
    path('/api', { withoutHeaders: header('2').headers }),
    true,
  ],
  ['other headers that may come together', path('/a', header('1')), path('/a', { presentHeaders: ['x-b'] }), true],
  ['other ports', path('/api', { port: 80 }), path('/api', { port: 443 }), false],
  [
    'other query parameters',
    path('/api', { queryParams: { v: StringMatch.exact('1') } }),
    path('/api', { queryParams: { v: StringMatch.exact('2') } }),
    false,
  ],
  ['other capitals', path('/api'), path('/API'), false],
  ['other capitals that do not count', path('/api'), path('/API', { ignoreUriCase: true }), true],
  ['a regular expression below a path', path('/api'), regex('/api/v[0-9]+'), true],
  ['a regular expression beside a path', path('/api'), regex('/home/v[0-9]+'), false],
  ['a regular expression whose beginning says little', path('/api'), regex('/a?pi/.*'), false],
  ['a regular expression of alternatives', path('/api'), regex('/api|/home'), false],
  ['the same regular expression', regex('/v[0-9]+'), regex('/v[0-9]+'), true],
  ['regular expressions that begin alike', regex('/v[0-9]+'), regex('/v[a-z]+'), false],
])('%s: %#', (_, first, second, isFault) => {
  for (const [one, two] of [
    [first, second],
    [second, first],
  ]) {
    const { attach, faults } = setUp();
    attach('one', one);
    attach('two', two);
    expect(faults()).toHaveLength(isFault ? 1 : 0);
  }
});

test('routes that are added later count, and only those for the gateway', () => {
  const { app, gateway, attach, faults } = setUp();
  const one = attach('one', path('/cart'));
  const two = attach('two', path('/home'));
  two.addGateway(Gateway.MESH);
  expect(faults()).toEqual([]);
  two.addHttpRoute(path('/cart', { gateways: [Gateway.MESH] }));
  expect(faults()).toEqual([]);
  one.addHttpRoute(path('/home/x', { gateways: [gateway] }));
  expect(faults()).toHaveLength(1);
  expect(() => app.synth()).toThrow('[one/routes] host shop.example.com');
});

test('one construct has one error, however much it overlaps', () => {
  const { attach, faults } = setUp();
  attach('one', path('/a'), path('/b'));
  attach('two', path('/a'), path('/b'));
  attach('three', path('/a/c'));
  expect(faults()).toHaveLength(2);
});

test('two ingresses on one Gateway', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'default' });
  const gateway = Gateway.fromGatewayName(chart, 'web', 'web');
  const make = (id: string, path: string) => {
    const ingress = new SecureIngress(chart, id, { hosts: [HOST], gateway });
    ingress.route(path, Backend.named(id));
  };
  make('cart', '/cart');
  make('home', '/home');
  expect(app.node.validate()).toEqual([]);
  make('items', '/cart/items');
  expect(app.node.validate()).toEqual([expect.stringContaining('[chart/items/VirtualService]')]);
});

test('connections of TLS and TCP on one Gateway', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'default' });
  const gateway = Gateway.fromGatewayName(chart, 'web', 'web');
  const backend = Backend.named('db');
  new PassthroughIngress(chart, 'tls', { hosts: [HOST], gateway, backend });
  new TcpIngress(chart, 'tcp', { hosts: [HOST], gateway, backend, port: 5432 });
  new TcpIngress(chart, 'tcp-2', { hosts: [HOST], gateway, backend, port: 3306 });
  expect(app.node.validate()).toEqual([]);
  new PassthroughIngress(chart, 'tls-3', { hosts: [HOST], gateway, backend });
  new TcpIngress(chart, 'tcp-3', { hosts: [HOST], gateway, backend, port: 5432 });
  expect(app.node.validate()).toEqual([
    expect.stringMatching(/^\[chart\/tls-3\/VirtualService\].*\n {2}received: \["TLS for shop.example.com",/),
    expect.stringMatching(/^\[chart\/tcp-3\/VirtualService\].*\n {2}received: \["TCP 5432",/),
  ]);
});

const PATHS = ['', 'a', 'b', 'aa', 'ab', 'ba', 'a/', 'a/b', 'a/b/a', 'b/'].map((end) => `/${end}`);
const uri = fc
  .tuple(fc.constantFrom('exact', 'prefix'), fc.constantFrom(...PATHS))
  .map(([kind, text]): Uri => ({ [kind]: text }));
const routesOfOne = fc.array(uri, { maxLength: 3 }).map((uris) => uris.map((one) => ({ match: [{ uri: one }] })));
interface Uri {
  readonly exact?: string;
  readonly prefix?: string;
}
type Routes = ReadonlyArray<{ match: ReadonlyArray<{ uri: Uri }> }>;

/** Which of the VirtualServices has the request, where their routes are in this order and Istio puts what takes all last. */
const takerOf = (all: ReadonlyArray<[string, Routes]>, request: string) => {
  const routes = all.flatMap(([owner, its]) => its.map(({ match: [match] }) => ({ owner, uri: match.uri })));
  const takesAll = ({ uri }: { uri: Uri }) => uri.prefix === '/';
  const sorted = [...routes.filter((one) => !takesAll(one)), ...routes.filter(takesAll)];
  const takes = ({ exact, prefix }: Uri) => (prefix === undefined ? exact === request : request.startsWith(prefix));
  return sorted.find((one) => takes(one.uri))?.owner;
};

test('there is an overlap exactly where the order of two VirtualServices makes a difference', () => {
  const requests = PATHS.flatMap((one) => [one, `${one}x`, `${one}/a`]);
  fc.assert(
    fc.property(routesOfOne, routesOfOne, (first, second) => {
      const overlaps = overlapsOf([
        { owner: 'first', routes: { http: first }, isFor: () => true },
        { owner: 'second', routes: { http: second }, isFor: () => true },
      ]);
      const differs = requests.some(
        (request) =>
          takerOf(
            [
              ['first', first],
              ['second', second],
            ],
            request,
          ) !==
          takerOf(
            [
              ['second', second],
              ['first', first],
            ],
            request,
          ),
      );
      expect(overlaps.length > 0).toBe(differs);
    }),
    { numRuns: 2000 },
  );
});

test('the protocol of a claim does not matter to routes', () => {
  const { app, gateway, attach, faults } = setUp();
  const owner = attach('one', path('/a'));
  const workload = { namespace: 'x', selector: {}, ports: [] };
  HostRegistry.of(app).claimHosts({ owner, workload, port: 80, protocol: Protocol.HTTP2, hosts: [HOST], gateway });
  attach('two', path('/b'));
  expect(faults()).toEqual([]);
});
