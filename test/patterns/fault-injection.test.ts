import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  Credential,
  Destination,
  FaultAbort,
  FaultDelay,
  FaultInjection,
  FaultTarget,
  Gateway,
  GrpcMatch,
  GrpcStatus,
  HttpDirectResponse,
  HttpMatch,
  HttpRedirect,
  HttpRoute,
  SecureIngress,
  StringMatch,
  VirtualService,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const to = (name = 'shop') => Destination.backend(Backend.named(name));
const abort = FaultAbort.httpStatus(503, 100);
const rendered = { abort: { httpStatus: 503, percentage: { value: 100 } } };
const tester = (value: string) => HttpMatch.header('x-chaos', StringMatch.exact(value));

const routesOf = (chart: Chart): unknown => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests.find(({ kind }) => kind === 'VirtualService').spec.http;
};
const routed = (...http: HttpRoute[]) => {
  const chart = newChart();
  const virtualService = new VirtualService(chart, 'routes', { hosts: ['shop'], http });
  return { chart, target: FaultTarget.virtualService(virtualService), virtualService };
};

describe('beside the cases that were recorded on a real mesh', () => {
  test('abort and delay by header', () => {
    const { chart, target } = routed(HttpRoute.to(to()));
    new FaultInjection(chart, 'abort', { target, abort: FaultAbort.httpStatus(555, 100), match: [tester('abort')] });
    new FaultInjection(chart, 'delay', {
      target,
      delay: FaultDelay.fixed(Duration.seconds(2), 100),
      match: [tester('delay')],
    });
    const route = [{ destination: { host: 'shop' } }];
    expect(routesOf(chart)).toEqual([
      {
        name: 'abort',
        match: [{ headers: { 'x-chaos': { exact: 'abort' } } }],
        fault: { abort: { percentage: { value: 100 }, httpStatus: 555 } },
        route,
      },
      {
        name: 'delay',
        match: [{ headers: { 'x-chaos': { exact: 'delay' } } }],
        fault: { delay: { percentage: { value: 100 }, fixedDelay: '2s' } },
        route,
      },
      { route },
    ]);
  });

  test('a method of gRPC', () => {
    const { chart, target } = routed(HttpRoute.to(to('echo'), { match: [GrpcMatch.of('echo.Echo')] }));
    new FaultInjection(chart, 'broken', {
      target,
      abort: FaultAbort.grpcStatus(GrpcStatus.UNAVAILABLE, 100),
      match: [GrpcMatch.of('echo.Echo/Broken')],
    });
    const route = [{ destination: { host: 'echo' } }];
    expect(routesOf(chart)).toEqual([
      {
        name: 'broken',
        match: [{ uri: { exact: '/echo.Echo/Broken' } }],
        fault: { abort: { percentage: { value: 100 }, grpcStatus: 'UNAVAILABLE' } },
        route,
      },
      { match: [{ uri: { prefix: '/echo.Echo/' } }], route },
    ]);
  });

  test('half of the requests for a path', () => {
    const match = [HttpMatch.rawPathPrefix('/half')];
    const { chart, target } = routed(HttpRoute.to(to(), { match }), HttpRoute.to(to('other')));
    new FaultInjection(chart, 'half', { target, abort: FaultAbort.httpStatus(500, 50), match });
    expect(routesOf(chart)).toEqual([
      {
        match: [{ uri: { prefix: '/half' } }],
        fault: { abort: { percentage: { value: 50 }, httpStatus: 500 } },
        route: [{ destination: { host: 'shop' } }],
      },
      { route: [{ destination: { host: 'other' } }] },
    ]);
  });
});

test('every request: the routes get the fault and no copies', () => {
  const { chart, target } = routed(
    HttpRoute.to(to('api'), { name: 'api', match: [HttpMatch.pathPrefix('/api')] }),
    HttpRoute.to(to()),
  );
  const injection = new FaultInjection(chart, 'chaos', {
    target,
    abort,
    delay: FaultDelay.fixed(Duration.millis(20), 0.5),
  });
  const fault = { ...rendered, delay: { fixedDelay: '20ms', percentage: { value: 0.5 } } };
  expect(routesOf(chart)).toEqual([
    {
      name: 'api',
      match: [{ uri: { exact: '/api' } }, { uri: { prefix: '/api/' } }],
      fault,
      route: [{ destination: { host: 'api' } }],
    },
    { fault, route: [{ destination: { host: 'shop' } }] },
  ]);
  expect([injection.target, injection.faultName]).toEqual([target, 'chaos']);
});

test('every path is every request', () => {
  const { chart, target } = routed(HttpRoute.to(to()));
  new FaultInjection(chart, 'chaos', { target, abort, match: [HttpMatch.rawPathPrefix('/')] });
  expect(routesOf(chart)).toEqual([{ fault: rendered, route: [{ destination: { host: 'shop' } }] }]);
});

test('each route is copied right before itself, with its conditions, its name and all that it does', () => {
  const { chart, target } = routed(
    HttpRoute.to(to('api'), {
      name: 'api',
      timeout: Duration.seconds(3),
      match: [HttpMatch.pathPrefix('/api', { method: StringMatch.exact('GET') })],
    }),
    HttpRoute.to(to(), { match: [HttpMatch.anyPath({ presentHeaders: ['x-user'] })] }),
  );
  new FaultInjection(chart, 'id', { name: 'chaos', target, abort, match: [tester('1')] });
  const chaos = { 'x-chaos': { exact: '1' } };
  const get = { method: { exact: 'GET' } };
  const api = { timeout: '3s', route: [{ destination: { host: 'api' } }] };
  const shop = { route: [{ destination: { host: 'shop' } }] };
  expect(routesOf(chart)).toEqual([
    {
      name: 'api-chaos',
      match: [
        { uri: { exact: '/api' }, ...get, headers: chaos },
        { uri: { prefix: '/api/' }, ...get, headers: chaos },
      ],
      fault: rendered,
      ...api,
    },
    {
      name: 'api',
      match: [
        { uri: { exact: '/api' }, ...get },
        { uri: { prefix: '/api/' }, ...get },
      ],
      ...api,
    },
    { name: 'chaos', match: [{ headers: { 'x-user': {}, ...chaos } }], fault: rendered, ...shop },
    { match: [{ headers: { 'x-user': {} } }], ...shop },
  ]);
});

