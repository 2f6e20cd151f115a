import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  Backend,
  CipherSuite,
  ClientCertificates,
  Credential,
  Destination,
  Gateway,
  GatewayWorkload,
  HttpRewrite,
  PlainHttp,
  SecureIngress,
  SecureIngressProps,
  StringMatch,
  TlsVersion,
} from '../../src';

const HOST = 'shop.example.com';
const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace: namespace ?? 'default' });
const minimal = (): SecureIngressProps => ({
  name: 'shop',
  hosts: [HOST],
  credential: Credential.existing('shop-credential'),
  backend: Backend.named('shop'),
});

type Rendered = ReadonlyArray<{ kind: string; metadata: { name: string; namespace?: string }; spec: never }>;
const specOf = (chart: Chart, kind: string) => {
  const found = (Testing.synth(chart) as Rendered).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0].spec as { [field: string]: unknown };
};
const routesOf = (chart: Chart) => specOf(chart, 'VirtualService').http;

test('the least that an ingress takes', () => {
  const chart = newChart();
  const ingress = new SecureIngress(chart, 'ingress', minimal());
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shop-gateway', namespace: 'default' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [HOST], tls: { httpsRedirect: true } },
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
      spec: {
        hosts: [HOST],
        gateways: ['shop-gateway'],
        http: [{ route: [{ destination: { host: 'shop' } }] }],
      },
    },
  ]);
  expect(ingress.destinationRule).toBeUndefined();
});

test('everything that it makes can be reached', () => {
  const chart = newChart();
  const ingress = new SecureIngress(chart, 'ingress', { ...minimal(), subsets: [{ name: 'v1', labels: {} }] });
  expect(ingress.gateway.name).toBe('shop-gateway');
  expect(ingress.virtualService.name).toBe('shop-virtual-service');
  expect(ingress.destinationRule?.name).toBe('shop-destination-rule');
  expect(ingress.destinationRule?.subset('v1').name).toBe('v1');
  const again = ingress.credential?.bind(chart, { namespace: 'istio-system', hosts: ['any.example.com'] });
  expect(again?.credentialName).toBe('shop-credential');
});

test.each<[PlainHttp, unknown[]]>([
  [PlainHttp.SERVE, [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [HOST] }]],
  [
    PlainHttp.REDIRECT,
    [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [HOST], tls: { httpsRedirect: true } }],
  ],
  [PlainHttp.OFF, []],
])('plain HTTP: %s', (plainHttp, plain) => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', { ...minimal(), plainHttp });
  const servers = specOf(chart, 'Gateway').servers as unknown[];
  expect(servers.slice(0, -1)).toEqual(plain);
});

test('TLS versions, suites and client certificates', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', {
    ...minimal(),
    plainHttp: PlainHttp.OFF,
    tls: {
      minProtocolVersion: TlsVersion.V1_2,
      maxProtocolVersion: TlsVersion.V1_2,
      cipherSuites: [CipherSuite.ECDHE_RSA_AES256_GCM_SHA384],
    },
    clientCertificates: ClientCertificates.required({ subjectAltNames: ['client'], caCertCredentialName: 'clients' }),
  });
  expect(specOf(chart, 'Gateway').servers).toEqual([
    {
      port: { number: 443, name: 'https', protocol: 'HTTPS' },
      hosts: [HOST],
      tls: {
        mode: 'MUTUAL',
        credentialName: 'shop-credential',
        minProtocolVersion: 'TLSV1_2',
        maxProtocolVersion: 'TLSV1_2',
        cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384'],
        subjectAltNames: ['client'],
        caCertCredentialName: 'clients',
      },
    },
  ]);
});

test.each([
  [ClientCertificates.none(), 'SIMPLE'],
  [ClientCertificates.required(), 'MUTUAL'],
  [ClientCertificates.optional(), 'OPTIONAL_MUTUAL'],
])('client certificates %#: mode %s', (clientCertificates, mode) => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', { ...minimal(), plainHttp: PlainHttp.OFF, clientCertificates });
  expect(specOf(chart, 'Gateway').servers).toMatchObject([{ tls: { mode } }]);
});

test('also in the mesh, for a Service in another namespace', () => {
  const chart = newChart();
  const backend = Backend.named('shop', { namespace: 'backend', port: 8080 });
  new SecureIngress(chart, 'ingress', { ...minimal(), hosts: ['*.example.com'], backend, alsoInMesh: true });
  const host = 'shop.backend.svc.cluster.local';
  expect(specOf(chart, 'VirtualService')).toEqual({
    hosts: [host, '*.example.com'],
    gateways: ['shop-gateway', 'mesh'],
    http: [{ route: [{ destination: { host, port: { number: 8080 } } }] }],
  });
});

test('an existing Gateway of another namespace', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'shared', 'shared', { namespace: 'edge' });
  const ingress = new SecureIngress(chart, 'ingress', {
    hosts: [HOST],
    gateway,
    backend: Backend.named('shop'),
  });
  expect(ingress.gateway).toBe(gateway);
  expect(ingress.credential).toBeUndefined();
  expect((Testing.synth(chart) as Rendered).map(({ kind }) => kind)).toEqual(['VirtualService']);
  expect(specOf(chart, 'VirtualService').gateways).toEqual(['edge/shared']);
});

