import { App, Chart } from 'cdk8s';
import {
  Backend,
  Client,
  ConnectionResult,
  Credential,
  HttpVersion,
  Mesh,
  PolicyVerdict,
  Request,
  SecureIngress,
  Simulator,
  Trace,
} from '../../src';
import { SHOP, shopMesh } from './shop';

const simulator = new Simulator(shopMesh());
const send = (url: string): Trace => simulator.send(Request.post(url, { headers: { Cookie: 'a=b' } }));
const route = (index: number, match?: number) => ({
  place: {
    kind: 'VirtualService',
    group: 'networking.istio.io',
    namespace: 'shop',
    name: 'shop',
    field: `spec.http[${index}]${match === undefined ? '' : `.match[${match}]`}`,
    file: 'shop.yaml',
    line: expect.any(Number) as number,
  },
});

test('the way of a request, step by step', () => {
  const trace = send('https://shop.example.com/cart/1');
  expect(trace.gateways).toMatchObject([{ kind: 'Gateway', namespace: 'shop', name: 'shop' }]);
  expect(trace.listenerPort).toBe(443);
  expect(trace.server).toMatchObject({ kind: 'Gateway', name: 'shop', field: 'spec.servers[1]', file: 'shop.yaml' });
  expect(trace.credential).toBe('istio-system/shop-credential');
  expect(trace.virtualHost).toBe('shop.example.com:443');
  expect(trace.failedRoutes).toEqual([
    { ...route(0, 0), routeName: 'old', condition: 'uri', expected: 'exact "/old"', received: '/cart/1' },
  ]);
  expect(trace.unreachableRoutes).toEqual([{ ...route(5, 0), reason: 'port has to be 8443, is 443' }]);
  expect(trace.route).toEqual({ ...route(1, 0), routeName: 'cart' });
  expect(trace.destinations).toEqual([
    {
      share: 100,
      cluster: 'outbound|80|v1|web.shop.svc.cluster.local',
      host: 'web.shop.svc.cluster.local',
      port: 80,
      subset: 'v1',
      destinationRules: [expect.objectContaining({ kind: 'DestinationRule', name: 'web' })],
    },
  ]);
  expect(trace.mirrors).toMatchObject([{ share: 25, host: 'shadow.shop.svc.cluster.local' }]);
  expect(trace.timeout).toBe('1m30s');
  expect(trace.retries).toEqual({ attempts: 3, perTryTimeout: '2s', retryOn: '5xx' });
  expect(trace.policies).toEqual([]);
  expect(trace.outcomes).toEqual([
    {
      share: 100,
      connection: ConnectionResult.OK,
      responseFlags: '-',
      reason: expect.any(String) as string,
      cluster: 'outbound|80|v1|web.shop.svc.cluster.local',
      workload: 'shop/web-v1',
      transport: 'plain text',
      upstream: {
        authority: 'cart.internal',
        path: '/v2/1',
        headers: expect.objectContaining({ 'x-cart': 'yes' }) as object,
        protocol: 'HTTP/1.1',
      },
      responseHeaders: { 'x-served-by': 'shop' },
      delay: 0,
      isPassedThrough: false,
      accessLog: {
        authority: 'cart.internal',
        requestedServerName: 'shop.example.com',
        protocol: 'HTTP/1.1',
        responseCodeDetails: 'via_upstream',
        responseFlags: '-',
        upstreamCluster: 'outbound|80|v1|web.shop.svc.cluster.local',
        routeName: 'cart',
      },
    },
  ]);
});

test('the traffic policy that counts is told', () => {
  const policy = (text: string) =>
    SHOP.replace(
      '  subsets:\n',
      `  trafficPolicy: { loadBalancer: { simple: RANDOM }, tls: { mode: DISABLE } }\n  subsets:\n`,
    ).replace('labels: { version: v2 } }', `labels: { version: v2 }, trafficPolicy: ${text} }`);
  const mesh = Mesh.fromYaml([{ file: 'shop.yaml', text: policy('{ loadBalancer: { simple: ROUND_ROBIN } }') }]);
  const { destinations } = new Simulator(mesh).send(Request.get('https://shop.example.com/split'));
  expect(destinations.map(({ subset, trafficPolicy }) => [subset, trafficPolicy])).toEqual([
    ['v1', { loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'DISABLE' } }],
    ['v2', { loadBalancer: { simple: 'ROUND_ROBIN' }, tls: { mode: 'DISABLE' } }],
  ]);
  expect(send('https://shop.example.com/split').destinations[0]).not.toHaveProperty('trafficPolicy');
});

test('shares are in percent, and add up', () => {
  const trace = send('https://shop.example.com/faulty');
  const shares = trace.outcomes.map(({ share, status, delay }) => [share, status, delay]);
  expect(shares).toContainEqual([10, 503, 1.5]);
  expect(shares.reduce((sum, [share]) => sum + (share ?? 0), 0)).toBeCloseTo(100, 6);
});

