import { Duration } from 'cdk8s';
import { ConnectionResult, Request, TrafficResult, TrafficTest } from '../../src';
import { shopMesh } from './shop';

const traffic = TrafficTest.ofMesh(shopMesh());
const WEB = 'web.shop.svc.cluster.local';
const url = (path: string) => `https://shop.example.com${path}`;
const cart = () => traffic.send(Request.post(url('/cart/1?a=b'), { headers: { Cookie: 'a=b' } }));
const split = () => traffic.send(Request.get(url('/split')));
const faulty = () => traffic.send(Request.get(url('/faulty')));
const old = () => traffic.send(Request.get('http://shop.example.com/old'));
const closed = () => traffic.send(Request.get('https://shop.example.com:9443/'));
const stranger = () => traffic.send(Request.get('https://other.example.com/'));
const lost = () => traffic.send(Request.get('http://shop.example.com/nowhere'));
const maintenance = () => traffic.send(Request.get(url('/maintenance')));

type Expectation = (result: TrafficResult) => TrafficResult;

test.each<[string, () => TrafficResult, Expectation, Expectation, string]>([
  ['a subset', cart, (it) => it.expectSubset('v1'), (it) => it.expectSubset('v2'), '100% to subset v2, got 0%'],
  [
    'the share of a subset',
    split,
    (it) => it.expectShareOf('v2', 10),
    (it) => it.expectShareOf('v2', 20),
    '20% to subset v2, got 10%',
  ],
  [
    'all shares',
    split,
    (it) => it.expectShares({ v1: 90, v2: 10, v3: 0 }),
    (it) => it.expectShares({ v1: 90 }),
    'shares v1 90%, got v1 90%, v2 10%',
  ],
  ['a host', cart, (it) => it.expectHost(WEB), (it) => it.expectHost('web'), `host web, got ${WEB}`],
  [
    'a host where nothing is sent',
    lost,
    (it) => it.expectStatus(404),
    (it) => it.expectHost(WEB),
    `host ${WEB}, got none`,
  ],
  [
    'a workload',
    cart,
    (it) => it.expectWorkload('shop/web-v1'),
    (it) => it.expectWorkload('shop/web-v2'),
    'workload shop/web-v2, got shop/web-v1',
  ],
  ['a status', old, (it) => it.expectStatus(301), (it) => it.expectStatus(200), 'status 200, got 301'],
  [
    "the upstream's status",
    cart,
    (it) => it.expectResponseFlags('-'),
    (it) => it.expectStatus(200),
    "status 200, got the upstream's",
  ],
  [
    'response flags',
    lost,
    (it) => it.expectStatus(404).expectResponseFlags('NR'),
    (it) => it.expectResponseFlags('-'),
    'response flags -, got NR',
  ],
  [
    'a refused connection',
    closed,
    (it) => it.expectConnection(ConnectionResult.REFUSED),
    (it) => it.expectConnection(ConnectionResult.OK),
    'connection ok, got refused',
  ],
  [
    'a handshake that fails',
    stranger,
    (it) => it.expectConnection(ConnectionResult.TLS_ERROR),
    (it) => it.expectCredential('istio-system/shop-credential'),
    'credential istio-system/shop-credential, got none',
  ],
  [
    'a credential',
    cart,
    (it) => it.expectCredential('istio-system/shop-credential'),
    (it) => it.expectCredential('shop/shop-credential'),
    'credential shop/shop-credential, got istio-system/shop-credential',
  ],
  ['a route', cart, (it) => it.expectRouteName('cart'), (it) => it.expectRouteName('old'), 'route old, got cart'],
  [
    'a route that has no name',
    split,
    (it) => it.expectVirtualService('shop/shop'),
    (it) => it.expectRouteName('split'),
    'route split, got shop spec.http[2].match[0]',
  ],
  [
    'no route',
    lost,
    (it) => it.expectResponseFlags('NR'),
    (it) => it.expectRouteName('old'),
    'route old, got no route',
  ],
  [
    'a VirtualService',
    old,
    (it) => it.expectVirtualService('shop/shop'),
    (it) => it.expectVirtualService('shop/web'),
    'VirtualService shop/web, got shop/shop',
  ],
  [
    'a redirect',
    old,
    (it) => it.expectRedirect('http://shop.example.com/new'),
    (it) => it.expectRedirect('/new'),
    'a redirect to /new, got http://shop.example.com/new',
  ],
  [
    'a path',
    cart,
    (it) => it.expectUpstreamPath('/v2/1?a=b'),
    (it) => it.expectUpstreamPath('/cart/1'),
    'path /cart/1, got /v2/1?a=b',
  ],
  [
    'an authority',
    cart,
    (it) => it.expectUpstreamAuthority('cart.internal'),
    (it) => it.expectUpstreamAuthority('shop.example.com'),
    'authority shop.example.com, got cart.internal',
  ],
  [
    'a header',
    cart,
    (it) => it.expectUpstreamHeader('X-Cart', 'yes'),
    (it) => it.expectUpstreamHeader('X-Cart', 'no'),
    'request header X-Cart: no, got yes',
  ],
  [
    'no header',
    cart,
    (it) => it.expectNoUpstreamHeader('Cookie'),
    (it) => it.expectNoUpstreamHeader('x-cart'),
    'no request header x-cart, got yes',
  ],
  [
    'no header where there is no request',
    old,
    (it) => it.expectStatus(301),
    (it) => it.expectNoUpstreamHeader('cookie'),
    'no request header cookie, got no request',
  ],
  [
    'a header of the response',
    cart,
    (it) => it.expectResponseHeader('X-Served-By', 'shop'),
    (it) => it.expectResponseHeader('x-other', 'shop'),
    'response header x-other: shop, got none',
  ],
  [
    'an abort',
    faulty,
    (it) => it.expectAbort(503, 20),
    (it) => it.expectAbort(500, 20),
    'an abort with 500 of 20%, got 0%',
  ],
  [
    'an answer that only looks like an abort',
    maintenance,
    (it) => it.expectStatus(503),
    (it) => it.expectAbort(503, 100),
    'an abort with 503 of 100%, got 0%',
  ],
  [
    'a delay',
    faulty,
    (it) => it.expectDelay(Duration.millis(1500), 50),
    (it) => it.expectDelay(Duration.seconds(2), 50),
    'a delay of 2s of 50%, got 0%',
  ],
  [
    'a timeout',
    cart,
    (it) => it.expectTimeout(Duration.seconds(90)),
    (it) => it.expectTimeout(Duration.seconds(91)),
    'a timeout of 91s, got 1m30s',
  ],
  [
    'no timeout',
    split,
    (it) => it.expectTimeout(Duration.seconds(0)),
    (it) => it.expectTimeout(Duration.seconds(1)),
    'a timeout of 1s, got none',
  ],
  [
    'no route to have one',
    lost,
    (it) => it,
    (it) => it.expectTimeout(Duration.seconds(0)),
    'a timeout of 0s, got none',
  ],
  ['retries', cart, (it) => it.expectRetries(3), (it) => it.expectRetries(2), '2 retries, got 3'],
  ['retries that no route tells', split, (it) => it, (it) => it.expectRetries(2), '2 retries, got nothing said'],
  [
    'a mirror',
    cart,
    (it) => it.expectMirror('shadow.shop.svc.cluster.local', 25),
    (it) => it.expectMirror(WEB, 25),
    `a mirror of 25% to ${WEB}, got 0%`,
  ],
])('%s', (_, send, holds, fails, message) => {
  expect(() => holds(send())).not.toThrow();
  const result = send();
  expect(() => fails(result)).toThrow(new Error(`Expected ${message}\n${result.trace.toText()}`));
});
