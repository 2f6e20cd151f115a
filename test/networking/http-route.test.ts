import { App, Chart, Duration } from 'cdk8s';
import { StringMatch } from '../../src/kernel/string-match';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { FaultDelay } from '../../src/networking/fault-delay';
import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { HttpFault } from '../../src/networking/http-fault';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRedirect } from '../../src/networking/http-redirect';
import { HttpRetry } from '../../src/networking/http-retry';
import { HttpRewrite } from '../../src/networking/http-rewrite';
import { HttpForwardOptions } from '../../src/networking/http-route-options';
import { HttpRoute } from '../../src/networking/http-route';
import { misuseOf } from '../support/misuse-of';

const context = { owner: new Chart(new App(), 'chart'), namespace: 'shop' };
const render = (route: HttpRoute) => JSON.parse(JSON.stringify(route._render(context)));
const cart = Destination.backend(Backend.named('cart'));
const blog = Destination.backend(Backend.named('blog', { namespace: 'web' }), { port: 80 });
const CART = { destination: { host: 'cart' } };
const BLOG = { destination: { host: 'blog.web.svc.cluster.local', port: { number: 80 } } };
const TO_CART = { route: [CART] };

test.each<[string, HttpRoute, object]>([
  ['to', HttpRoute.to(cart), TO_CART],
  [
    'to a subset',
    HttpRoute.to(Destination.subset({ name: 'v1', backend: Backend.named('cart') })),
    { route: [{ destination: { host: 'cart', subset: 'v1' } }] },
  ],
  [
    'split',
    HttpRoute.split([
      { destination: cart, weight: 0 },
      { destination: blog, weight: 7 },
    ]),
    {
      route: [
        { ...CART, weight: 0 },
        { ...BLOG, weight: 7 },
      ],
    },
  ],
  ['split to one', HttpRoute.split([{ destination: cart, weight: 30 }]), { route: [{ ...CART, weight: 30 }] }],
  ['split to one without weight', HttpRoute.split([{ destination: blog }]), { route: [BLOG] }],
  [
    'the same destination twice',
    HttpRoute.split([
      { destination: cart, weight: 1 },
      { destination: cart, weight: 2 },
    ]),
    {
      route: [
        { ...CART, weight: 1 },
        { ...CART, weight: 2 },
      ],
    },
  ],
  [
    'headers of a destination',
    HttpRoute.split([{ destination: cart, headers: { request: { set: {} } } }]),
    { route: [{ ...CART, headers: { request: { set: {} } } }] },
  ],
  ['redirect', HttpRoute.redirect(HttpRedirect.toHttps()), { redirect: { scheme: 'https' } }],
  ['directResponse', HttpRoute.directResponse(HttpDirectResponse.status(204)), { directResponse: { status: 204 } }],
  [
    'delegate',
    HttpRoute.delegate({ name: 'cart', namespace: 'carts' }),
    { delegate: { name: 'cart', namespace: 'carts' } },
  ],
  [
    'delegate in the same namespace',
    HttpRoute.delegate({ name: 'cart', namespace: 'shop' }),
    { delegate: { name: 'cart' } },
  ],
])('%s', (_, route, expected) => {
  expect(render(route)).toEqual(expected);
});

const SHARED: Array<[keyof HttpForwardOptions, HttpForwardOptions, object]> = [
  ['name', { name: 'first' }, { name: 'first' }],
  ['name', { name: '' }, { name: '' }],
  [
    'match',
    { match: [HttpMatch.pathPrefix('/a'), HttpMatch.header('x', StringMatch.exact('1'))] },
    { match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }, { headers: { x: { exact: '1' } } }] },
  ],
  ['match', { match: [] }, { match: [] }],
  ['headers', { headers: { response: { remove: ['x'] } } }, { headers: { response: { remove: ['x'] } } }],
  ['cors', { cors: { allowCredentials: false } }, { corsPolicy: { allowCredentials: false } }],
  ['overrides', { overrides: { newField: { a: 1 } } }, { newField: { a: 1 } }],
];

