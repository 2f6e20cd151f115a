import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  Destination,
  FaultAbort,
  FaultDelay,
  FaultInjection,
  FaultInjectionProps,
  FaultTarget,
  GrpcMatch,
  HttpFault,
  HttpMatch,
  HttpRedirect,
  HttpRoute,
  IFaultTarget,
  StringMatch,
  VirtualService,
} from '../../src';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const to = (name = 'shop') => Destination.backend(Backend.named(name));
const abort = FaultAbort.httpStatus(503, 100);
const tester = (value: string) => HttpMatch.header('x-chaos', StringMatch.exact(value));

const routesOf = (chart: Chart): unknown =>
  Testing.synth(chart).find(({ kind }) => kind === 'VirtualService').spec.http;
const routed = (...http: HttpRoute[]) => {
  const chart = newChart();
  const virtualService = new VirtualService(chart, 'routes', { hosts: ['shop'], http });
  return { chart, target: FaultTarget.virtualService(virtualService) };
};

test.each<[string, Omit<FaultInjectionProps, 'target'>, string]>([
  ['neither abort nor delay', {}, 'a fault needs something that goes wrong\n  received: "neither abort nor delay"'],
  [
    'an HTTP/2 error',
    { abort: FaultAbort.http2Error('REFUSED_STREAM', 1) },
    'Istio refuses aborts with an HTTP/2 error\n  received: {"http2Error":"REFUSED_STREAM"',
  ],
  [
    'a random delay',
    { delay: FaultDelay.exponential(Duration.seconds(1), 1) },
    'Istio refuses delays of random length\n  received: {"exponentialDelay":"1s"',
  ],
  ['no match', { abort, match: [] }, 'match must not be empty\n  received: []'],
  ['no route', { abort, routes: [] }, 'routes must not be empty\n  received: []'],
  ['no name', { abort, name: '' }, 'the name of a fault must not be empty\n  received: ""'],
])('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const { chart, target } = routed(HttpRoute.to(to()));
  const before = chart.node.children.length;
  const make = () => new FaultInjection(chart, 'chaos', { target, ...props });
  expect(make).toThrow(`[shop/chaos] ${message}`);
  expect(make).toThrow(/\n {2}fix: .+$/);
  expect(chart.node.children).toHaveLength(before);
  expect(routesOf(chart)).toEqual([{ route: [{ destination: { host: 'shop' } }] }]);
});

test.each<[string, HttpMatch[] | undefined, HttpMatch[] | undefined]>([
  ['every request twice', undefined, undefined],
  ['every request, and some', undefined, [tester('1')]],
  ['a service and its method', [GrpcMatch.of('echo.Echo')], [GrpcMatch.of('echo.Echo/Say')]],
  ['two headers', [tester('1')], [HttpMatch.header('x-user', StringMatch.exact('jane'))]],
  ['two expressions', [HttpMatch.path(StringMatch.regex('/a.*'))], [HttpMatch.path(StringMatch.regex('/b.*'))]],
])('two faults for the same requests: %s', (_, one, other) => {
  const { chart, target } = routed(HttpRoute.to(to()));
  new FaultInjection(chart, 'one', { target, abort, match: one });
  expect(() => new FaultInjection(chart, 'two', { target, abort, match: other })).toThrow(
    '[shop/routes] a request must not be meant by two faults, "one" and "two"',
  );
  expect(chart.node.tryFindChild('two')).toBeUndefined();
});

test.each<[string, HttpMatch[], HttpMatch[]]>([
  ['other values', [tester('1')], [tester('2')]],
  ['other methods of gRPC', [GrpcMatch.of('echo.Echo/Say')], [GrpcMatch.of('echo.Echo/Hear')]],
  [
    'one header without the other',
    [tester('1')],
    [HttpMatch.header('x-user', StringMatch.exact('jane'), { absentHeaders: ['x-chaos'] })],
  ],
])('faults for other requests are fine: %s', (_, one, other) => {
  const { chart, target } = routed(HttpRoute.to(to()));
  new FaultInjection(chart, 'one', { target, abort, match: one });
  new FaultInjection(chart, 'two', { target, abort, match: other });
  expect(routesOf(chart)).toHaveLength(3);
});

test('two faults of one name', () => {
  const { chart, target } = routed(HttpRoute.to(to()));
  new FaultInjection(chart, 'one', { target, abort, match: [tester('1')] });
  expect(() => new FaultInjection(chart, 'two', { name: 'one', target, abort, match: [tester('2')] })).toThrow(
    '[shop/routes] the faults of a VirtualService must have different names\n  received: "one"\n  fix: rename',
  );
});

test.each<[string, HttpRoute, HttpMatch | undefined, string[] | undefined, string]>([
  [
    'a route with a fault of its own',
    HttpRoute.to(to(), { name: 'a', fault: HttpFault.abort(abort) }),
    undefined,
    undefined,
    'route "a" must not get fault "chaos": it has a fault already',
  ],
  [
    'a route for other requests',
    HttpRoute.to(to(), { match: [HttpMatch.exactPath('/a')] }),
    HttpMatch.exactPath('/b'),
    undefined,
    'fault "chaos" must touch a route that forwards requests\n  received: [{"uri":{"exact":"/b"}}]',
  ],
  [
    'a route behind one that takes all of it',
    HttpRoute.redirect(HttpRedirect.to({ uri: '/' }), { match: [HttpMatch.exactPath('/a')] }),
    HttpMatch.exactPath('/a'),
    undefined,
    'fault "chaos" must touch a route that forwards requests',
  ],
  [
    'a redirect',
    HttpRoute.redirect(HttpRedirect.to({ uri: '/' })),
    undefined,
    undefined,
    'fault "chaos" must touch a route that forwards requests',
  ],
  [
    'a route that there is not',
    HttpRoute.to(to(), { name: 'a' }),
    undefined,
    ['b'],
    'fault "chaos" must name routes that there are\n  received: "b"\n  fix: choose one of a',
  ],
  [
    'a route name where there are none',
    HttpRoute.to(to()),
    undefined,
    ['b'],
    'fault "chaos" must name routes that there are\n  received: "b"\n  fix: give the routes names',
  ],
  [
    'a path that can not be told together with the route',
    HttpRoute.to(to(), { match: [HttpMatch.path(StringMatch.regex('/a.*'))] }),
    HttpMatch.path(StringMatch.regex('/.*b')),
    undefined,
    'fault "chaos" and route without a name both ask for uri, which one match can\'t say together',
  ],
])('at synth: %s', (_, route, match, routes, message) => {
  const { chart, target } = routed(route);
  new FaultInjection(chart, 'chaos', { target, abort, match: match && [match], routes });
  expect(() => Testing.synth(chart)).toThrow(`[shop/routes] ${message}`);
  expect(() => Testing.synth(chart)).toThrow(/\n {2}received: .+\n {2}fix: .+/);
});

test('a target that refuses', () => {
  const chart = newChart();
  const target: IFaultTarget = {
    injectFault: () => {
      throw new Error('no');
    },
  };
  expect(() => new FaultInjection(chart, 'chaos', { target, abort })).toThrow('no');
  expect(chart.node.children).toEqual([]);
});

test.each(['', '/', 'echo.Echo/', 'echo.Echo/Say/Again', 'echo Echo', 'echo.Echo/Say?x'])('gRPC calls %j', (name) => {
  expect(() => GrpcMatch.of(name)).toThrow(/gRPC calls are named .*\n {2}received: .*\n {2}fix: .*/);
});
