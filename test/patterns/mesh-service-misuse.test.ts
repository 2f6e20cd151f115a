import { App, Chart, Duration, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  Backend,
  Destination,
  ExportTo,
  Gateway,
  HttpMatch,
  HttpRetry,
  HttpRoute,
  LoadBalancer,
  LocalityLoadBalancer,
  MeshService,
  MeshServiceProps,
} from '../../src';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const minimal = (): MeshServiceProps => ({ name: 'cart', backend: Backend.named('cart') });
const v1 = { name: 'v1', labels: { version: 'v1' } };
const v2 = { name: 'v2', labels: { version: 'v2' } };
const perTry = (attempts: number, seconds: number) =>
  HttpRetry.attempts(attempts, { perTryTimeout: Duration.seconds(seconds) });
const edge = () => [Gateway.fromGatewayName(new Chart(new App(), 'aside'), 'edge', 'edge', { namespace: 'edge' })];
const failover = LocalityLoadBalancer.failover([{ from: 'a', to: 'b' }]);

const MISUSES: Array<[string, Partial<MeshServiceProps>, string]> = [
  ['no subset', { subsets: [] }, 'subsets must not be empty\n  received: []'],
  [
    'a subset twice',
    {
      subsets: [
        { ...v1, weight: 1 },
        { ...v1, weight: 1 },
      ],
    },
    'must have different names\n  received: "v1"',
  ],
  ['a name that is none of a subset', { subsets: [{ name: 'v1.2' }] }, '"v1.2"'],
  ['a weight left out', { subsets: [{ ...v1, weight: 1 }, v2] }, 'must be given: Istio takes a missing weight for 0'],
  [
    'a negative weight',
    {
      subsets: [
        { ...v1, weight: -1 },
        { ...v2, weight: 1 },
      ],
    },
    'received: -1',
  ],
  [
    'weights that are all 0',
    {
      subsets: [
        { ...v1, weight: 0 },
        { ...v2, weight: 0 },
      ],
    },
    'must have a weight above 0\n  received: [0,0]',
  ],
  [
    'a subset that retires and gets requests',
    { subsets: [v1], retiring: [v1] },
    'a subset that retires must get no requests: first it goes from the routes, and once that is applied from the DestinationRule\n' +
      '  received: "v1"\n  fix: list it in `retiring` alone',
  ],
  [
    'tries longer than the timeout',
    { timeout: Duration.seconds(5), retries: perTry(2, 2) },
    'all tries of a request have to fit in its timeout, or the last ones never happen\n' +
      '  received: "3 tries of 2s in 5s"\n  fix: set `timeout` to at least 6s',
  ],
  [
    'tries longer than the timeout by default',
    { retries: perTry(1, 8) },
    'received: "2 tries of 8s in 15s, the default"\n  fix: set `timeout` to at least 16s',
  ],
  [
    'tries that the milliseconds are too many of',
    { timeout: Duration.millis(999), retries: HttpRetry.attempts(1, { perTryTimeout: Duration.millis(500) }) },
    'received: "2 tries of 500ms in 0.999s"',
  ],
  [
    'a connection pool twice',
    { connectionPool: { tcp: {} }, trafficPolicy: { connectionPool: { tcp: {} } } },
    'connectionPool must be told once\n  received: "`connectionPool` and `trafficPolicy.connectionPool`"',
  ],
  [
    'outlier detection twice',
    { outlierDetection: {}, trafficPolicy: { outlierDetection: {} } },
    'outlierDetection must be told once',
  ],
  [
    'a load balancer twice',
    { loadBalancer: LoadBalancer.random(), trafficPolicy: { loadBalancer: LoadBalancer.random() } },
    'loadBalancer must be told once',
  ],
  [
    'localities twice',
    { loadBalancer: LoadBalancer.random(), locality: failover },
    'the localities must be told once\n  received: "`locality` beside a load balancer"',
  ],
  [
    'a subset that loses the failover',
    {
      locality: failover,
      subsets: [{ ...v1, trafficPolicy: { loadBalancer: LoadBalancer.roundRobin() } }],
    },
    "the load balancer of a subset takes the place of the service's, failover included\n" +
      '  received: "subset v1 with a load balancer that has no localityLbSetting"',
  ],
  ['a wildcard', { backend: Backend.host('*.example.com') }, 'not to a wildcard\n  received: "*.example.com"'],
  [
    'a URL for a host',
    { hosts: ['https://a.b/c'] },
    'a host of a service must be a DNS name\n  received: "https://a.b/c"',
  ],
  ['no gateway', { hosts: ['a.b'], gateways: [] }, 'gateways must not be empty\n  received: []'],
  ['a gateway without hosts', { gateways: edge() }, 'a gateway needs hosts that its clients know\n  received: nothing'],
  [
    'a gateway that finds no subsets',
    { backend: Backend.named('cart', { namespace: 'team-a' }), hosts: ['a.b'], gateways: edge() },
    'a gateway finds the subsets of a Service in its own namespace, the one of the Service or the root one only\n' +
      '  received: "backend cart.team-a.svc.cluster.local from another namespace"',
  ],
  ['half a wave', { syncWave: 0.5 }, 'a sync wave must be a whole number\n  received: 0.5'],
  [
    'a wave twice',
    { syncWave: 0, annotations: { 'argocd.argoproj.io/sync-wave': '3' } },
    'the sync wave must be told once\n  received: "3"',
  ],
  ['an export to nowhere', { exportTo: [ExportTo.nowhere()] }, 'only a ServiceEntry can be exported nowhere'],
  ['a name that Istio refuses', { name: 'My Cart' }, 'must be'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new MeshService(chart, 'cart', { ...minimal(), ...props });
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/cart(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
  new MeshService(chart, 'cart', minimal());
  expect(Testing.synth(chart)).toHaveLength(2);
});

test.each<[string, (service: MeshService) => void, string]>([
  ['a path without slash', (s) => s.route('api', s.destination('v1')), 'match.uri must be a path'],
  ['a path with a query', (s) => s.route('/a?b=c', s.destination('v1')), 'match.uri must be a path without query'],
  ['a path twice', (s) => s.route('/taken/', s.destination('v1')), 'a path may have one route'],
  ['no destination', (s) => s.routeTo('/api', []), 'http.route must have a destination'],
  ['no match', (s) => s.routeMatching([], [{ destination: s.destination('v1') }]), 'a route needs a match'],
  [
    'tries longer than the timeout of the service',
    (s) => s.route('/api', s.destination('v1'), { retries: perTry(3, 5) }),
    'received: "4 tries of 5s in 15s, the service\'s"',
  ],
  [
    'tries of the service longer than its timeout',
    (s) => s.route('/api', s.destination('v1'), { timeout: Duration.seconds(1) }),
    'received: "2 tries of 1s in 1s"',
  ],
  ['an unknown subset', (s) => s.route('/api', s.destination('v3')), 'has no such subset\n  received: "v3"'],
  ['a subset that retires', (s) => s.route('/api', s.destination('v0')), 'a subset that retires must get no requests'],
])('a route with %s is refused, and nothing is changed', (_, action, message) => {
  const chart = newChart();
  const service = new MeshService(chart, 'cart', {
    ...minimal(),
    subsets: [v1],
    retiring: [{ name: 'v0' }],
    retries: perTry(1, 1),
  });
  service.route('/taken', service.destination('v1'));
  const before = Testing.synth(chart);
  expect(() => action(service)).toThrow(message);
  expect(() => action(service)).toThrow(/^\[shop\/cart(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(Testing.synth(chart)).toEqual(before);
});

test.each<[string, (destination: Destination) => HttpRoute]>([
  ['destination', (destination) => HttpRoute.to(destination)],
  [
    'mirror',
    (destination) =>
      HttpRoute.to(Destination.backend(Backend.named('cart')), {
        match: [HttpMatch.pathPrefix('/api')],
        mirrors: [{ destination }],
      }),
  ],
  [
    'mirror in the older field',
    (destination) => HttpRoute.to(Destination.backend(Backend.named('cart')), { mirror: { destination } }),
  ],
])('a subset that retires as %s of any route fails the synth', (_, route) => {
  const chart = newChart();
  const service = new MeshService(chart, 'cart', { ...minimal(), retiring: [v1] });
  service.virtualService.addHttpRoute(route(Destination.subset(service.destinationRule.subset('v1'))));
  expect(() => Testing.synth(chart)).toThrow('[shop/cart] a subset that retires must get no requests');
});

test('two owners of a host inside the mesh fail the synth', () => {
  const chart = newChart();
  new MeshService(chart, 'one', minimal());
  new MeshService(chart, 'two', { ...minimal(), name: 'other' });
  expect(() => Testing.synth(chart)).toThrow(/shop\/(one|two)\/VirtualService[^]*cart/);
});

test.each<[string, string | undefined]>([
  ['http', undefined],
  ['mysql', "[shop/cart] HTTP requests can't be sent to a port that is declared for MYSQL\n  received: port 80"],
])('a Service of the app whose port is named %s', (name, message) => {
  const chart = newChart();
  const service = new Service(chart, 'service', { metadata: { name: 'cart' }, ports: [{ port: 80, name }] });
  new MeshService(chart, 'cart', { backend: Backend.service(service) });
  const rendered = () => Testing.synth(chart).map(({ spec }) => spec.host);
  if (message === undefined) {
    expect(rendered()).toEqual([undefined, 'cart', undefined]);
  } else {
    expect(rendered).toThrow(message);
  }
});
