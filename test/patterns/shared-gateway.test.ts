import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  ClientCertificates,
  Credential,
  DelegatedRoutes,
  FaultAbort,
  FaultInjection,
  GatewayWorkload,
  HttpRewrite,
  ICredential,
  PlainHttp,
  SecureIngress,
  SharedGateway,
  SharedGatewayProps,
  SharedHosts,
  StringMatch,
  VirtualService,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const setUp = () => {
  const app = new App();
  return (id: string, namespace?: string) => new Chart(app, id, { namespace: namespace ?? id });
};
const group = (host: string, options: Partial<SharedHosts> = {}): SharedHosts => ({
  hosts: [host],
  credential: Credential.existing('certificate'),
  ...options,
});
const shop = group('shop.example.com');
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const shared = (chart: Chart, props: SharedGatewayProps = {}) =>
  new SharedGateway(chart, 'gateway', { name: 'shared', ...props });
const to = (host: string) => [{ destination: { host } }];

describe('the Gateway', () => {
  test('hosts are kept for the namespaces that may have them, and plain HTTP is redirected for whoever asks', () => {
    const platform = setUp()('platform');
    const gateway = shared(platform, {
      hosts: [
        shop,
        group('*.a.example.com', { namespaces: ['team-a', 'platform'] }),
        group('any.example.com', { namespaces: ['*'], name: 'any' }),
      ],
    });
    const port = (number: number, name: string) => ({ number, name, protocol: number === 80 ? 'HTTP' : 'HTTPS' });
    const tls = { mode: 'SIMPLE', credentialName: 'certificate' };
    const redirect = { httpsRedirect: true };
    expect(synth(platform)).toEqual([
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'shared', namespace: 'platform' },
        spec: {
          selector: { istio: 'ingressgateway' },
          servers: [
            { port: port(80, 'http'), hosts: ['shop.example.com'], tls: redirect },
            { port: port(443, 'https'), hosts: ['./shop.example.com'], tls },
            { port: port(80, 'http-2'), hosts: ['*.a.example.com'], tls: redirect },
            { port: port(443, 'https-2'), hosts: ['team-a/*.a.example.com', 'platform/*.a.example.com'], tls },
            { port: port(80, 'http-any'), hosts: ['any.example.com'], tls: redirect },
            { port: port(443, 'https-any'), hosts: ['any.example.com'], tls },
          ],
        },
      },
    ]);
    expect([gateway.name, gateway.namespace, gateway.virtualServices]).toEqual(['shared', 'platform', []]);
    expect(gateway.gateway.name).toBe('shared');
  });

  test.each<[PlainHttp, unknown[]]>([
    [PlainHttp.SERVE, [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['./shop.example.com'] }]],
    [PlainHttp.OFF, []],
  ])('plain HTTP: %s', (plainHttp, plain) => {
    const platform = setUp()('platform');
    shared(platform, {
      hosts: [shop],
      plainHttp,
      httpPort: plainHttp === PlainHttp.OFF ? undefined : 8080,
      httpsPort: 8443,
      workload: GatewayWorkload.of({ ports: [8080, 8443] }),
    });
    const [{ spec }] = synth(platform);
    expect(spec.servers.slice(0, -1)).toEqual(plain);
    expect(spec.servers.at(-1).port).toEqual({ number: 8443, name: 'https', protocol: 'HTTPS' });
  });

  test('groups have credentials, client certificates and TLS of their own', () => {
    const platform = setUp()('platform');
    const asked: (string | undefined)[] = [];
    const credentialOf = (name: string): ICredential => ({
      bind: (scope, options) => {
        asked.push(options.defaultName);
        return Credential.existing(name).bind(scope, options);
      },
    });
    const [one, two] = [credentialOf('one'), credentialOf('two')];
    shared(platform, {
      hosts: [
        group('a.example.com', { credential: one, clientCertificates: ClientCertificates.required() }),
        group('b.example.com', { credential: two, tls: { cipherSuites: [] }, name: 'b' }),
        group('c.example.com', { credential: one }),
      ],
      plainHttp: PlainHttp.OFF,
    });
    expect(asked).toEqual(['shared-credential', 'shared-b-credential']);
    expect(synth(platform)[0].spec.servers).toMatchObject([
      { tls: { mode: 'MUTUAL', credentialName: 'one' } },
      { tls: { mode: 'SIMPLE', credentialName: 'two', cipherSuites: [] } },
      { tls: { mode: 'SIMPLE', credentialName: 'one' } },
    ]);
  });

  test('hosts that are added later, to a Gateway that began without', () => {
    const platform = setUp()('platform');
    const gateway = shared(platform);
    expect(() => Testing.synth(platform)).toThrow('a Gateway needs at least one server');
    gateway.addHosts(shop);
    gateway.route('shop.example.com', '/', Backend.named('front'));
    expect(synth(platform)).toHaveLength(2);
  });
});

describe('teams with whole hosts', () => {
  test('attach an ingress of their own', () => {
    const chart = setUp();
    const gateway = shared(chart('platform'), { hosts: [group('*.a.example.com', { namespaces: ['team-a'] })] });
    const team = chart('team-a');
    new SecureIngress(team, 'ingress', { gateway, hosts: ['x.a.example.com'], backend: Backend.named('x') });
    expect(synth(team)).toMatchObject([
      { kind: 'VirtualService', spec: { hosts: ['x.a.example.com'], gateways: ['platform/shared'] } },
    ]);
  });

  test.each([
    ['another namespace', 'team-b', 'x.a.example.com'],
    ['another host', 'team-a', 'x.b.example.com'],
    ["the platform's own host", 'team-a', 'shop.example.com'],
  ])('but not from %s', (_, namespace, host) => {
    const chart = setUp();
    const gateway = shared(chart('platform'), { hosts: [shop, group('*.a.example.com', { namespaces: ['team-a'] })] });
    const team = chart('team', namespace);
    new SecureIngress(team, 'ingress', { gateway, hosts: [host], backend: Backend.named('x') });
    expect(() => Testing.synth(team)).toThrow(
      `[team/ingress/VirtualService] Gateway shared takes no routes for host ${host} from namespace ${namespace}; ` +
        'they would be ignored\n' +
        '  received: ["shop.example.com from platform","*.a.example.com from team-a"]\n' +
        '  fix: open the host to the namespace at the Gateway, or correct the host',
    );
  });
});

