import { App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  ClientCertificates,
  Credential,
  Gateway,
  GatewayWorkload,
  PlainHttp,
  SecureIngress,
  SecureIngressProps,
} from '../../src';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const minimal = (): SecureIngressProps => ({
  name: 'shop',
  hosts: ['shop.example.com'],
  credential: Credential.existing('shop-credential'),
  backend: Backend.named('shop'),
});
const v1 = { name: 'v1', labels: { version: 'v1' } };
const v2 = { name: 'v2', labels: { version: 'v2' } };
const shared = (chart: Chart) => Gateway.fromGatewayName(chart, 'shared', 'shared');

const MISUSES: Array<[string, (chart: Chart) => Partial<SecureIngressProps>, string]> = [
  ['no host', () => ({ hosts: [] }), 'an ingress needs at least one host\n  received: []'],
  [
    'a URL for a host',
    () => ({ hosts: ['https://a.b/c'] }),
    'a host of an ingress must be a DNS name\n  received: "https://a.b/c"\n  fix: leave out the scheme: \'a.b\'',
  ],
  ['a host twice', () => ({ hosts: ['a.b', 'a.b'] }), 'an ingress may list a host once\n  received: "a.b"'],
  [
    'every host in the mesh',
    () => ({ hosts: ['*'], alsoInMesh: true }),
    'inside the mesh a route can\'t take every host\n  received: "*"',
  ],
  [
    'no credential',
    () => ({ credential: undefined }),
    'TLS can only be ended with a certificate\n  received: "no credential"',
  ],
  [
    'a gateway and a credential',
    (chart) => ({ gateway: shared(chart) }),
    'an existing gateway brings its own pods, ports and TLS, so these say nothing: credential',
  ],
  [
    'a gateway and settings of one',
    (chart) => ({
      gateway: shared(chart),
      credential: undefined,
      plainHttp: PlainHttp.OFF,
      httpPort: 80,
      httpsPort: 443,
      workload: GatewayWorkload.ingress(),
      clientCertificates: ClientCertificates.none(),
      tls: {},
    }),
    'so these say nothing: workload, plainHttp, httpPort, httpsPort, clientCertificates, tls',
  ],
  [
    'a port for plain HTTP that is off',
    () => ({ plainHttp: PlainHttp.OFF, httpPort: 80 }),
    'a port for plain HTTP is of no use where plain HTTP is off\n  received: 80',
  ],
  [
    'a redirect to another port',
    () => ({ httpsPort: 8443 }),
    'the redirect of a gateway always leads to port 443\n  received: "httpsPort 8443"',
  ],
  [
    'a port that the gateway does not open',
    () => ({ plainHttp: PlainHttp.SERVE, httpPort: 8080 }),
    'the Service of the gateway does not open the port of this server\n  received: 8080',
  ],
  [
    'subsets of no backend',
    () => ({ backend: undefined, subsets: [v1] }),
    'subsets and trafficPolicy belong to a backend',
  ],
  ['empty subsets', () => ({ subsets: [] }), 'subsets must not be empty\n  received: []'],
  [
    'a subset twice',
    () => ({
      subsets: [
        { ...v1, weight: 1 },
        { ...v1, weight: 1 },
      ],
    }),
    '"v1"',
  ],
  [
    'a negative weight',
    () => ({
      subsets: [
        { ...v1, weight: -1 },
        { ...v2, weight: 1 },
      ],
    }),
    'received: -1',
  ],
  [
    'weights that are all 0',
    () => ({
      subsets: [
        { ...v1, weight: 0 },
        { ...v2, weight: 0 },
      ],
    }),
    'must have a weight above 0\n  received: [0,0]',
  ],
  [
    'a weight left out',
    () => ({ subsets: [v1, { ...v2, weight: 100 }] }),
    'must be given: Istio takes a missing weight for 0\n  received: nothing',
  ],
  ['a name that Istio refuses', () => ({ name: 'My Shop' }), 'must be'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const overrides = props(new Chart(new App(), 'aside'));
  expect(() => new SecureIngress(chart, 'ingress', { ...minimal(), ...overrides })).toThrow(message);
  expect(() => new SecureIngress(chart, 'ingress', { ...minimal(), ...overrides })).toThrow(
    /^\[shop\/ingress(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/,
  );
  expect(chart.node.children).toEqual([]);
});

test('a corrected ingress can take the place of a refused one, certificate included', () => {
  const chart = newChart();
  const credential = Credential.existing('shop-credential');
  expect(() => new SecureIngress(chart, 'ingress', { ...minimal(), credential, subsets: [v1, v2] })).toThrow();
  new SecureIngress(chart, 'ingress', { ...minimal(), credential });
  expect(Testing.synth(chart)).toHaveLength(2);
});

test.each<[string, (ingress: SecureIngress) => void, string]>([
  ['a path without slash', (ingress) => ingress.route('api', Backend.named('api')), '[shop/ingress] match.uri'],
  ['a path with a query', (ingress) => ingress.route('/a?b=c', Backend.named('api')), '[shop/ingress] match.uri'],
  ['no destination', (ingress) => ingress.routeTo('/api', []), '[shop/ingress] http.route must have a destination'],
  [
    'a path twice',
    (ingress) => ingress.route('/taken/', Backend.named('api')),
    '[shop/ingress] a path may have one route',
  ],
])('a route with %s is refused', (_, action, message) => {
  const chart = newChart();
  const ingress = new SecureIngress(chart, 'ingress', minimal());
  ingress.route('/taken', Backend.named('api'));
  const before = Testing.synth(chart);
  expect(() => action(ingress)).toThrow(message);
  expect(Testing.synth(chart)).toEqual(before);
});

test('an unknown subset is refused with those that there are', () => {
  const ingress = new SecureIngress(newChart(), 'ingress', { ...minimal(), subsets: [v1] });
  expect(() => ingress.destinationRule?.subset('v3')).toThrow(/v3[\s\S]*v1/);
});
