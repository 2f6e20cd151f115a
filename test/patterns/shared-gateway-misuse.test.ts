import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  Credential,
  DelegatedRoutes,
  DelegatedRoutesProps,
  Destination,
  GatewayWorkload,
  HttpRoute,
  PlainHttp,
  SharedGateway,
  SharedGatewayProps,
  SharedHosts,
  VirtualService,
} from '../../src';

const newChart = (namespace = 'platform') => new Chart(new App(), 'platform', { namespace });
const credential = Credential.existing('certificate');
const group = (props: Partial<SharedHosts>): SharedHosts[] => [{ hosts: ['a.example.com'], credential, ...props }];
const MESSAGE = /^\[platform\/gateway(\/[\w-]+)*\] .+\n {2}received: .+\n {2}fix: .+/;

const MISUSES: Array<[string, SharedGatewayProps, string]> = [
  ['a host for a list', { hosts: 'a.b' as never }, 'hosts must be a list\n  received: "a.b"'],
  ['no host in a group', { hosts: group({ hosts: [] }) }, 'an ingress needs at least one host\n  received: []'],
  ['a host with a namespace', { hosts: group({ hosts: ['ns/a.b'] }) }, 'must be a DNS name\n  received: "ns/a.b"'],
  ['a host twice', { hosts: group({ hosts: ['a.b', 'a.b'] }) }, 'may list a host once\n  received: "a.b"'],
  ['a host in two groups', { hosts: [...group({}), ...group({})] }, '"a.example.com"'],
  [
    'a name for two groups',
    { hosts: [...group({ name: 'x' }), ...group({ name: 'x', hosts: ['b.example.com'] })] },
    'the groups of hosts of a gateway must have different names\n  received: "x"',
  ],
  [
    'the number of a group for a name',
    { hosts: [...group({ name: '2' }), ...group({ hosts: ['b.example.com'] })] },
    'received: "number 2"',
  ],
  ['a malformed name of a group', { hosts: group({ name: 'A b' }) }, 'the name of a group of hosts must be'],
  ['a group for nobody', { hosts: group({ namespaces: [] }) }, 'hosts that no namespace may have are of no use'],
  ['a malformed namespace', { hosts: group({ namespaces: ['Team A'] }) }, 'must be an RFC 1123 label'],
  [
    'all namespaces and another one',
    { hosts: group({ namespaces: ['*', 'a'] }) },
    '\'*\' stands for all namespaces\n  received: ["*","a"]',
  ],
  ['a namespace twice', { hosts: group({ namespaces: ['a', 'a'] }) }, 'received: "a/a.example.com"'],
  [
    'a port for plain HTTP that is off',
    { plainHttp: PlainHttp.OFF, httpPort: 80 },
    'a port for plain HTTP is of no use where plain HTTP is off\n  received: 80',
  ],
  [
    'a redirect to another port',
    { httpsPort: 8443, workload: GatewayWorkload.of({ ports: [80, 8443] }) },
    'the redirect of a gateway always leads to port 443',
  ],
  [
    'a port that is closed',
    { plainHttp: PlainHttp.SERVE, httpPort: 8080 },
    'does not open a port of the hosts\n  received: 8080',
  ],
  ['a name that Istio refuses', { name: 'My Gateway' }, 'must be'],
  ['a name with dots', { name: 'my.gateway' }, 'the name of a Gateway must be an RFC 1123 label'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new SharedGateway(chart, 'gateway', { name: 'shared', ...props });
  expect(make).toThrow(message);
  expect(make).toThrow(MESSAGE);
  expect(chart.node.children).toEqual([]);
});

const backend = Backend.named('shop');
const setUp = () => {
  const chart = newChart();
  const gateway = new SharedGateway(chart, 'gateway', {
    name: 'shared',
    hosts: [...group({}), ...group({ hosts: ['b.example.com'], namespaces: ['team-b'] })],
  });
  gateway.route('a.example.com', '/taken', backend);
  const routes = new DelegatedRoutes(chart, 'routes', { path: '/cart' });
  return { chart, gateway, routes };
};

