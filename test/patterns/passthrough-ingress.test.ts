import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Backend, Destination, Gateway, GatewayWorkload, PassthroughIngress, PassthroughIngressProps } from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const backend = Backend.named('shop', { port: 443 });
const minimal = (): PassthroughIngressProps => ({ name: 'shop', hosts: ['shop.example.com'], backend });
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const to = (host: string) => [{ destination: { host, port: { number: 443 } } }];

test('the least that an ingress takes', () => {
  const chart = newChart();
  const ingress = new PassthroughIngress(chart, 'ingress', minimal());
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shop-gateway', namespace: 'default' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 443, name: 'tls', protocol: 'TLS' },
            hosts: ['shop.example.com'],
            tls: { mode: 'PASSTHROUGH' },
          },
        ],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'shop-virtual-service', namespace: 'default' },
      spec: {
        hosts: ['shop.example.com'],
        gateways: ['shop-gateway'],
        tls: [{ match: [{ sniHosts: ['shop.example.com'] }], route: to('shop') }],
      },
    },
  ]);
  expect(ingress.gateway.name).toBe('shop-gateway');
  expect(ingress.virtualService.name).toBe('shop-virtual-service');
});

test('the routes of the case that was recorded on a real gateway', () => {
  const chart = newChart();
  const hosts = ['shop.example.com', '*.wild.example.com'];
  const ingress = new PassthroughIngress(chart, 'ingress', { ...minimal(), hosts, backend: undefined });
  ingress.route('shop.example.com', backend);
  ingress.route('*.wild.example.com', Backend.named('blog', { port: 443 }));
  expect(synth(chart)[1].spec.tls).toEqual([
    { match: [{ sniHosts: ['shop.example.com'] }], route: to('shop') },
    { match: [{ sniHosts: ['*.wild.example.com'] }], route: to('blog') },
  ]);
});

test('a narrower name, and shares of the connections', () => {
  const chart = newChart();
  const ingress = new PassthroughIngress(chart, 'ingress', { ...minimal(), hosts: ['*.example.com'] });
  const shares = [1, 2].map((weight) => ({
    destination: Destination.backend(Backend.named(`v${weight}`, { port: 443 })),
    weight,
  }));
  ingress.routeTo('a.example.com', shares);
  expect(synth(chart)[1].spec.tls).toEqual([
    { match: [{ sniHosts: ['*.example.com'] }], route: to('shop') },
    {
      match: [{ sniHosts: ['a.example.com'] }],
      route: [
        { ...to('v1')[0], weight: 1 },
        { ...to('v2')[0], weight: 2 },
      ],
    },
  ]);
});

test('routes for some names of a wildcard are enough', () => {
  const chart = newChart();
  const ingress = new PassthroughIngress(chart, 'ingress', { hosts: ['*.example.com'] });
  ingress.route('a.example.com', backend);
  expect(synth(chart)).toHaveLength(2);
});

test('on an existing Gateway', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'shared', 'shared', { namespace: 'platform' });
  const ingress = new PassthroughIngress(chart, 'ingress', { ...minimal(), gateway });
  expect(synth(chart)).toMatchObject([{ kind: 'VirtualService', spec: { gateways: ['platform/shared'] } }]);
  expect(ingress.gateway).toBe(gateway);
});

test('named and placed as the user says, on other pods', () => {
  const chart = newChart();
  new PassthroughIngress(chart, 'ingress', {
    ...minimal(),
    workload: GatewayWorkload.of({ selector: { istio: 'private' }, ports: [8443] }),
    port: 8443,
    names: { gateway: 'front', virtualService: 'routes' },
    namespace: 'team',
    labels: { team: 'a' },
    annotations: { note: 'b' },
  });
  const metadata = { namespace: 'team', labels: { team: 'a' }, annotations: { note: 'b' } };
  expect(synth(chart)).toMatchObject([
    {
      metadata: { name: 'front', ...metadata },
      spec: { selector: { istio: 'private' }, servers: [{ port: { number: 8443, name: 'tls-8443' } }] },
    },
    { metadata: { name: 'routes', ...metadata } },
  ]);
});

