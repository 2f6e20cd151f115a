import { App, Chart, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  AcmeChallenge,
  Backend,
  CertificateIssuer,
  Credential,
  Destination,
  FaultAbort,
  FaultInjection,
  Gateway,
  GatewayWorkload,
  HttpMatch,
  HttpRoute,
  IstioAnalysis,
  Mesh,
  PlainHttp,
  SecureIngress,
  SecureIngressProps,
  SharedGateway,
  VirtualService,
} from '../../src';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { TrafficTest } from '../../src/traffic/traffic-test';

const HOST = 'shop.example.com';
const CHALLENGE = '/.well-known/acme-challenge/';
const issuer = CertificateIssuer.clusterIssuer('letsencrypt', { challenge: AcmeChallenge.HTTP_01 });
const byHttp = () => Credential.certManager({ issuer });

const REDIRECT = {
  name: 'redirect-to-https',
  match: [{ port: 80, withoutHeaders: { ':path': { prefix: CHALLENGE } } }],
  redirect: { scheme: 'https', redirectCode: 301 },
};

const newChart = (app = new App(), id = 'shop') => new Chart(app, id, { namespace: 'default' });
const ingressIn = (chart: Chart, props: Partial<SecureIngressProps> = {}) =>
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: [HOST],
    credential: byHttp(),
    backend: Backend.named('shop'),
    ...props,
  });
const routesOf = (chart: Chart) =>
  (Testing.synth(chart) as { kind: string; spec: { http: object[] } }[]).find(({ kind }) => kind === 'VirtualService')
    ?.spec.http;

/** The routes that cert-manager's solver makes for as long as it waits for ACME. */
const solverIn = (app: App) => {
  const chart = newChart(app, 'solver');
  new Service(chart, 'service', { metadata: { name: 'solver' }, ports: [{ name: 'http', port: 8089 }] });
  new VirtualService(chart, 'routes', {
    hosts: [HOST],
    gateways: [Gateway.fromGatewayName(chart, 'gateway', 'shop-gateway')],
    http: [
      HttpRoute.to(Destination.backend(Backend.named('solver', { port: 8089 })), {
        match: [HttpMatch.exactPath(`${CHALLENGE}token`)],
      }),
    ],
  });
};

test('a certificate that is proved by HTTP-01 leaves challenges out of the redirect, and the backend gets no plain HTTP', () => {
  const chart = newChart();
  const ingress = ingressIn(chart);
  ingress.route('/api', Backend.named('api'));
  expect(routesOf(chart)).toEqual([
    REDIRECT,
    {
      match: [
        { uri: { exact: '/api' }, port: 443 },
        { uri: { prefix: '/api/' }, port: 443 },
      ],
      route: [{ destination: { host: 'api' } }],
    },
    { match: [{ port: 443 }], route: [{ destination: { host: 'shop' } }] },
  ]);
  const gateway = (Testing.synth(chart) as { kind: string; spec: { servers: object[] } }[])[1];
  expect(gateway.spec.servers[0]).toEqual({ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [HOST] });
  expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
});

test('routes inside the mesh take what they took, on any port', () => {
  const chart = newChart();
  ingressIn(chart, { alsoInMesh: true });
  expect(routesOf(chart)).toEqual([
    { ...REDIRECT, match: [{ ...REDIRECT.match[0], gateways: ['shop-gateway'] }] },
    {
      match: [{ gateways: ['shop-gateway'], port: 443 }, { gateways: ['mesh'] }],
      route: [{ destination: { host: 'shop' } }],
    },
  ]);
});

test('conditions that name a port or other gateways stay as they are', () => {
  const chart = newChart();
  const ingress = ingressIn(chart, { alsoInMesh: true, backend: undefined });
  ingress.route('/', Backend.named('plain'), { conditions: { port: 80 } });
  ingress.route('/', Backend.named('inside'), { conditions: { gateways: [Gateway.MESH] } });
  ingress.route('/', Backend.named('both'), { conditions: { gateways: [Gateway.MESH, ingress.gateway] } });
  const prefix = '/';
  expect(routesOf(chart)?.slice(1)).toEqual([
    { match: [{ uri: { prefix }, port: 80 }], route: [{ destination: { host: 'plain' } }] },
    { match: [{ uri: { prefix }, gateways: ['mesh'] }], route: [{ destination: { host: 'inside' } }] },
    {
      match: [
        { uri: { prefix }, gateways: ['shop-gateway'], port: 443 },
        { uri: { prefix }, gateways: ['mesh'] },
      ],
      route: [{ destination: { host: 'both' } }],
    },
  ]);
});

test('the redirect names the port of HTTPS where a client would not find it', () => {
  const plainHttp = PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES;
  const workload = (ports: number[]) => ({ workload: GatewayWorkload.of({ ports }), plainHttp });
  const chart = newChart();
  ingressIn(chart, { ...workload([8080, 8443]), httpPort: 8080, httpsPort: 8443 });
  expect(routesOf(chart)?.[0]).toEqual({
    ...REDIRECT,
    match: [{ ...REDIRECT.match[0], port: 8080 }],
    redirect: { ...REDIRECT.redirect, port: 8443 },
  });
  const other = newChart();
  ingressIn(other, { ...workload([8080, 443]), httpPort: 8080 });
  expect(routesOf(other)?.[0]).toMatchObject({ redirect: { port: 443 } });
});