test('a gateway workload, names, namespace, labels and annotations of its own', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', {
    ...minimal(),
    credential: Credential.existing('shop-credential'),
    workload: GatewayWorkload.of({ namespace: 'edge', selector: { app: 'edge' }, ports: [8080, 8443] }),
    plainHttp: PlainHttp.SERVE,
    httpPort: 8080,
    httpsPort: 8443,
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
    name: 'a',
    names: { gateway: 'my-gateway', virtualService: 'my.routes', destinationRule: 'my-rule' },
    namespace: 'web',
    labels: { team: 'web' },
    annotations: { note: 'x' },
  });
  const metadata = { namespace: 'web', labels: { team: 'web' }, annotations: { note: 'x' } };
  expect(Testing.synth(chart)).toMatchObject([
    {
      kind: 'Gateway',
      metadata: { ...metadata, name: 'my-gateway' },
      spec: { selector: { app: 'edge' }, servers: [{ port: { name: 'http-8080' } }, { port: { name: 'https-8443' } }] },
    },
    { kind: 'DestinationRule', metadata: { ...metadata, name: 'my-rule' } },
    { kind: 'VirtualService', metadata: { ...metadata, name: 'my.routes' } },
  ]);
});

test('without a name, names come from the construct path and have no hash', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', { ...minimal(), name: undefined });
  expect((Testing.synth(chart) as Rendered).map(({ metadata }) => metadata.name)).toEqual([
    'shop-ingress-gateway',
    'shop-ingress-virtual-service',
  ]);
});

describe('routes', () => {
  const uris = (chart: Chart) =>
    (routesOf(chart) as Array<{ match?: Array<{ uri: unknown }> }>).map(({ match }) => match?.map(({ uri }) => uri));

  test('most specific first, in whatever order they are added', () => {
    const chart = newChart();
    const ingress = new SecureIngress(chart, 'ingress', minimal());
    for (const path of ['/', '/api', '/api/users/', '/zoo']) {
      ingress.route(path, Backend.named('other'));
    }
    const below = (path: string) => [{ exact: path }, { prefix: `${path}/` }];
    expect(uris(chart)).toEqual([below('/api/users'), below('/api'), below('/zoo'), [{ prefix: '/' }], undefined]);
  });

  test('with options, and to subsets by weight', () => {
    const chart = newChart();
    const ingress = new SecureIngress(chart, 'ingress', {
      ...minimal(),
      subsets: [{ name: 'v1', labels: { version: 'v1' } }],
    });
    ingress.routeTo(
      '/api',
      [
        { destination: Destination.subset(ingress.destinationRule!.subset('v1')), weight: 3 },
        { destination: Destination.backend(Backend.named('api', { port: 81 })), weight: 1 },
      ],
      {
        name: 'api',
        conditions: { method: StringMatch.exact('GET') },
        rewrite: HttpRewrite.authority('api.internal'),
        timeout: Duration.seconds(3),
        headers: { request: { remove: ['x-debug'] } },
      },
    );
    expect((routesOf(chart) as unknown[])[0]).toEqual({
      name: 'api',
      match: [
        { uri: { exact: '/api' }, method: { exact: 'GET' } },
        { uri: { prefix: '/api/' }, method: { exact: 'GET' } },
      ],
      rewrite: { authority: 'api.internal' },
      timeout: '3s',
      headers: { request: { remove: ['x-debug'] } },
      route: [
        { destination: { host: 'shop', subset: 'v1' }, weight: 3 },
        { destination: { host: 'api', port: { number: 81 } }, weight: 1 },
      ],
    });
  });

  test('without a backend other paths are not served', () => {
    const chart = newChart();
    const ingress = new SecureIngress(chart, 'ingress', { ...minimal(), backend: undefined });
    expect(() => Testing.synth(chart)).toThrow('[shop/ingress/VirtualService]');
    ingress.route('/api', Backend.named('api'));
    expect(routesOf(chart)).toHaveLength(1);
  });
});

describe('the Service of the app', () => {
  const serviceOf = (chart: Chart, ...ports: Array<{ name?: string; port: number }>) =>
    new Service(chart, 'service', { metadata: { name: 'shop' }, ports });

  test.each<[string, (service: Service) => Backend]>([
    ['of cdk8s-plus', (service) => Backend.service(service)],
    ['as an ApiObject', (service) => Backend.apiObject(ApiObject.of(service))],
  ])('%s', (_, backendOf) => {
    const chart = newChart();
    const backend = backendOf(serviceOf(chart, { port: 80, name: 'http' }));
    new SecureIngress(chart, 'ingress', { ...minimal(), backend });
    expect(routesOf(chart)).toEqual([{ route: [{ destination: { host: 'shop' } }] }]);
  });

  test.each<[string, Array<{ name?: string; port: number }>, number | undefined, string]>([
    [
      'no port of several',
      [
        { port: 80, name: 'http' },
        { port: 81, name: 'admin' },
      ],
      undefined,
      'Service shop has several ports, so a destination has to name one\n  received: "no port"\n  fix: choose one of 80, 81',
    ],
    ['a port that it has not', [{ port: 80 }], 8080, 'Service shop has no such port\n  received: 8080'],
    [
      'a port for another protocol',
      [{ port: 3306, name: 'mysql' }],
      undefined,
      '[shop/ingress] HTTP requests can\'t be sent to a port that is declared for MYSQL\n  received: port 3306, named "mysql"',
    ],
  ])('%s fails at synth', (_, ports, port, message) => {
    const chart = newChart();
    new SecureIngress(chart, 'ingress', {
      ...minimal(),
      backend: Backend.service(serviceOf(chart, ...ports), { port }),
    });
    expect(() => Testing.synth(chart)).toThrow(message);
  });
});
