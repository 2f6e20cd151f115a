import { Mesh, TrafficSuite } from '../../src';
import { SHOP, shopMesh } from './shop';

const suite = (text: string) => TrafficSuite.fromYaml({ file: 'shop.test.yaml', text });
const meshOf = (...documents: string[]) => Mesh.fromYaml([{ file: 'mesh.yaml', text: documents.join('---\n') }]);

describe('what becomes of requests', () => {
  const run = (text: string) => suite(text).run(shopMesh());

  test('each expectation holds, and fails with what came instead', () => {
    const cart = `request: { url: https://shop.example.com/cart/1?a=b, method: POST, headers: { cookie: a=b } }`;
    const right = `testCases:
  - ${cart}
    expect:
      connection: ok
      responseFlags: '-'
      routeName: cart
      virtualService: shop/shop
      host: web.shop.svc.cluster.local
      subset: v1
      shares: { v1: 100 }
      workload: shop/web-v1
      credential: istio-system/shop-credential
      upstreamPath: /v2/1?a=b
      upstreamAuthority: cart.internal
      upstreamHeaders: { X-Cart: 'yes', Cookie: }
      responseHeaders: { x-served-by: shop }
      timeout: 90s
      retries: 3
      mirror: { host: shadow.shop.svc.cluster.local, percent: 25 }
  - request: { url: [http://shop.example.com/old], method: [GET, HEAD] }
    expect: { status: 301, redirect: http://shop.example.com/new }
  - request: { url: https://shop.example.com/faulty }
    expect: { abort: { status: 503, percent: 20 }, delay: { duration: 1500ms, percent: 50 } }
`;
    expect(run(right).failed).toEqual([]);
    const wrong = `testCases:
  - ${cart}
    expect:
      connection: refused
      responseFlags: NR
      routeName: old
      virtualService: shop/web
      host: web
      subset: v2
      shares: { v1: 99, v2: 1 }
      workload: shop/web-v2
      credential: shop/shop-credential
      upstreamPath: /
      upstreamAuthority: shop.example.com
      upstreamHeaders: { X-Cart: , Cookie: a=b }
      responseHeaders: { x-served-by: web }
      timeout: 91s
      retries: 0
      mirror: { host: shadow.shop.svc.cluster.local }
      status: 200
      redirect: https://shop.example.com/new
      abort: { status: 503 }
      delay: { duration: 1s }
`;
    expect(run(wrong).results[0].failures).toEqual([
      'expected connection refused, got ok',
      'expected response flags NR, got -',
      'expected route old, got cart',
      'expected VirtualService shop/web, got shop/shop',
      'expected host web, got web.shop.svc.cluster.local',
      'expected 100% to subset v2, got 0%',
      'expected shares v1 99%, v2 1%, got v1 100%',
      'expected workload shop/web-v2, got shop/web-v1',
      'expected credential shop/shop-credential, got istio-system/shop-credential',
      'expected path /, got /v2/1?a=b',
      'expected authority shop.example.com, got cart.internal',
      'expected no request header X-Cart, got yes',
      'expected request header Cookie: a=b, got none',
      'expected response header x-served-by: web, got shop',
      'expected a timeout of 91s, got 1m30s',
      'expected 0 retries, got 3',
      'expected a mirror of 100% to shadow.shop.svc.cluster.local, got 25%',
      "expected status 200, got the upstream's",
      'expected a redirect to https://shop.example.com/new, got none',
      'expected an abort with 503 of 100%, got 0%',
      'expected a delay of 1s of 100%, got 0%',
    ]);
  });

  const sentFrom = (request: string, mesh: Mesh, from = '') =>
    suite(`testCases:\n  - { request: ${request}, ${from}expect: { connection: ok } }\n`)
      .run(mesh)
      .results.map((each) => `${each.request} from ${each.trace.request.from.namespace}`);

  test('where a request comes in is found by the routes of its host', () => {
    const authority = '{ authority: shop.example.com, uri: /split }';
    expect(sentFrom(authority, shopMesh())).toEqual(['GET https://shop.example.com/split from istio-system']);
    expect(sentFrom('{ authority: shop.example.com, uri: /, scheme: http }', shopMesh())).toEqual([
      'GET http://shop.example.com/ from istio-system',
    ]);
    expect(sentFrom('{ authority: shop.example.com, uri: /, port: 80 }', shopMesh())).toEqual([
      'GET http://shop.example.com/ from istio-system',
    ]);
    const redirecting = SHOP.replace(
      'hosts: [shop.example.com]\n    - port',
      'hosts: [shop.example.com]\n      tls: { httpsRedirect: true }\n    - port',
    ).replace(/protocol: HTTPS/, 'protocol: TCP');
    expect(sentFrom(authority, meshOf(redirecting))[0]).toContain('tls://');
    const edge = SHOP.replace('{ istio: ingressgateway }', '{ app: edge }');
    expect(sentFrom(authority, meshOf(edge))).toEqual(['GET https://shop.example.com/split from istio-system']);
    const withoutSecret = edge.replace(/credentialName: .*? /, 'credentialName: other ');
    expect(sentFrom(authority, meshOf(withoutSecret))).toEqual(['GET https://shop.example.com/split from shop']);
    const pods = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: edge }
spec: { selector: { matchLabels: { app: edge } }, template: { metadata: { labels: { app: edge } }, spec: { containers: [] } } }
`;
    expect(sentFrom(authority, meshOf(edge + pods))).toEqual(['GET https://shop.example.com/split from edge']);
  });

  test('routes of sidecars are asked by a pod, at the port of the service or of one that is taken to be there', () => {
    const routes = (host: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: books }
spec: { hosts: ['${host}'], http: [{ name: all, route: [{ destination: { host: other } }] }] }
`;
    const service = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: books }
spec: { ports: [{ name: http, port: 9080 }] }
`;
    const run = (authority: string, ...documents: string[]) =>
      suite(`testCases: [{ request: { authority: '${authority}', uri: / }, expect: { routeName: all } }]`).run(
        meshOf(...documents),
      ).results[0];
    expect(run('reviews', routes('reviews'), service)).toMatchObject({
      request: 'GET http://reviews:9080/',
      failures: [],
      assumptions: [],
    });
    expect(run('reviews', routes('reviews'))).toMatchObject({
      request: 'GET http://reviews/',
      failures: [],
      assumptions: ['Service books/reviews is not among the manifests and is taken to be there'],
    });
    expect(run('a.example.org:8080', routes('*.example.org'))).toMatchObject({
      request: 'GET http://a.example.org:8080/',
      failures: [],
      assumptions: ['ServiceEntry istio-system/a.example.org is not among the manifests and is taken to be there'],
    });
    expect(run('nobody.example.com', routes('reviews'))).toMatchObject({
      request: 'GET http://nobody.example.com/',
      failures: ['expected route all, got no route'],
    });
  });

  test('pods call services by any of their names, and hosts that a wildcard covers', () => {
    const wildcard = `---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partner, namespace: shop }
spec: { hosts: ['*.partner.example'], ports: [{ name: http, number: 8080, protocol: HTTP }], resolution: NONE }
`;
    const run = (authority: string) =>
      suite(
        `testCases: [{ from: books, request: { authority: '${authority}', uri: / }, expect: { responseFlags: '-' } }]`,
      ).run(meshOf(SHOP, wildcard)).results[0];
    for (const host of ['web.shop', 'web.shop.svc', 'web.shop.svc.cluster.local', 'web.shop.svc.cluster.local.']) {
      const { trace, assumptions } = run(host);
      expect(assumptions).toEqual([]);
      expect(trace.destinations.map((each) => each.host)).toEqual(['web.shop.svc.cluster.local']);
    }
    expect(run('api.partner.example')).toMatchObject({
      request: 'GET http://api.partner.example:8080/',
      failures: [],
      assumptions: [],
    });
    expect(run('web').assumptions).toEqual(['Service books/web is not among the manifests and is taken to be there']);
    expect(run('cart.shop.svc').assumptions).toEqual([
      'Service shop/cart is not among the manifests and is taken to be there',
    ]);
  });

  test('a case says who sends it', () => {
    expect(sentFrom('{ url: http://web/ }', shopMesh(), 'from: shop/app=front, serviceAccount: front, ')).toEqual([
      'GET http://web/ from shop',
    ]);
    expect(sentFrom('{ authority: web, uri: / }', shopMesh(), 'from: shop, ')).toEqual(['GET http://web/ from shop']);
    expect(sentFrom('{ authority: shop.example.com, uri: / }', shopMesh(), 'from: gateway, ')).toEqual([
      'GET https://shop.example.com/ from istio-system',
    ]);
    const { results } = suite(
      `testCases: [{ request: { url: grpc://web/a.B/C }, from: shop/app=front, serviceAccount: front, expect: { connection: ok } }]`,
    ).run(shopMesh());
    expect(results[0].trace.request).toMatchObject({
      method: 'POST',
      httpVersion: 'HTTP/2',
      from: { isOutside: false, labels: { app: 'front' }, serviceAccount: 'front' },
    });
  });
});
