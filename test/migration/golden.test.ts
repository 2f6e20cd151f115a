import { summaryOf } from '../../src/migration/summary';
import { deviationsOf, migrateFiles, migrateYaml } from '../support/migration';

const INGRESS = `
# What clients see of the shop.
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop-gateway, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
    tls: {httpsRedirect: true}
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [shop.example.com]
    tls: {mode: SIMPLE, credentialName: shop-credential}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: shop-destination-rule, namespace: shop}
spec:
  host: web
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop-virtual-service, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop-gateway]
  http:
  - match: [{uri: {exact: /cart}}, {uri: {prefix: /cart/}}]
    route: [{destination: {host: cart, port: {number: 8080}}}]
    timeout: 60s
  - route:
    - {destination: {host: web, subset: v1}, weight: 90}
    - {destination: {host: web, subset: v2}, weight: 10}
`.trimStart();

const INGRESS_CODE = `
// Written by the migration of cdk8s-istio, from shop.yaml.
import { App, Chart, Duration } from 'cdk8s';
import { Backend, Credential, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// What clients see of the shop.
// shop.yaml:2, shop.yaml:24, shop.yaml:15
const shopIngress = new SecureIngress(chart, 'shop', {
  name: 'shop',
  hosts: ['shop.example.com'],
  credential: Credential.existing('shop-credential'),
  backend: Backend.named('web'),
  subsets: [
    { name: 'v1', labels: { version: 'v1' }, weight: 90 },
    { name: 'v2', labels: { version: 'v2' }, weight: 10 },
  ],
});
shopIngress.route('/cart', Backend.named('cart', { port: 8080 }), {
  timeout: Duration.seconds(60),
});

app.synth();
`.trimStart();

const ROUTES = `
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: {name: reviews, namespace: shop, labels: {}}
spec:
  hosts: [reviews, reviews.example.com]
  gateways: [mesh, edge/front]
  http:
  - match: [{headers: {end-user: {exact: "it's \${me}"}}}]
    route: [{destination: {host: reviews, subset: v2}}]
    timeout: 1m30s
    retries: {attempts: 2, retryOn: "5xx,503"}
  - route: [{destination: {host: ratings.other.svc.cluster.local, port: {number: 9080}}}]
    newField: {of: a newer Istio}
status: {}
---
apiVersion: networking.istio.io/v1beta1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec:
  host: reviews
  trafficPolicy: {connectionPool: {tcp: {maxConnections: 100, newLimit: 3}}}
  subsets: [{name: v2, labels: {version: v2}}]
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
---
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: {name: class, namespace: shop}
spec: {hosts: [class.example.com]}
`.trimStart();

const ROUTES_CODE = `
// Written by the migration of cdk8s-istio, from shop.yaml.
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  Backend,
  Destination,
  DestinationRule,
  Gateway,
  HttpMatch,
  HttpRetry,
  HttpRoute,
  IstioApi,
  IstioApiVersion,
  RetryOn,
  StringMatch,
  VirtualService,
} from 'cdk8s-istio';

const app = new App();
IstioApi.useVersion(app, IstioApiVersion.V1BETA1);
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// shop.yaml:24
const reviewsService = new ApiObject(chart, 'reviews-Service', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'reviews' },
  spec: { selector: { app: 'reviews' }, ports: [{ name: 'http', port: 9080 }] },
});

const frontGateway = Gateway.fromGatewayName(chart, 'front-gateway', 'front', {
  namespace: 'edge',
});

// shop.yaml:16
const reviewsDestinationRule = new DestinationRule(chart, 'reviews-DestinationRule', {
  metadata: { name: 'reviews' },
  backend: Backend.apiObject(reviewsService),
  trafficPolicy: {
    connectionPool: { tcp: { maxConnections: 100 } },
    overrides: { connectionPool: { tcp: { newLimit: 3 } } },
  },
  subsets: [{ name: 'v2', labels: { version: 'v2' } }],
});

// shop.yaml:1
const reviewsVirtualService = new VirtualService(chart, 'reviews-VirtualService', {
  metadata: { name: 'reviews' },
  services: [Backend.apiObject(reviewsService)],
  hosts: ['reviews.example.com'],
  gateways: [Gateway.MESH, frontGateway],
  http: [
    HttpRoute.to(Destination.subset(reviewsDestinationRule.subset('v2')), {
      match: [HttpMatch.header('end-user', StringMatch.exact("it's \${me}"))],
      retries: HttpRetry.attempts(2, { retryOn: [RetryOn.STATUS_5XX], retryOnStatuses: [503] }),
      overrides: { timeout: '1m30s' },
    }),
    HttpRoute.to(
      Destination.backend(Backend.named('ratings', { namespace: 'other' }), { port: 9080 }),
      { overrides: { newField: { of: 'a newer Istio' } } },
    ),
  ],
});
reviewsVirtualService.addJsonPatch(
  JsonPatch.add('/metadata/labels', {}),
  JsonPatch.add('/status', {}),
);

// shop.yaml:29
// No construct: a VirtualService needs a route
new ApiObject(chart, 'class', {
  apiVersion: 'networking.istio.io/v1beta1',
  kind: 'VirtualService',
  metadata: { name: 'class' },
  spec: { hosts: ['class.example.com'] },
});

app.synth();
`.trimStart();