test('routes that are added later, and those by name', () => {
  const { chart, target, virtualService } = routed(HttpRoute.to(to('a'), { name: 'a', match: [tester('1')] }));
  new FaultInjection(chart, 'chaos', { target, abort, routes: ['b'] });
  virtualService.addHttpRoute(HttpRoute.to(to('b'), { name: 'b' }));
  expect(routesOf(chart)).toEqual([
    { name: 'a', match: [{ headers: { 'x-chaos': { exact: '1' } } }], route: [{ destination: { host: 'a' } }] },
    { name: 'b', fault: rendered, route: [{ destination: { host: 'b' } }] },
  ]);
});

test('two faults on different routes may mean the same requests', () => {
  const { chart, target } = routed(
    HttpRoute.to(to('a'), { name: 'a', match: [HttpMatch.pathPrefix('/a')] }),
    HttpRoute.to(to('b'), { name: 'b' }),
  );
  new FaultInjection(chart, 'one', { target, abort, routes: ['a'] });
  new FaultInjection(chart, 'two', { target, delay: FaultDelay.fixed(Duration.seconds(1), 10), routes: ['b'] });
  expect(routesOf(chart)).toMatchObject([{ fault: rendered }, { fault: { delay: { fixedDelay: '1s' } } }]);
});

test('redirects and direct responses can have no fault, delegates can', () => {
  const { chart, target, virtualService } = routed(
    HttpRoute.redirect(HttpRedirect.to({ uri: '/b' }), { match: [HttpMatch.exactPath('/a')] }),
    HttpRoute.directResponse(HttpDirectResponse.status(204), { match: [HttpMatch.exactPath('/c')] }),
  );
  const delegate = VirtualService.fromVirtualServiceName(chart, 'delegate', 'team');
  virtualService.addHttpRoute(HttpRoute.delegate(delegate));
  new FaultInjection(chart, 'chaos', { target, abort, match: [tester('1')] });
  expect(routesOf(chart)).toMatchObject([
    { redirect: { uri: '/b' } },
    { directResponse: { status: 204 } },
    { name: 'chaos', delegate: { name: 'team' }, fault: rendered },
    { delegate: { name: 'team' } },
  ]);
});

test('no copies behind routes that take all their requests', () => {
  const { chart, target } = routed(
    HttpRoute.to(to('a'), { name: 'a', match: [HttpMatch.pathPrefix('/a'), tester('1')] }),
    HttpRoute.to(to(), { name: 'rest' }),
  );
  new FaultInjection(chart, 'chaos', {
    target,
    abort,
    match: [HttpMatch.exactPath('/a/b'), HttpMatch.exactPath('/c'), tester('1')],
  });
  expect(routesOf(chart)).toMatchObject([
    { name: 'a-chaos', match: [{ uri: { exact: '/a/b' } }, { headers: { 'x-chaos': { exact: '1' } } }] },
    { name: 'a' },
    { name: 'rest-chaos', match: [{ uri: { exact: '/c' } }] },
    { name: 'rest' },
  ]);
});

test('on an ingress', () => {
  const chart = newChart();
  const ingress = new SecureIngress(chart, 'ingress', {
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop'),
    backend: Backend.named('shop'),
  });
  new FaultInjection(chart, 'chaos', { target: ingress, abort, match: [HttpMatch.pathPrefix('/api/slow')] });
  ingress.route('/api', Backend.named('api'));
  const uris = (path: string) => [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }];
  expect(routesOf(chart)).toMatchObject([
    { name: 'chaos', match: uris('/api/slow'), fault: rendered, route: [{ destination: { host: 'api' } }] },
    { match: uris('/api'), route: [{ destination: { host: 'api' } }] },
    { route: [{ destination: { host: 'shop' } }] },
  ]);
});

test('what is given is copied', () => {
  const { chart, target } = routed(HttpRoute.to(to(), { name: 'a' }));
  const [match, routes] = [[tester('1')], ['a']];
  new FaultInjection(chart, 'chaos', { target, abort, match, routes });
  match.push(tester('2'));
  routes.push('b');
  expect(routesOf(chart)).toMatchObject([{ match: [{ headers: { 'x-chaos': { exact: '1' } } }] }, {}]);
});

test('a match for one gateway of several', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'gateway', 'shared');
  const virtualService = new VirtualService(chart, 'routes', {
    hosts: ['shop.example.com'],
    gateways: [gateway, Gateway.MESH],
    http: [HttpRoute.to(to())],
  });
  const target = FaultTarget.virtualService(virtualService);
  new FaultInjection(chart, 'chaos', { target, abort, match: [HttpMatch.anyPath({ gateways: [gateway] })] });
  expect(routesOf(chart)).toMatchObject([{ match: [{ gateways: ['shared'] }] }, {}]);
  new FaultInjection(chart, 'elsewhere', {
    target,
    abort,
    match: [HttpMatch.anyPath({ gateways: [Gateway.fromGatewayName(chart, 'other', 'other')] })],
  });
  expect(() => Testing.synth(chart)).toThrow('a match must only name gateways of its VirtualService: shared, mesh');
});
