import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  Backend,
  ClientCertificates,
  Credential,
  Destination,
  FaultAbort,
  FaultInjection,
  Gateway,
  GatewayWorkload,
  GrpcIngress,
  GrpcIngressProps,
  GrpcStatus,
  HttpRetry,
  RetryOn,
  StringMatch,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const HOST = 'grpc.example.com';
const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const minimal = (): GrpcIngressProps => ({
  name: 'shop',
  hosts: [HOST],
  credential: Credential.existing('shop-credential'),
  backend: Backend.named('shop'),
});
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const routesOf = (chart: Chart) => synth(chart).find(({ kind }) => kind === 'VirtualService').spec.http;
const service = (chart: Chart, port: object) =>
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop' },
    spec: { ports: [port] },
  });

test('the least that an ingress takes', () => {
  const chart = newChart();
  new GrpcIngress(chart, 'ingress', minimal());
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shop-gateway', namespace: 'default' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: [HOST],
            tls: { mode: 'SIMPLE', credentialName: 'shop-credential' },
          },
        ],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'shop-virtual-service', namespace: 'default' },
      spec: { hosts: [HOST], gateways: ['shop-gateway'], http: [{ route: [{ destination: { host: 'shop' } }] }] },
    },
  ]);
});

test('calls go by service and method, the method first', () => {
  const chart = newChart();
  const ingress = new GrpcIngress(chart, 'ingress', minimal());
  ingress.route('shop.v1.Cart', Backend.named('cart'));
  ingress.route('/shop.v1.Cart/Add_2', Backend.named('adder'), {
    name: 'add',
    timeout: Duration.seconds(2),
    retries: HttpRetry.attempts(2, { retryOn: [RetryOn.UNAVAILABLE] }),
  });
  ingress.route('Health', Backend.named('health'));
  const to = (host: string) => [{ destination: { host } }];
  expect(routesOf(chart)).toEqual([
    {
      name: 'add',
      match: [{ uri: { exact: '/shop.v1.Cart/Add_2' } }],
      timeout: '2s',
      retries: { attempts: 2, retryOn: 'unavailable' },
      route: to('adder'),
    },
    { match: [{ uri: { prefix: '/shop.v1.Cart/' } }], route: to('cart') },
    { match: [{ uri: { prefix: '/Health/' } }], route: to('health') },
    { route: to('shop') },
  ]);
});

test('weights and conditions', () => {
  const chart = newChart();
  const ingress = new GrpcIngress(chart, 'ingress', { ...minimal(), backend: undefined });
  const destinations = ['one', 'two'].map((name, index) => ({
    destination: Destination.backend(Backend.named(name)),
    weight: 10 + index,
  }));
  ingress.routeTo('shop.Cart', destinations);
  const conditions = { headers: { 'x-tester': StringMatch.exact('1') } };
  ingress.route('shop.Cart', Backend.named('test'), { conditions });
  expect(routesOf(chart)).toEqual([
    {
      match: [{ uri: { prefix: '/shop.Cart/' }, headers: { 'x-tester': { exact: '1' } } }],
      route: [{ destination: { host: 'test' } }],
    },
    {
      match: [{ uri: { prefix: '/shop.Cart/' } }],
      route: [
        { destination: { host: 'one' }, weight: 10 },
        { destination: { host: 'two' }, weight: 11 },
      ],
    },
  ]);
});

test('everything that it makes can be reached, and is named and placed as the user says', () => {
  const chart = newChart();
  const ingress = new GrpcIngress(chart, 'ingress', {
    ...minimal(),
    httpsPort: 8443,
    workload: GatewayWorkload.of({ ports: [8443] }),
    clientCertificates: ClientCertificates.required(),
    trafficPolicy: { connectionPool: { http: { maxRequestsPerConnection: 5 } } },
    names: { gateway: 'front' },
    namespace: 'edge',
    labels: { team: 'a' },
    annotations: { note: 'b' },
  });
  const metadata = { namespace: 'edge', labels: { team: 'a' }, annotations: { note: 'b' } };
  expect(synth(chart)).toMatchObject([
    { kind: 'DestinationRule', metadata: { name: 'shop-destination-rule', ...metadata } },
    {
      kind: 'Gateway',
      metadata: { name: 'front', ...metadata },
      spec: { servers: [{ port: { number: 8443 }, tls: { mode: 'MUTUAL' } }] },
    },
    { kind: 'VirtualService', metadata: { name: 'shop-virtual-service', ...metadata } },
  ]);
  expect(ingress.gateway.name).toBe('front');
  expect(ingress.virtualService.name).toBe('shop-virtual-service');
  expect(ingress.destinationRules.map(({ name }) => name)).toEqual(['shop-destination-rule']);
  expect(ingress.credential).toBeDefined();
});