test.each([
  ['objects that a pattern renders', INGRESS, INGRESS_CODE],
  ['what has no typed property, and what is outside', ROUTES, ROUTES_CODE],
])('%s', (_, yaml, code) => {
  const migration = migrateYaml(yaml);
  expect(migration.code).toBe(code);
  expect(deviationsOf([{ file: 'shop.yaml', text: yaml }], migration)).toEqual([]);
});

test('what is told of it', () => {
  expect(summaryOf(migrateYaml(`${INGRESS}---\n${ROUTES}`)).split('\n')).toEqual([
    '7 objects: 3 in patterns, 2 as constructs, 2 as plain objects',
    'DestinationRule shop/reviews: through overrides: connectionPool',
    'VirtualService shop/reviews: through overrides: timeout, newField',
    'VirtualService shop/class: a plain object, because its construct refuses it: a VirtualService needs a route',
    '',
  ]);
});

describe('patterns', () => {
  const changed = (from: string, to: string): string => {
    expect(INGRESS).toContain(from);
    return INGRESS.replace(from, to);
  };

  /** Each is all but what the pattern renders. */
  test.each([
    ['another object uses the Gateway', `${INGRESS}---\n${ROUTES.replace('edge/front', 'shop-gateway')}`],
    [
      'the hosts of the servers differ',
      changed('hosts: [shop.example.com]\n    tls: {mode', 'hosts: [a.example.com]\n    tls: {mode'),
    ],
    ['a weight is missing', changed(', weight: 90', '')],
    ['the path has no end', changed('{uri: {exact: /cart}}, {uri: {prefix: /cart/}}', '{uri: {prefix: /cart}}')],
    ['the routes are in another order', INGRESS.replace(/( {2}- match[\s\S]*60s\n)([\s\S]*)$/, '$2$1')],
    ['a port has another name', changed('name: https', 'name: https-web')],
    ['a label stands on one of them', changed('{name: shop-gateway,', '{name: shop-gateway, labels: {a: b},')],
    ['the rule is seen elsewhere', changed('  host: web', '  host: web\n  exportTo: ["*"]')],
    ['a field is newer', changed('mode: SIMPLE,', 'mode: SIMPLE, newField: 1,')],
  ])('none where %s', (_, yaml) => {
    const migration = migrateYaml(yaml);
    expect(migration.objects.filter(({ form }) => form === 'pattern')).toEqual([]);
    expect(deviationsOf([{ file: 'shop.yaml', text: yaml }], migration)).toEqual([]);
  });

  test.each([
    ['as it is', '', undefined],
    ['also in the mesh', ', mesh', 'alsoInMesh: true'],
  ])('the redirect that leaves challenges alone, %s', (_, mesh, prop) => {
    const at = (match: string) =>
      mesh === '' ? `{${match}port: 443}` : `{${match}gateways: [shop-gateway], port: 443}`;
    const both = (match: string) => `${at(match)}${mesh === '' ? '' : `, {${match}gateways: [mesh]}`}`;
    const gateways = mesh === '' ? '' : ', gateways: [shop-gateway]';
    const yaml = INGRESS.replace('    tls: {httpsRedirect: true}\n', '')
      .replace('gateways: [shop-gateway]', `gateways: [shop-gateway${mesh}]`)
      .replace(
        'hosts: [shop.example.com]\n  gateways',
        `hosts: [${mesh === '' ? '' : 'web, '}shop.example.com]\n  gateways`,
      )
      .replace(
        '  http:\n',
        `  http:
  - name: redirect-to-https
    match: [{port: 80, withoutHeaders: {":path": {prefix: /.well-known/acme-challenge/}}${gateways}}]
    redirect: {scheme: https, redirectCode: 301}\n`,
      )
      .replace(
        '{uri: {exact: /cart}}, {uri: {prefix: /cart/}}',
        `${both('uri: {exact: /cart}, ')}, ${both('uri: {prefix: /cart/}, ')}`,
      )
      .replace('  - route:\n', `  - match: [${both('')}]\n    route:\n`);
    const migration = migrateYaml(yaml);
    expect(migration.objects.map(({ form }) => form)).toEqual(['pattern', 'pattern', 'pattern']);
    expect(migration.code).toContain('plainHttp: PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES,');
    expect(migration.code).toContain("route('/cart', Backend.named('cart', { port: 8080 }), {");
    expect(migration.code).toContain(prop ?? 'plainHttp');
    expect(deviationsOf([{ file: 'shop.yaml', text: yaml }], migration)).toEqual([]);
  });

  test('two that claim the same host are none', () => {
    const yaml = `${INGRESS}---\n${INGRESS.replaceAll('shop-', 'web-')}`;
    const migration = migrateYaml(yaml);
    expect(migration.objects.map(({ form }) => form)).not.toContain('pattern');
    expect(deviationsOf([{ file: 'shop.yaml', text: yaml }], migration)).toEqual([]);
  });
});