test.each<[string, (setup: ReturnType<typeof setUp>) => void, string]>([
  [
    'a host that is not served',
    ({ gateway }) => gateway.route('c.example.com', '/', backend),
    'has to be served, and open to the namespace of the gateway\n  received: "c.example.com"\n' +
      '  fix: add it to `hosts` without `namespaces`; there are a.example.com from platform; b.example.com from team-b',
  ],
  [
    'a host of others',
    ({ gateway, routes }) => gateway.delegate('b.example.com', '/cart', routes),
    'received: "b.example.com"',
  ],
  ['a path without slash', ({ gateway }) => gateway.route('a.example.com', 'api', backend), 'received: "api"'],
  ['a path with a query', ({ gateway, routes }) => gateway.delegate('a.example.com', '/cart?x', routes), '/cart'],
  [
    'a path twice',
    ({ gateway }) => gateway.delegate('A.example.com', '/taken/', { name: 'other' }),
    'a path of a host may have one route, because the first would take all requests',
  ],
  [
    'a path that the routes are not for',
    ({ gateway, routes }) => gateway.delegate('a.example.com', '/cart/items', routes),
    'routes for /cart lie outside of the path, and Istio drops them\n  received: "/cart/items"\n' +
      '  fix: delegate /cart, or a path above it',
  ],
  [
    'letters in any case',
    ({ gateway, routes }) =>
      gateway.delegate('a.example.com', '/cart', routes, { conditions: { ignoreUriCase: true } }),
    'both sides of a delegation have to compare paths alike',
  ],
  [
    'hosts that are there',
    ({ gateway }) => gateway.addHosts(group({})[0]),
    'another server of port 80 has this host already',
  ],
  ['hosts of nobody', ({ gateway }) => gateway.addHosts(group({ namespaces: [] })[0]), 'of no use\n  received: []'],
])('%s is refused', (_, action, message) => {
  const setup = setUp();
  const before = setup.gateway.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
  expect(() => action(setup)).toThrow(message);
  expect(() => action(setup)).toThrow(MESSAGE);
  const after = setup.gateway.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
  expect(after).toEqual(before);
});

test('routes to a VirtualService that has hosts are an error at synth', () => {
  const { chart, gateway } = setUp();
  const http = [HttpRoute.to(Destination.backend(backend))];
  gateway.delegate('a.example.com', '/own', new VirtualService(chart, 'own', { hosts: ['own'], http }));
  expect(() => Testing.synth(chart)).toThrow('a VirtualService that requests are left to must have no hosts');
});

test.each<[string, DelegatedRoutesProps, string]>([
  ['a path without slash', { path: 'cart' }, 'received: "cart"'],
  ['a path with a query', { path: '/cart?x=1' }, 'received: "/cart?x=1"'],
  ['a name that Kubernetes refuses', { path: '/cart', name: 'My Cart' }, 'received: "My Cart"'],
])('delegated routes with %s are an error, and leave nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new DelegatedRoutes(chart, 'gateway', props);
  expect(make).toThrow(message);
  expect(make).toThrow(MESSAGE);
  expect(chart.node.children).toEqual([]);
});

test.each<[string, (routes: DelegatedRoutes) => void, string]>([
  [
    'a path outside',
    (routes) => routes.route('/cartx', backend),
    'a delegated route must be for /cart or a path below it, or Istio drops it\n  received: "/cartx"\n' +
      "  fix: begin the path with '/cart/'",
  ],
  ['a path above', (routes) => routes.route('/', backend), 'received: "/"'],
  ['a path twice', (routes) => routes.route('/cart/items/', backend), 'a path may have one route'],
  [
    'letters in any case',
    (routes) => routes.route('/cart/a', backend, { conditions: { ignoreUriCase: true } }),
    'both sides of a delegation have to compare paths alike, or Istio drops the route\n  received: "ignoreUriCase: true"',
  ],
  ['no destination', (routes) => routes.routeTo('/cart/a', []), 'http.route must have a destination'],
])('a delegated route for %s is refused', (_, action, message) => {
  const chart = newChart();
  const routes = new DelegatedRoutes(chart, 'gateway', { path: '/cart' });
  routes.route('/cart/items', backend);
  const before = Testing.synth(chart);
  expect(() => action(routes)).toThrow(message);
  expect(() => action(routes)).toThrow(MESSAGE);
  expect(Testing.synth(chart)).toEqual(before);
});

test('delegated routes without a route are an error at synth', () => {
  const chart = newChart();
  new DelegatedRoutes(chart, 'routes', { path: '/cart' });
  expect(() => Testing.synth(chart)).toThrow('a VirtualService needs a route');
});