describe('teams with paths of a host', () => {
  test('as recorded: a root that delegates to other namespaces, most specific first', () => {
    const chart = setUp();
    const platform = chart('platform');
    const gateway = shared(platform, { hosts: [shop] });
    const cart = new DelegatedRoutes(chart('cart'), 'routes', { name: 'cart', path: '/cart' });
    gateway.route('shop.example.com', '/', Backend.named('front'), { timeout: Duration.seconds(9) });
    gateway.delegate('shop.example.com', '/cart', cart, { name: 'cart', timeout: Duration.seconds(5) });
    const home = VirtualService.fromVirtualServiceName(platform, 'home', 'home', { namespace: 'home' });
    gateway.delegate('shop.example.com', '/cart/home/', home);
    cart.route('/cart/items', Backend.named('items'));
    expect(synth(platform)[1]).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'shared-shop.example.com', namespace: 'platform' },
      spec: {
        hosts: ['shop.example.com'],
        gateways: ['shared'],
        http: [
          {
            match: [{ uri: { exact: '/cart/home' } }, { uri: { prefix: '/cart/home/' } }],
            delegate: { name: 'home', namespace: 'home' },
          },
          {
            name: 'cart',
            match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }],
            timeout: '5s',
            delegate: { name: 'cart', namespace: 'cart' },
          },
          { match: [{ uri: { prefix: '/' } }], timeout: '9s', route: to('front') },
        ],
      },
    });
    expect(gateway.virtualServices.map(({ name }) => name)).toEqual(['shared-shop.example.com']);
  });

  test('each host has one VirtualService, and hosts are told apart regardless of capitals', () => {
    const platform = setUp()('platform');
    const gateway = shared(platform, { hosts: [shop, group('*.example.org')] });
    gateway.route('shop.example.com', '/a', Backend.named('a'));
    gateway.route('SHOP.example.com', '/b', Backend.named('b'));
    gateway.route('x.example.org', '/', Backend.named('x'));
    gateway.route('*.example.org', '/', Backend.named('y'));
    expect(gateway.virtualServices.map(({ name }) => name)).toEqual([
      'shared-shop.example.com',
      'shared-x.example.org',
      'shared-wildcard-example.org',
    ]);
    expect(synth(platform)).toHaveLength(4);
  });

  test('conditions and rewrites', () => {
    const chart = setUp();
    const platform = chart('platform');
    const gateway = shared(platform, { hosts: [shop] });
    const beta = new DelegatedRoutes(chart('beta'), 'routes', { name: 'beta', path: '/' });
    const conditions = { headers: { 'x-beta': StringMatch.exact('1') } };
    gateway.delegate('shop.example.com', '/', beta, { conditions });
    gateway.route('shop.example.com', '/api', Backend.named('api'), { rewrite: HttpRewrite.pathPrefix('/api', '/') });
    beta.route('/', Backend.named('beta'));
    expect(synth(platform)[1].spec.http).toMatchObject([
      { rewrite: { uriRegexRewrite: { match: '^/api(/|$)', rewrite: '/' } }, route: to('api') },
      { match: [{ uri: { prefix: '/' }, headers: { 'x-beta': { exact: '1' } } }], delegate: { name: 'beta' } },
    ]);
  });
});

describe('the routes of a team', () => {
  test('have neither hosts nor gateways', () => {
    const team = setUp()('cart');
    const routes = new DelegatedRoutes(team, 'routes', {
      path: '/cart/',
      backend: Backend.named('cart'),
      name: 'cart',
      namespace: 'other',
      labels: { team: 'a' },
      annotations: { note: 'b' },
    });
    routes.route('/cart/items', Backend.named('items'), { conditions: { method: StringMatch.exact('GET') } });
    routes.route('/cart/items', Backend.named('writer'));
    expect(synth(team)).toEqual([
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'cart', namespace: 'other', labels: { team: 'a' }, annotations: { note: 'b' } },
        spec: {
          http: [
            {
              match: [
                { method: { exact: 'GET' }, uri: { exact: '/cart/items' } },
                { method: { exact: 'GET' }, uri: { prefix: '/cart/items/' } },
              ],
              route: to('items'),
            },
            { match: [{ uri: { exact: '/cart/items' } }, { uri: { prefix: '/cart/items/' } }], route: to('writer') },
            { match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }], route: to('cart') },
          ],
        },
      },
    ]);
    expect([routes.name, routes.namespace, routes.path]).toEqual(['cart', 'other', '/cart/']);
  });

  test('take faults', () => {
    const team = setUp()('cart');
    const target = new DelegatedRoutes(team, 'routes', { path: '/cart', backend: Backend.named('cart') });
    new FaultInjection(team, 'fault', { target, abort: FaultAbort.httpStatus(500, 100) });
    expect(synth(team)[0].spec.http).toMatchObject([{ fault: { abort: { httpStatus: 500 } } }]);
  });
});