describe('what can not be migrated is told, and nothing is dropped', () => {
  test.each([
    ['a broken document', 'a: }', /./],
    ['no map', '- 1', 'it is no manifest: a map with apiVersion, kind and metadata'],
    ['no kind', 'apiVersion: v1', 'it is no manifest, because it has no kind'],
    ['no name', '{apiVersion: v1, kind: Pod}', 'a Pod must have metadata.name'],
    [
      'a number that JavaScript does not have',
      '{apiVersion: v1, kind: A, metadata: {name: a}, spec: {a: 9007199254740993}}',
      /^9007199254740992 can't be kept exactly/,
    ],
    ['a key that cdk8s drops', '{apiVersion: v1, kind: A, metadata: {name: a}, spec: {__proto__: {a: 1}}}', /^A a: /],
  ])('%s', (_, yaml, message) => {
    const { faults } = migrateYaml(`{apiVersion: v1, kind: Fine, metadata: {name: fine}}\n---\n${yaml}\n`);
    expect(faults).toEqual([
      { message: typeof message === 'string' ? message : expect.stringMatching(message), file: 'shop.yaml', line: 3 },
    ]);
  });
});

test('names that are no names in code', () => {
  const names = ['class', 'class', '1st', 'a.b', 'ns:role', 'app', 'chart', 'x'.repeat(60)];
  const yaml = names
    .map(
      (name, index) =>
        `{apiVersion: v1, kind: Service, metadata: {name: '${name}', namespace: n${index % 2}}, status: {}, x: null}`,
    )
    .join('\n---\n');
  const source = { file: "a\nimport 'x';\u2028.yaml", text: yaml };
  const migration = migrateFiles([source]);
  expect(migration.code).not.toContain("\nimport 'x'");
  expect(migration.code).toContain("// Written by the migration of cdk8s-istio, from a\\u000aimport 'x';\\u2028.yaml.");
  expect(migration.code.match(/^const \w+ = new ApiObject/gm)).toHaveLength(names.length);
  expect(deviationsOf([source], migration)).toEqual([]);
});
