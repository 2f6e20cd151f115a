import { Mesh, RouteCoverage, TrafficFormat, TrafficReport, TrafficSuite, TrafficWriter } from '../../src';
import { SHOP, shopMesh } from './shop';

const mesh = shopMesh();
const coverage = new RouteCoverage(mesh);
const run = (file: string, text: string) => TrafficSuite.fromYaml({ file, text }).run(mesh, coverage);
const report = TrafficReport.merged([
  run(
    'old.yaml',
    `testCases:
  - description: old pages & new ones
    request: { url: [http://shop.example.com/old] }
    expect: { status: 301 }
  - description: <carts>
    request: { url: [https://shop.example.com/cart/1, https://shop.example.com/cart/2], method: POST, headers: { a: "b\\e[2J" } }
    expect: { subset: v2 }
`,
  ),
  run('lost.yaml', 'testCases: [{ request: { url: http://shop.example.com/lost }, expect: { status: 404 } }]\n'),
]);

test('text tells each case, and what came instead', () => {
  expect(TrafficWriter.write(report, { routes: coverage.routes })).toBe(`old.yaml
  ok    old pages & new ones (1 request)
  FAIL  <carts> (line 5; 2 requests)
        POST https://shop.example.com/cart/1
          a: b\ufffd[2J
          expected 100% to subset v2, got 0%
            listener     port 443
            server       Gateway shop/shop servers[1] for shop.example.com at shop.yaml:33
            credential   istio-system/shop-credential
            virtual host shop.example.com:443
            not          VirtualService shop/shop http[0] (old): uri has to be exact "/old", is /cart/1
            route        VirtualService shop/shop http[1] (cart) at shop.yaml:45
            destination  100% outbound|80|v1|web.shop.svc.cluster.local
            outcome      100%: shop/web-v1 answers
        POST https://shop.example.com/cart/2
          a: b\ufffd[2J
          expected 100% to subset v2, got 0%
            listener     port 443
            server       Gateway shop/shop servers[1] for shop.example.com at shop.yaml:33
            credential   istio-system/shop-credential
            virtual host shop.example.com:443
            not          VirtualService shop/shop http[0] (old): uri has to be exact "/old", is /cart/2
            route        VirtualService shop/shop http[1] (cart) at shop.yaml:45
            destination  100% outbound|80|v1|web.shop.svc.cluster.local
            outcome      100%: shop/web-v1 answers

lost.yaml
  ok    test case 1 (1 request)

coverage: 2 of 6 routes; no request took
  VirtualService shop/shop spec.http[2] shop.yaml:66
  VirtualService shop/shop spec.http[3] shop.yaml:70 (faulty)
  VirtualService shop/shop spec.http[4] shop.yaml:76
  VirtualService shop/shop spec.http[5] shop.yaml:78
3 test cases: 2 passed, 1 failed; 4 requests: 2 passed, 2 failed
`);
});

test('what is not known of requests that pass is told once', () => {
  const policy = `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: nobody, namespace: shop }
spec: {}
`;
  const tests = TrafficSuite.fromYaml({
    file: 'web.yaml',
    text: 'testCases: [{ from: shop, request: { url: [http://web/a, http://web/b] }, expect: { workload: shop/web-v1 } }]',
  });
  expect(TrafficWriter.write(tests.run(Mesh.fromYaml([{ file: 'mesh.yaml', text: SHOP + policy }])))).toBe(`web.yaml
  ok    test case 1 (2 requests)

note: Policies of shop/web-v1 are not asked: whether it has a sidecar is not known, as Namespace shop is not among the manifests
1 test case: 1 passed, 0 failed; 2 requests: 2 passed, 0 failed
`);
});

test('colours are for terminals, and coverage for who asks', () => {
  const coloured = TrafficWriter.write(report, { colour: true });
  expect(coloured).toContain('\u001b[31mFAIL\u001b[0m');
  expect(coloured).not.toContain('coverage');
});

test('JSON has all of it', () => {
  const json = JSON.parse(
    TrafficWriter.write(report, { format: TrafficFormat.JSON, routes: coverage.routes }),
  ) as object;
  expect(json).toMatchObject({
    version: 1,
    summary: { cases: 3, requests: 4, passed: 2, failed: 2 },
    cases: [
      { file: 'old.yaml', line: 2, description: 'old pages & new ones', passed: true },
      {
        file: 'old.yaml',
        passed: false,
        requests: [
          {
            request: { method: 'POST', target: '/cart/1' },
            failures: ['expected 100% to subset v2, got 0%'],
            assumptions: [],
          },
          { request: { target: '/cart/2' } },
        ],
      },
      { file: 'lost.yaml', description: 'test case 1', passed: true },
    ],
    routes: coverage.routes,
  });
  expect(JSON.parse(TrafficWriter.write(report, { format: TrafficFormat.JSON }))).not.toHaveProperty('routes');
});

test("JUnit's form has a suite for each file", () => {
  const xml = TrafficWriter.write(report, { format: TrafficFormat.JUNIT });
  expect(
    xml.split('\n').map((line) => line.replace(/(<failure message="[^"]*">).*<\/failure>/, '$1...</failure>')),
  ).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="cdk8s-istio" tests="3" failures="1" errors="0" skipped="0">',
    '  <testsuite name="old.yaml" tests="2" failures="1" errors="0" skipped="0">',
    '    <testcase classname="old.yaml" name="old pages &amp; new ones" file="old.yaml" line="2"/>',
    '    <testcase classname="old.yaml" name="&lt;carts&gt;" file="old.yaml" line="5">',
    '      <failure message="expected 100% to subset v2, got 0%">...</failure>',
    '    </testcase>',
    '  </testsuite>',
    '  <testsuite name="lost.yaml" tests="1" failures="0" errors="0" skipped="0">',
    '    <testcase classname="lost.yaml" name="test case 1" file="lost.yaml" line="1"/>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});