test.each<[object, boolean]>([
  [{ port: 443, name: 'https' }, false],
  [{ port: 443, name: 'tls-api' }, false],
  [{ port: 443, name: 'tcp' }, false],
  [{ port: 443 }, false],
  [{ port: 443, name: 'http' }, true],
  [{ port: 443, name: 'grpc' }, true],
  [{ port: 443, name: 'api', appProtocol: 'http2' }, true],
  [{ port: 443, protocol: 'UDP' }, true],
])('a backend with port %j: fault %s', (port, isFault) => {
  const chart = newChart();
  const service = new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop' },
    spec: { ports: [port] },
  });
  const ingress = new PassthroughIngress(chart, 'ingress', { ...minimal(), backend: Backend.apiObject(service) });
  const fault = expect.stringContaining('TLS is handed on as it comes');
  expect(ingress.node.validate()).toEqual(isFault ? [fault] : []);
});

test('a host without a route is an error at synth', () => {
  const chart = newChart();
  const hosts = ['a.example.com', 'b.example.com'];
  const ingress = new PassthroughIngress(chart, 'ingress', { hosts });
  ingress.route('A.example.com', backend);
  expect(ingress.node.validate()).toEqual([
    'a host without a route refuses every connection\n' +
      '  received: "b.example.com"\n' +
      '  fix: give a `backend`, call route() for it, or take it out of `hosts`',
  ]);
});

const existing = (chart: Chart) => Gateway.fromGatewayName(chart, 'shared', 'shared');
const MISUSES: Array<[string, (aside: Chart) => Partial<PassthroughIngressProps>, string]> = [
  ['a name for a backend', () => ({ backend: 'db' as never }), 'a backend must be a Backend\n  received: "db"'],
  ['no host', () => ({ hosts: [] }), 'an ingress needs at least one host\n  received: []'],
  ['a URL for a host', () => ({ hosts: ['https://a.b'] }), 'must be a DNS name\n  received: "https://a.b"'],
  ['a host twice', () => ({ hosts: ['a.b', 'a.b'] }), 'an ingress may list a host once\n  received: "a.b"'],
  ['a port that is closed', () => ({ port: 8443 }), 'does not open the port of this server\n  received: 8443'],
  [
    'a gateway and settings of one',
    (aside) => ({ gateway: existing(aside), port: 443, workload: GatewayWorkload.ingress() }),
    'so these say nothing: workload, port\n  received: "gateway shared with workload, port"',
  ],
  ['a name that Istio refuses', () => ({ name: 'My Shop' }), 'must be'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const given = { ...minimal(), ...props(new Chart(new App(), 'aside')) };
  const make = () => new PassthroughIngress(chart, 'ingress', given);
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/ingress(\/[\w-]+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
});

test.each<[string, (ingress: PassthroughIngress) => void, string]>([
  [
    'a host of others',
    (ingress) => ingress.route('b.example.org', backend),
    'a route must be for a host of the ingress, or for a narrower one\n  received: "b.example.org"',
  ],
  ['a wider host', (ingress) => ingress.route('*.com', backend), 'received: "*.com"'],
  ['a host twice', (ingress) => ingress.route('Taken.example.com', backend), 'a server name may have one route'],
  ['the host of the backend', (ingress) => ingress.route('*.example.com', backend), 'a server name may have one route'],
  ['no destination', (ingress) => ingress.routeTo('a.example.com', []), 'tls.route must have a destination'],
])('a route for %s is refused', (_, action, message) => {
  const chart = newChart();
  const ingress = new PassthroughIngress(chart, 'ingress', { ...minimal(), hosts: ['*.example.com'] });
  ingress.route('taken.example.com', backend);
  const before = Testing.synth(chart);
  expect(() => action(ingress)).toThrow(message);
  expect(() => action(ingress)).toThrow(/^\[shop\/ingress\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(Testing.synth(chart)).toEqual(before);
});