const FORWARDING: typeof SHARED = [
  ['rewrite', { rewrite: HttpRewrite.uri('/b') }, { rewrite: { uri: '/b' } }],
  ['timeout', { timeout: Duration.millis(1) }, { timeout: '1ms' }],
  ['retries', { retries: HttpRetry.disabled() }, { retries: { attempts: 0 } }],
  [
    'fault',
    { fault: HttpFault.delay(FaultDelay.fixed(Duration.hours(1), 1)) },
    { fault: { delay: { fixedDelay: '1h', percentage: { value: 1 } } } },
  ],
  [
    'mirrors',
    { mirrors: [{ destination: blog }, { destination: cart, percentage: 0 }] },
    { mirrors: [BLOG, { ...CART, percentage: { value: 0 } }] },
  ],
  ['mirrors', { mirrors: [] }, { mirrors: [] }],
  ['mirror', { mirror: { destination: cart } }, { mirror: CART.destination }],
  [
    'mirror',
    { mirror: { destination: cart, percentage: 0.5 }, mirrors: [] },
    { mirror: CART.destination, mirrorPercentage: { value: 0.5 }, mirrors: [] },
  ],
  [
    'mirrorPercent',
    { mirror: { destination: cart }, mirrorPercent: 0 },
    { mirror: CART.destination, mirrorPercent: 0 },
  ],
];

test.each([...SHARED, ...FORWARDING])('option %s of a route that forwards or delegates', (_, options, expected) => {
  expect(render(HttpRoute.to(cart, options))).toEqual({ ...TO_CART, ...expected });
  expect(render(HttpRoute.delegate({ name: 'a', namespace: 'shop' }, options))).toEqual({
    delegate: { name: 'a' },
    ...expected,
  });
});

test.each(SHARED)('option %s of a route that answers itself', (_, options, expected) => {
  const answer = HttpRoute.directResponse(HttpDirectResponse.status(200), options);
  expect(render(answer)).toEqual({ directResponse: { status: 200 }, ...expected });
  expect(render(HttpRoute.redirect(HttpRedirect.toHttps(), options))).toEqual({
    redirect: { scheme: 'https' },
    ...expected,
  });
});

test.each(FORWARDING)('a route that answers itself leaves %s out', (_, options) => {
  expect(render(HttpRoute.directResponse(HttpDirectResponse.status(200), options))).toEqual({
    directResponse: { status: 200 },
  });
  expect(render(HttpRoute.redirect(HttpRedirect.toHttps(), options))).toEqual({ redirect: { scheme: 'https' } });
});

test('pathPrefix goes with rewrites that keep the slash', () => {
  const match = [HttpMatch.pathPrefix('/a')];
  expect(() => HttpRoute.to(cart, { match, rewrite: HttpRewrite.uri('/b/') })).not.toThrow();
  expect(() => HttpRoute.to(cart, { match, rewrite: HttpRewrite.pathPrefix('/a', '/b') })).not.toThrow();
  expect(() =>
    HttpRoute.to(cart, { match: [HttpMatch.exactPath('/a')], rewrite: HttpRewrite.uri('/b') }),
  ).not.toThrow();
});

test('a delegate whose namespace is open can not be named from a namespace', () => {
  expect(misuseOf(() => HttpRoute.delegate({ name: 'cart' })._render(context))).toEqual({
    rule: "[chart] the namespace of VirtualService cart is left open, so it can't be named from namespace shop",
    received: '"VirtualService cart without a namespace"',
    fix: 'set `namespace` on the VirtualService or on its chart',
  });
});

test('what was passed can change later without effect', () => {
  const destination: { destination: Destination; weight: number; headers: { request: { remove: string[] } } } = {
    destination: cart,
    weight: 1,
    headers: { request: { remove: ['x'] } },
  };
  const destinations = [destination];
  const options = {
    match: [HttpMatch.exactPath('/a')],
    mirrors: [{ destination: cart, percentage: 1 }],
    overrides: { list: [1] },
  };
  const route = HttpRoute.split(destinations, options);
  const before = render(route);
  destination.weight = 2;
  destination.headers.request.remove.push('y');
  destinations.push(destination);
  options.match.pop();
  options.mirrors[0].percentage = 2;
  options.mirrors.pop();
  options.overrides.list.push(2);
  expect(render(route)).toEqual(before);
});

test('rendered objects are not shared', () => {
  const route = HttpRoute.to(cart, { headers: { request: { set: { a: '1' } } }, retries: HttpRetry.attempts(1) });
  Object.assign(route._render(context).headers!.request!.set!, { b: '2' });
  Object.assign(route._render(context).retries!, { attempts: 9 });
  expect(render(route)).toEqual({ ...TO_CART, headers: { request: { set: { a: '1' } } }, retries: { attempts: 1 } });
});