test('on an existing Gateway', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'shared', 'shared', { namespace: 'platform' });
  const ingress = new GrpcIngress(chart, 'ingress', { ...minimal(), credential: undefined, gateway });
  expect(synth(chart)).toMatchObject([{ kind: 'VirtualService', spec: { gateways: ['platform/shared'] } }]);
  expect(ingress.gateway).toBe(gateway);
  expect(ingress.credential).toBeUndefined();
});

test('a fault on one method', () => {
  const chart = newChart();
  const target = new GrpcIngress(chart, 'ingress', minimal());
  new FaultInjection(chart, 'fault', { target, abort: FaultAbort.grpcStatus(GrpcStatus.UNAVAILABLE, 10) });
  expect(routesOf(chart)).toMatchObject([
    { fault: { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 10 } } } },
  ]);
});

describe('HTTP/2 for backends that do not declare it', () => {
  const upgrade = { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } };

  test('each gets a DestinationRule, before the routes', () => {
    const chart = newChart();
    const ingress = new GrpcIngress(chart, 'ingress', { ...minimal(), h2Upgrade: true });
    ingress.route('a.A', Backend.named('other'));
    ingress.route('a.B', Backend.named('other', { port: 81 }));
    ingress.routeTo('a.C', [{ destination: Destination.backend(Backend.named('shop')) }]);
    const rules = synth(chart).map(({ kind, metadata, spec }) =>
      kind === 'DestinationRule' ? [metadata.name, spec] : kind,
    );
    expect(rules).toEqual([
      ['shop-destination-rule', { host: 'shop', trafficPolicy: upgrade }],
      ['shop-destination-rule-2', { host: 'other', trafficPolicy: upgrade }],
      'Gateway',
      'VirtualService',
    ]);
  });

  test('the policy of the backend stays', () => {
    const chart = newChart();
    new GrpcIngress(chart, 'ingress', {
      ...minimal(),
      h2Upgrade: true,
      trafficPolicy: {
        outlierDetection: {},
        connectionPool: { tcp: { maxConnections: 7 }, http: { maxConcurrentStreams: 9 } },
      },
    });
    expect(synth(chart)[0].spec.trafficPolicy).toEqual({
      outlierDetection: {},
      connectionPool: { tcp: { maxConnections: 7 }, http: { h2UpgradePolicy: 'UPGRADE', maxConcurrentStreams: 9 } },
    });
  });

  test('what declares it needs none', () => {
    const chart = newChart();
    const backend = Backend.apiObject(service(chart, { port: 50051, name: 'grpc' }));
    const ingress = new GrpcIngress(chart, 'ingress', { ...minimal(), backend, h2Upgrade: true });
    expect(ingress.destinationRules).toEqual([]);
    expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['Service', 'Gateway', 'VirtualService']);
  });

  test.each<[object, string | undefined, string | undefined]>([
    [{ port: 80, name: 'grpc' }, undefined, undefined],
    [{ port: 80, name: 'grpc-api' }, undefined, undefined],
    [{ port: 80, name: 'http2' }, undefined, undefined],
    [{ port: 80, name: 'api', appProtocol: 'grpc' }, undefined, undefined],
    [{ port: 80, name: 'api', appProtocol: 'kubernetes.io/h2c' }, undefined, undefined],
    [{ port: 80, name: 'http' }, 'a gateway speaks HTTP/1.1 to a port', undefined],
    [{ port: 80 }, 'a gateway speaks HTTP/1.1 to a port', undefined],
    [{ port: 80, name: 'grpc-web' }, 'is declared for GRPC-WEB', 'is declared for GRPC-WEB'],
    [{ port: 80, name: 'tcp' }, 'is declared for TCP', 'is declared for TCP'],
    [{ port: 80, name: 'https' }, 'is declared for HTTPS', 'is declared for HTTPS'],
    [{ port: 80, name: 'grpc', protocol: 'UDP' }, 'is declared for UDP', 'is declared for UDP'],
  ])('port %j: %s; upgraded: %s', (port, fault, faultIfUpgraded) => {
    const faults = [false, true].map((h2Upgrade) => {
      const chart = newChart();
      const ingress = new GrpcIngress(chart, 'ingress', { ...minimal(), backend: undefined, h2Upgrade });
      ingress.route('a.A', Backend.apiObject(service(chart, port)));
      return ingress.node.validate();
    });
    expect(faults).toEqual(
      [fault, faultIfUpgraded].map((text) => (text === undefined ? [] : [expect.stringContaining(text)])),
    );
  });

  test('the error says what to do', () => {
    const chart = newChart();
    const shop = new Service(chart, 'service', { ports: [{ name: 'http', port: 80 }] });
    new GrpcIngress(chart, 'ingress', { ...minimal(), backend: Backend.service(shop) });
    expect(() => Testing.synth(chart)).toThrow(
      '[shop/ingress] gRPC is HTTP/2, and a gateway speaks HTTP/1.1 to a port that is not declared for gRPC or HTTP/2\n' +
        '  received: {"port":80,"name":"http"}\n' +
        "  fix: name the Service's port 'grpc', set its appProtocol to 'grpc', or set `h2Upgrade`",
    );
  });
});

