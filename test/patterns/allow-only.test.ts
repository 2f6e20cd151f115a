import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { AllowOnly, AllowOnlyProps } from '../../src/patterns/allow-only';
import { AllowedCaller } from '../../src/patterns/allowed-caller';
import { IngressGateway } from '../../src/patterns/ingress-gateway';
import { Operation } from '../../src/security/operation';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const specOf = (props: AllowOnlyProps) => {
  const chart = newChart();
  new AllowOnly(chart, 'allow', props);
  return Testing.synth(chart)[0].spec;
};

test('who calls whom, one rule for each caller', () => {
  const chart = newChart();
  const callers = [
    AllowedCaller.serviceAccount('shop', 'web', { operations: [Operation.get('/cart'), Operation.post('/cart')] }),
    AllowedCaller.namespace('billing'),
    AllowedCaller.anyone(Operation.get('/metrics')),
  ];
  const allow = new AllowOnly(chart, 'allow', {
    name: 'cart',
    target: PolicyTarget.workloads({ app: 'cart' }),
    callers,
    labels: { team: 'cart' },
    annotations: { owner: 'cart' },
  });
  callers.pop();
  const manifests = Testing.synth(chart);
  expect(manifests).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'cart', namespace: 'shop', labels: { team: 'cart' }, annotations: { owner: 'cart' } },
      spec: {
        selector: { matchLabels: { app: 'cart' } },
        action: 'ALLOW',
        rules: [
          {
            from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
            to: [
              { operation: { methods: ['GET'], paths: ['/cart'] } },
              { operation: { methods: ['POST'], paths: ['/cart'] } },
            ],
          },
          { from: [{ source: { namespaces: ['billing'] } }] },
          { to: [{ operation: { methods: ['GET'], paths: ['/metrics'] } }] },
        ],
      },
    },
  ]);
  expect(allow.authorizationPolicy.name).toBe('cart');
  expect(Testing.synth(chart)).toEqual(manifests);
});

test('nobody is an ALLOW policy without rules', () => {
  const chart = newChart();
  new AllowOnly(chart, 'nobody', { callers: [], namespace: 'cart' });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'shop-nobody', namespace: 'cart' },
      spec: {},
    },
  ]);
  expect(specOf({ callers: [], target: PolicyTarget.workloads({ app: 'cart' }) })).toEqual({
    selector: { matchLabels: { app: 'cart' } },
  });
});

test.each<[string, AllowedCaller, object]>([
  [
    'a service account of another trust domain',
    AllowedCaller.serviceAccount('shop', 'web', { trustDomain: 'other.example.com' }),
    { from: [{ source: { principals: ['other.example.com/ns/shop/sa/web'] } }] },
  ],
  [
    'a service account of any trust domain',
    AllowedCaller.serviceAccount('shop', 'web', { trustDomain: '*' }),
    { from: [{ source: { principals: ['*/ns/shop/sa/web'] } }] },
  ],
  [
    'an identity',
    AllowedCaller.principal('cluster.local/ns/shop/*', { operations: [Operation.port(9090)] }),
    {
      from: [{ source: { principals: ['cluster.local/ns/shop/*'] } }],
      to: [{ operation: { ports: ['9090'] } }],
    },
  ],
  [
    'a gateway',
    AllowedCaller.gateway(new IngressGateway(newChart(), 'gateway', { name: 'public', namespace: 'edge' })),
    { from: [{ source: { principals: ['cluster.local/ns/edge/sa/public'] } }] },
  ],
  [
    'everybody for several operations',
    AllowedCaller.anyone(Operation.get('/healthz'), Operation.port(9090)),
    { to: [{ operation: { methods: ['GET'], paths: ['/healthz'] } }, { operation: { ports: ['9090'] } }] },
  ],
])('caller: %s', (_, caller, rule) => {
  expect(specOf({ callers: [caller] }).rules).toEqual([rule]);
});

test.each<[string, () => unknown, string, string]>([
  ['everybody for everything', () => AllowedCaller.anyone(), 'anyone() may not do everything', '[]'],
  [
    'no operations',
    () => AllowedCaller.namespace('shop', { operations: [] }),
    'the operations of a caller must not be an empty list',
    '[]',
  ],
  ['a namespace with a wildcard', () => AllowedCaller.namespace('shop*'), 'the namespace of a caller', '"shop*"'],
  ['a malformed namespace', () => AllowedCaller.serviceAccount('Shop', 'web'), 'the namespace of a caller', '"Shop"'],
  [
    'a malformed service account',
    () => AllowedCaller.serviceAccount('shop', 'web/x'),
    'the service account of a caller',
    '"web/x"',
  ],
  [
    'the URI of a trust domain',
    () => AllowedCaller.serviceAccount('shop', 'web', { trustDomain: 'spiffe://cluster.local' }),
    'the trust domain of a caller',
    '"spiffe://cluster.local"',
  ],
  [
    'the URI of an identity',
    () => AllowedCaller.principal('spiffe://cluster.local/ns/shop/sa/web'),
    'are written without spiffe://',
    '"spiffe://cluster.local/ns/shop/sa/web"',
  ],
  ['a name for an identity', () => AllowedCaller.principal('web'), 'a name alone matches nobody', '"web"'],
])('%s is refused', (_, action, rule, received) => {
  const parts = misuseOf(action);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
});

const MISUSES: Array<[string, AllowOnlyProps, string, string]> = [
  ['one caller without a list', { callers: 'shop' as never }, 'callers must be a list', '"shop"'],
  ['a name in capitals', { name: 'Cart', callers: [] }, 'the name of an AuthorizationPolicy', '"Cart"'],
  [
    'more callers than a policy takes',
    { callers: Array.from({ length: 513 }, () => AllowedCaller.namespace('shop')) },
    'takes at most 512 rules',
    '513',
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new AllowOnly(chart, 'allow', props));
  expect(parts.rule).toMatch(/^\[shop\/allow(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(chart.node.children).toEqual([]);
});

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const operations = fc.oneof(
  fc.constant(undefined),
  fc.array(
    fc.oneof(
      name.map((segment) => Operation.get(`/${segment}`)),
      fc.integer({ min: 1, max: 65535 }).map((port) => Operation.port(port)),
    ),
    { minLength: 1, maxLength: 3 },
  ),
);
const caller = fc.oneof(
  fc
    .record({ namespace: name, account: name, operations })
    .map((c) => AllowedCaller.serviceAccount(c.namespace, c.account, { operations: c.operations })),
  fc.record({ namespace: name, operations }).map((c) => AllowedCaller.namespace(c.namespace, c)),
  name.map((segment) => AllowedCaller.anyone(Operation.path(`/${segment}/*`))),
);

test('whatever the callers, no rule is for everything from everybody, and the CRD takes the policy', () => {
  fc.assert(
    fc.property(fc.array(caller, { maxLength: 6 }), (callers) => {
      const chart = newChart();
      new AllowOnly(chart, 'allow', { callers });
      const manifests = Testing.synth(chart);
      const rules = (manifests[0].spec.rules ?? []) as object[];
      expect(manifests.flatMap(schemaErrors)).toEqual([]);
      expect(Testing.synth(chart)).toEqual(manifests);
      expect(rules).toHaveLength(callers.length);
      expect(rules.filter((rule) => Object.keys(rule).length === 0)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