test('faults are played to requests that go on, not to the redirect', () => {
  const chart = newChart();
  const target = ingressIn(chart);
  new FaultInjection(chart, 'fault', { target, abort: FaultAbort.httpStatus(503, 10) });
  const fault = { abort: { httpStatus: 503, percentage: { value: 10 } } };
  expect(routesOf(chart)).toEqual([
    REDIRECT,
    { match: [{ port: 443 }], fault, route: [{ destination: { host: 'shop' } }] },
  ]);
});

/** Where a request leads: to a URL, to a service, or to an answer of the gateway. */
const leadsTo = (app: App, url: string, from?: Client) => {
  const { outcomes, destinations } = TrafficTest.of(app).send(Request.get(url, { from })).trace;
  const [{ location, status }] = outcomes;
  return location ?? destinations.at(0)?.host ?? status;
};

describe('what a client sees', () => {
  const app = new App();
  ingressIn(newChart(app), { backend: Backend.named('shop', { port: 80 }), alsoInMesh: true });
  solverIn(app);
  const shop = 'shop.default.svc.cluster.local';
  const solver = 'solver.default.svc.cluster.local';

  test.each<[string, string, string | number]>([
    ['plain HTTP', `http://${HOST}/a?b=1`, `https://${HOST}/a?b=1`],
    ['plain HTTP, the root', `http://${HOST}/`, `https://${HOST}/`],
    ['what only looks like a challenge', `http://${HOST}/.well-known/acme-x`, `https://${HOST}/.well-known/acme-x`],
    ['a challenge', `http://${HOST}${CHALLENGE}token`, solver],
    ['a challenge that nobody solves', `http://${HOST}${CHALLENGE}other`, 404],
    ['a challenge by HTTPS', `https://${HOST}${CHALLENGE}token`, solver],
    ['HTTPS', `https://${HOST}/a`, shop],
  ])('%s', (_, url, expected) => {
    expect(leadsTo(app, url)).toBe(expected);
  });

  test('a pod', () => {
    expect(leadsTo(app, `http://${HOST}/a`, Client.pod('default', { app: 'curl' }))).toBe(shop);
  });

  test('nothing is found fault with', () => {
    expect(IstioAnalysis.run(Mesh.fromApp(app)).findings.map((finding) => finding.message)).toEqual([]);
    expect(app.node.validate()).toEqual([]);
  });
});

test('two ingresses of a host on a shared gateway both redirect, and a solver in the app is no contest', () => {
  const app = new App();
  const gateway = new SharedGateway(newChart(app, 'gateway'), 'shared', {
    name: 'shared',
    plainHttp: PlainHttp.SERVE,
    hosts: [{ hosts: [HOST], credential: byHttp() }],
  });
  const paths = ['/cart', '/home'].map((path) => {
    const ingress = new SecureIngress(newChart(app, path.slice(1)), 'ingress', {
      hosts: [HOST],
      gateway,
      plainHttp: PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES,
    });
    ingress.route(path, Backend.named(path.slice(1), { port: 80 }));
    return ingress;
  });
  const solver = new SecureIngress(newChart(app, 'solver'), 'ingress', { hosts: [HOST], gateway });
  solver.route(`${CHALLENGE}token`, Backend.named('solver', { port: 8089 }));
  expect(app.node.findAll().flatMap((each) => each.node.validate())).toEqual([]);
  expect(paths.map(({ virtualService }) => virtualService.toJson().spec.http[0])).toEqual([REDIRECT, REDIRECT]);
  expect(leadsTo(app, `http://${HOST}${CHALLENGE}token`)).toBe('solver.default.svc.cluster.local');
  expect(leadsTo(app, `http://${HOST}/cart`)).toBe(`https://${HOST}/cart`);
  expect(leadsTo(app, `https://${HOST}/cart`)).toBe('cart.default.svc.cluster.local');
});

test.each<[string, (chart: Chart) => unknown, string]>([
  [
    'the redirect of a server',
    (chart) => ingressIn(chart, { plainHttp: PlainHttp.REDIRECT }),
    '[shop/ingress] the redirect of a gateway takes HTTP-01 challenges along to port 443, where there is no certificate before the first one is issued\n' +
      '  received: "PlainHttp.REDIRECT with shop-credential, which is proved by HTTP-01"\n' +
      '  fix: leave `plainHttp` out for PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES',
  ],
  [
    'the redirect of a shared server',
    (chart) => new SharedGateway(chart, 'ingress', { hosts: [{ hosts: [HOST], credential: byHttp() }] }),
    '[shop/ingress] the redirect of a gateway takes HTTP-01 challenges along to port 443',
  ],
  [
    'routes of a shared gateway',
    (chart) => new SharedGateway(chart, 'ingress', { plainHttp: PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES }),
    'fix: choose PlainHttp.SERVE here, and PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES in each SecureIngress on the gateway',
  ],
])('%s can not be left out of challenges', (_, make, expected) => {
  const chart = newChart();
  expect(() => make(chart)).toThrow(expected);
  expect(chart.node.children).toEqual([]);
});

test('plain HTTP that is served, or not at all, is no error', () => {
  for (const plainHttp of [PlainHttp.SERVE, PlainHttp.OFF]) {
    const chart = newChart();
    ingressIn(chart, { plainHttp });
    expect(routesOf(chart)).toEqual([{ route: [{ destination: { host: 'shop' } }] }]);
  }
});
