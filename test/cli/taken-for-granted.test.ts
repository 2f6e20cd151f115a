import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { CompletedMesh, withWhatIsElsewhere } from '../../src/cli/taken-for-granted';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { Mesh } from '../../src/mesh/mesh';
import { Request } from '../../src/simulation/request';
import { Simulator } from '../../src/traffic/simulator';

const ROUTES = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop-tls }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [shop.example.com], gateways: [shop], http: [{ route: [{ destination: { host: web } }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
`;
const pods = (name: string, namespace: string, label: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${label} } }
  template: { metadata: { labels: { ${label} } }, spec: { containers: [] } }
`;
const secret = (name: string, namespace: string): string => `---
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
data: { tls.crt: eA==, tls.key: eA== }
`;
const WEB = pods('web', 'shop', 'app: web');
const EDGE = pods('edge', 'edge', 'istio: ingressgateway');

const meshOf = (text: string): Mesh => Mesh.fromYaml([{ file: 'mesh.yaml', text }]);

/** What becomes of a request over TLS, and what was taken for granted. */
function outcomesOf(...texts: string[]): { reasons: string[]; assumed: readonly string[] }[] {
  return withWhatIsElsewhere(texts.map(meshOf)).map(({ mesh, assumed }) => ({
    reasons: new Simulator(mesh).send(Request.get('https://shop.example.com/')).outcomes.map(({ reason }) => reason),
    assumed,
  }));
}

const NO_SECRET = 'there is no Secret istio-system/shop-tls for the server';
const ANSWERS = 'shop/web answers';

test.each([
  [
    'routes alone',
    ROUTES,
    ['pods of the services', 'Secret istio-system/shop-tls'],
    'web.shop.svc.cluster.local answers',
  ],
  ['routes with workloads', ROUTES + WEB, ['Secret istio-system/shop-tls'], ANSWERS],
  ['a Secret of another namespace', ROUTES + WEB + secret('other', 'shop'), ['Secret istio-system/shop-tls'], ANSWERS],
  [
    'the Secret beside the application',
    ROUTES + WEB + secret('shop-tls', 'shop'),
    [],
    `${NO_SECRET}; Secret shop/shop-tls lies where the gateway does not look`,
  ],
  ['another Secret beside it', ROUTES + WEB + secret('other', 'istio-system'), [], NO_SECRET],
  ['the Secret', ROUTES + WEB + secret('shop-tls', 'istio-system'), [], ANSWERS],
])('%s', (_, text, assumed, reason) => {
  expect(outcomesOf(text)).toEqual([{ reasons: [reason], assumed }]);
});

test('what one of two meshes has, the other does not take for granted', () => {
  const whole = ROUTES + WEB + secret('shop-tls', 'istio-system');
  expect(outcomesOf(whole, ROUTES + WEB)).toEqual([
    { reasons: [ANSWERS], assumed: [] },
    { reasons: [NO_SECRET], assumed: [] },
  ]);
  const withoutPods = ROUTES + secret('shop-tls', 'istio-system');
  expect(outcomesOf(whole, withoutPods)[1]).toEqual({
    reasons: [expect.stringContaining('has no endpoints')],
    assumed: [],
  });
});

test('the Secret has to be where the pods of the gateway are', () => {
  const assumed = (text: string, namespace?: string): string[] => {
    const [{ mesh }] = withWhatIsElsewhere([meshOf(text)], { gatewayNamespace: namespace });
    return mesh.objectsWithAssumed.filter(({ isAssumed }) => isAssumed).map(({ title }) => title);
  };
  expect(assumed(ROUTES + WEB)).toEqual(['Secret istio-system/shop-tls']);
  expect(assumed(ROUTES + WEB, 'gateways')).toEqual(['Secret gateways/shop-tls']);
  expect(assumed(ROUTES + WEB + EDGE, 'gateways')).toEqual(['Secret edge/shop-tls']);
});

describe('a Secret that lies elsewhere', () => {
  const completed = (text: string, namespace?: string): CompletedMesh =>
    withWhatIsElsewhere([meshOf(text)], { withGatewayPods: true, gatewayNamespace: namespace })[0];
  const messages = ({ mesh }: CompletedMesh): string[] =>
    IstioAnalysis.run(mesh)
      .findings.filter(({ message }) => !message.includes("can't be read"))
      .map(({ code }) => code);
  const beside = ROUTES + WEB + secret('shop-tls', 'shop');

  test('is not taken to be in its place as well, which is told', () => {
    const { assumed, misplaced } = completed(beside);
    expect(assumed).toEqual(['pods with istio=ingressgateway in istio-system']);
    expect(misplaced).toEqual(['Secret istio-system/shop-tls, as there is Secret shop/shop-tls']);
    expect(messages(completed(beside))).toEqual(['CDI0040']);
  });

  test('is an error where somebody says where the pods are, and none where they are beside it', () => {
    expect(completed(beside, 'edge').misplaced).toEqual(['Secret edge/shop-tls, as there is Secret shop/shop-tls']);
    expect(messages(completed(beside, 'edge'))).toEqual(['CDI0010', 'IST0101']);
    expect(messages(completed(beside, 'shop'))).toEqual([]);
    expect(messages(completed(beside + EDGE))).toEqual(expect.arrayContaining(['CDI0010', 'IST0101']));
  });

  test('tells where the pods are, where no application runs', () => {
    const { assumed, misplaced, mesh } = completed(ROUTES + WEB + secret('shop-tls', 'gateways'));
    expect(assumed).toEqual(['pods with istio=ingressgateway in gateways']);
    expect(misplaced).toEqual([]);
    expect(messages({ assumed, misplaced, mesh })).toEqual([]);
  });

  test('is another one, where something uses it there', () => {
    const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { ingressClassName: nginx, tls: [{ secretName: shop-tls }], defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
    const used = completed(beside + ingress);
    expect(used.assumed).toContain('Secret istio-system/shop-tls');
    expect(messages(used)).toEqual([]);
  });

  test('is missed in both of two meshes, whichever has it', () => {
    const [before, after] = withWhatIsElsewhere([meshOf(ROUTES + WEB), meshOf(beside)]);
    expect([before, after].map(({ assumed }) => assumed)).toEqual([[], []]);
    expect(MeshDiff.between(before.mesh, after.mesh).isEmpty).toBe(true);
    const moved = withWhatIsElsewhere([beside, ROUTES + WEB + secret('shop-tls', 'istio-system')].map(meshOf));
    const [change] = MeshDiff.between(moved[0].mesh, moved[1].mesh).changes;
    expect(change.before.outcomes[0].reason).toContain('Secret shop/shop-tls lies where the gateway does not look');
  });
});

test('Services are taken to be there where their namespace has none', () => {
  const [gateway = '', routes = ''] = ROUTES.split('---\n');
  const elsewhere = `${gateway}---\n${routes}`;
  const assumed = ['Service shop/web', 'Secret istio-system/shop-tls'];
  expect(outcomesOf(elsewhere)).toEqual([{ reasons: ['web.shop.svc.cluster.local answers'], assumed }]);
  const outside = elsewhere.replace('host: web', 'host: api.example.com');
  expect(outcomesOf(outside)).toEqual([
    { reasons: [expect.stringContaining('knows no service api.example.com')], assumed: assumed.slice(1) },
  ]);
  const other = `---\napiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n`;
  expect(outcomesOf(elsewhere + other, elsewhere)).toEqual([
    { reasons: [expect.stringContaining('knows no service web.shop')], assumed: ['pods of the services', assumed[1]] },
    { reasons: [expect.stringContaining('knows no service web.shop')], assumed: assumed.slice(1) },
  ]);
});

describe('for the analysis', () => {
  const findings = (mesh: Mesh): string[] => IstioAnalysis.run(mesh).findings.map(({ message }) => message);
  const completed = (text: string): CompletedMesh => withWhatIsElsewhere([meshOf(text)], { withGatewayPods: true })[0];

  test('gateways are no finding, nor are their Secrets', () => {
    expect(findings(meshOf(ROUTES + WEB))).toEqual([
      'Gateway shop/shop selects istio=ingressgateway, which no pod carries',
    ]);
    const { mesh, assumed } = completed(ROUTES + WEB);
    expect(findings(mesh)).toEqual([]);
    expect(assumed).toEqual(['pods with istio=ingressgateway in istio-system', 'Secret istio-system/shop-tls']);
  });

  test('names that no Service can have are slips', () => {
    for (const name of ['Web', 'web_2']) {
      const [, routes = ''] = ROUTES.split('---\n');
      const { mesh, assumed } = completed(routes.replace('host: web', `host: ${name}`));
      expect(assumed).not.toContain(`Service shop/${name}`);
      expect(findings(mesh)).toContainEqual(expect.stringContaining(`routes to ${name}, which is no Service`));
    }
  });

  test('they hide no other finding', () => {
    expect(findings(completed(ROUTES.replace('host: web', 'host: wbe') + WEB).mesh)).toContainEqual(
      expect.stringContaining('routes to wbe, which is no Service'),
    );
    expect(findings(completed(ROUTES + WEB + secret('other', 'istio-system')).mesh)).toContainEqual(
      expect.stringContaining("its certificate from Secret 'shop-tls'"),
    );
  });

  test('Gateways of other repositories are none, but those of namespaces that have some are', () => {
    const [, routes = '', service = ''] = ROUTES.split('---\n');
    const alone = `${routes}---\n${service}${WEB}`;
    expect(findings(meshOf(alone)).sort()).toEqual([
      'VirtualService shop/shop is attached to gateway shop, which serves none of its hosts shop.example.com, nor any other for this namespace',
      'VirtualService shop/shop refers to gateway shop, but there is no Gateway shop/shop',
    ]);
    const { mesh, assumed } = completed(alone);
    expect(findings(mesh)).toEqual([]);
    expect(assumed).toEqual(['Gateway shop/shop']);
    expect(findings(completed(ROUTES.replace('gateways: [shop]', 'gateways: [shpo]') + WEB).mesh)).toContainEqual(
      'VirtualService shop/shop refers to gateway shpo, but there is no Gateway shop/shpo',
    );
  });

  test('subsets are none where the service is elsewhere too', () => {
    const [, routes = '', service = ''] = ROUTES.split('---\n');
    const canary = routes.replace('{ host: web }', '{ host: web, subset: v2 }');
    const missing = 'VirtualService shop/shop routes to subset v2 of web, which no DestinationRule has';
    expect(findings(completed(`${canary}---\n${service}${WEB}`).mesh)).toEqual([missing]);
    const { mesh, assumed } = completed(canary);
    expect(findings(mesh)).toEqual([]);
    expect(assumed).toEqual(['Gateway shop/shop', 'Service shop/web', 'DestinationRule shop/web']);
    const rule = `---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: web, namespace: shop }\nspec: { host: web, subsets: [{ name: v1, labels: { version: v1 } }] }\n`;
    expect(findings(completed(canary + rule).mesh)).toEqual([missing]);
  });

  test('pods of a namespace that has none are elsewhere, those of one that has some are missing', () => {
    const sidecar = `---\napiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: only, namespace: shop }\nspec: { workloadSelector: { labels: { app: wbe } } }\n`;
    const missing = 'Sidecar shop/only selects app=wbe, which no pod in namespace shop carries';
    const elsewhere = ROUTES + pods('web', 'other', 'app: web') + sidecar;
    expect(findings(meshOf(elsewhere))).toContainEqual(missing);
    expect(findings(completed(elsewhere).mesh)).not.toContainEqual(missing);
    expect(findings(completed(ROUTES + WEB + sidecar).mesh)).toContainEqual(missing);
  });

  test('delegates of other namespaces are none, nor are delegates to which nothing here delegates', () => {
    const root = (delegate: string): string =>
      ROUTES.replace('{ route: [{ destination: { host: web } }] }', `{ delegate: ${delegate} }`);
    const missing = (name: string): string =>
      `VirtualService shop/shop delegates to VirtualService ${name}, which is not there`;
    const elsewhere = completed(root('{ name: cart, namespace: cart }') + WEB);
    expect(findings(elsewhere.mesh)).toEqual([]);
    expect(elsewhere.assumed).toContain('VirtualService cart/cart');
    expect(findings(completed(root('{ name: cart }') + WEB).mesh)).toEqual([missing('shop/cart')]);
    const delegate = `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: cart, namespace: cart }\nspec: { http: [{ route: [{ destination: { host: cart } }] }] }\n`;
    expect(findings(meshOf(delegate))).toContain(
      'VirtualService cart/cart has no hosts, and no VirtualService delegates to it',
    );
    expect(findings(completed(delegate).mesh)).toEqual([]);
    expect(findings(completed(`${root('{ name: crt, namespace: cart }')}---\n${delegate}${WEB}`).mesh)).toContain(
      missing('cart/crt'),
    );
  });

  test('they are not added to those that are there', () => {
    const { mesh, assumed } = completed(ROUTES + WEB + EDGE);
    expect(assumed).toEqual(['Secret edge/shop-tls']);
    expect(mesh.workloads.all.map(({ name }) => name).sort()).toEqual(['edge', 'web']);
  });
});

test('what a part of a cluster does not tell is said of manifests and apps alike', () => {
  const [{ mesh }] = withWhatIsElsewhere([meshOf(ROUTES)], { withGatewayPods: true });
  const reasons = IstioAnalysis.run(mesh).checks.flatMap(({ skipped }) => (skipped === undefined ? [] : [skipped]));
  expect(reasons).toContain('a part of a cluster does not tell of all namespaces');
  expect(reasons.filter((reason) => reason.includes('app'))).toEqual([]);
});