test('servers that the pods do not open are told with the reason', () => {
  const second = SHOP.replace(/[\s\S]*(?=kind: Gateway)/, 'apiVersion: networking.istio.io/v1\n')
    .replace(/---[\s\S]*/, '')
    .replace('name: shop, namespace: shop', 'name: web, namespace: shop')
    .replaceAll('protocol: HTTP }', 'protocol: TCP }');
  const mesh = Mesh.fromYaml([{ file: 'shop.yaml', text: `${SHOP}---\n${second}` }]);
  const { rejectedServers } = new Simulator(mesh).send(Request.get('http://shop.example.com/'));
  expect(rejectedServers).toHaveLength(2);
  expect(rejectedServers[0]).toMatchObject({ place: { kind: 'Gateway', name: 'web', field: 'spec.servers[0]' } });
  expect(rejectedServers[0].reason).not.toBe('');
});

test('policies that were asked, and their rules', () => {
  const policy = `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-posts, namespace: istio-system }
spec:
  action: DENY
  rules: [{ to: [{ operation: { methods: [GET] } }] }, { to: [{ operation: { methods: [POST] } }] }]
`;
  const mesh = Mesh.fromYaml([{ file: 'shop.yaml', text: SHOP + policy }]);
  const trace = new Simulator(mesh).send(Request.post('https://shop.example.com/split'));
  expect(trace.policies).toMatchObject([
    { place: { name: 'no-posts', field: 'spec.rules[1]' }, verdict: PolicyVerdict.DENIED },
  ]);
  expect(trace.outcomes).toMatchObject([{ status: 403, share: 100 }]);
});

test('the request of a pod has no gateway, and may leave the mesh', () => {
  const from = Client.pod('shop', { app: 'front' }, 'front');
  const trace = simulator.send(Request.get('http://elsewhere.example.com/', { from }));
  expect([trace.gateways, trace.server, trace.credential, trace.route]).toEqual([[], undefined, undefined, undefined]);
  expect(trace.outcomes).toMatchObject([{ isPassedThrough: true }]);
  expect(trace.request.from).toBe(from);
});

test('places of an app are constructs', () => {
  const app = new App();
  new SecureIngress(new Chart(app, 'shop', { namespace: 'shop' }), 'ingress', {
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop-credential'),
    backend: Backend.named('web', { port: 80 }),
  });
  const trace = Simulator.of(app).send(Request.get('https://shop.example.com/'));
  expect(trace.route?.place).toMatchObject({ constructPath: 'shop/ingress/VirtualService', field: 'spec.http[0]' });
  expect(trace.toText()).toContain('at shop/ingress/VirtualService');
});

test.each([
  [undefined, 'outbound|80||web.shop.svc.cluster.local'],
  [8080, 'outbound|8080||web.shop.svc.cluster.local'],
])('a Service that is only named has port %s', (port, cluster) => {
  const app = new App();
  new SecureIngress(new Chart(app, 'shop', { namespace: 'shop' }), 'ingress', {
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop-credential'),
    backend: Backend.named('web', { port }),
  });
  const { outcomes } = Simulator.of(app).send(Request.get('https://shop.example.com/'));
  expect(outcomes).toMatchObject([{ cluster, reason: 'web.shop.svc.cluster.local answers', responseFlags: '-' }]);
});

test('backends get HTTP/1.1 unless their port says otherwise, whatever the client speaks', () => {
  const { outcomes } = simulator.send(
    Request.of('https://shop.example.com/split', { httpVersion: HttpVersion.HTTP_2 }),
  );
  expect(outcomes[0].upstream?.protocol).toBe('HTTP/1.1');
});

test('requests say what they are', () => {
  const request = Request.grpc('https://Shop.example.com:8443/a.B/C', { headers: { Host: 'other', 'X-A': '1' } });
  expect(request).toMatchObject({
    scheme: 'https',
    host: 'Shop.example.com',
    port: 8443,
    authority: 'other',
    target: '/a.B/C',
    method: 'POST',
    httpVersion: HttpVersion.HTTP_2,
    sni: 'shop.example.com',
    headers: { 'content-type': 'application/grpc', te: 'trailers', 'x-a': '1' },
  });
  expect([request.isTls, request.isHttp, request.isGrpc]).toEqual([true, true, true]);
  const tcp = Request.of('tls://shop.example.com', { sni: '' });
  expect([tcp.isTls, tcp.isHttp, tcp.isGrpc, tcp.sni]).toEqual([true, false, false, undefined]);
  expect(() => Request.of('ftp://shop.example.com')).toThrow(
    '[Request] a request needs a URL with one of the schemes http, https, grpc, tcp, tls\n' +
      '  received: "ftp://shop.example.com"\n' +
      "  fix: give one such as 'https://shop.example.com/cart'",
  );
});

it.each<[string, Client | undefined, string]>([
  ['outside', undefined, 'outside'],
  ["outside by Istio's own gateway", Client.outside(), 'outside'],
  ['outside by another one', Client.outside({ istio: 'edge' }, 'edge'), 'outside by the pods of edge with istio=edge'],
  ['any pod', Client.pod('shop'), 'a pod of shop'],
  ['some pods', Client.pod('shop', { version: 'v1', app: 'web' }), 'a pod of shop with app=web,version=v1'],
])('its first line tells who sends the request: %s', (_, from, expected) => {
  const request = Request.get('http://web/', from === undefined ? {} : { from });
  const [line] = new Simulator(Mesh.fromYaml([])).send(request).toText().split('\n');
  expect(line).toBe(`GET http://web:80/ from ${expected}`);
});