const MISUSES: Array<[string, Partial<GrpcIngressProps>, string]> = [
  ['no host', { hosts: [] }, 'an ingress needs at least one host\n  received: []'],
  ['a URL for a host', { hosts: ['grpc://a.b'] }, 'must be a DNS name\n  received: "grpc://a.b"'],
  ['no credential', { credential: undefined }, 'TLS can only be ended with a certificate'],
  [
    'a policy for no backend',
    { backend: undefined, trafficPolicy: {} },
    'trafficPolicy belongs to a backend\n  received: "no backend"',
  ],
  ['a port that is closed', { httpsPort: 8443 }, 'does not open the port of this server\n  received: 8443'],
  [
    'HTTP/2 and the protocol of the client',
    { h2Upgrade: true, trafficPolicy: { connectionPool: { http: { useClientProtocol: true } } } },
    'must not upgrade to HTTP/2 and keep the protocol of the client at once',
  ],
  ['a name that Istio refuses', { name: 'My Shop' }, 'must be'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new GrpcIngress(chart, 'ingress', { ...minimal(), ...props });
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/ingress(\/[\w-]+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
});

test.each<[string, string]>([
  ['shop.Cart/', "gRPC calls are named 'package.Service' or 'package.Service/Method'"],
  ['shop.Cart/Add/1', 'received: "shop.Cart/Add/1"'],
  ['shop..Cart', 'received: "shop..Cart"'],
  ['', 'received: ""'],
  ['shop.Cart/*', 'received: "shop.Cart/*"'],
  ['taken.Service', 'a service or method may have one route, because the first would take all calls'],
  ['/taken.Service/Method', 'received: "taken.Service/Method"'],
])('a route for %j is refused', (name, message) => {
  const chart = newChart();
  const ingress = new GrpcIngress(chart, 'ingress', minimal());
  ingress.route('taken.Service', Backend.named('cart'));
  ingress.route('taken.Service/Method', Backend.named('cart'));
  const before = Testing.synth(chart);
  expect(() => ingress.route(name, Backend.named('cart'))).toThrow(message);
  expect(() => ingress.route(name, Backend.named('cart'))).toThrow(/^\[shop\/ingress\] .+\n {2}received/);
  expect(Testing.synth(chart)).toEqual(before);
});
