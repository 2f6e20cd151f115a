import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { GatewayWorkload } from '../../src/networking/gateway-workload';
import { JwtAuth } from '../../src/patterns/jwt-auth';
import { JwtAuthProps } from '../../src/patterns/jwt-auth-props';
import { Jwks } from '../../src/security/jwks';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const ISSUER = 'https://id.example.com';
const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const minimal = (): JwtAuthProps => ({ jwtRules: [{ issuer: ISSUER }] });
const synth = (props: Partial<JwtAuthProps>) => {
  const chart = newChart();
  new JwtAuth(chart, 'jwt', { ...minimal(), ...props });
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const rulesOf = (props: Partial<JwtAuthProps>) => synth(props)[1].spec.rules;
const NO_TOKEN = [{ source: { notRequestPrincipals: [`${ISSUER}/*`] } }];

test('the least: tokens are checked, and asked for', () => {
  expect(synth({})).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name: 'shop-jwt-request-authentication', namespace: 'shop' },
      spec: { jwtRules: [{ issuer: ISSUER }] },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'shop-jwt-authorization-policy', namespace: 'shop' },
      spec: { action: 'DENY', rules: [{ from: NO_TOKEN }] },
    },
  ]);
});

test('all that it takes', () => {
  const operation = {
    notPaths: ['/healthz', '/public/*'],
    notMethods: ['OPTIONS'],
    hosts: ['shop.example.com', 'shop.example.com:*', 'api.*'],
    ports: ['8080'],
  };
  const to = [{ operation }];
  const metadata = { namespace: 'cart', labels: { team: 'web' }, annotations: { owner: 'web' } };
  const selector = { matchLabels: { app: 'cart' } };
  const manifests = synth({
    name: 'cart',
    ...metadata,
    target: PolicyTarget.workloads({ app: 'cart' }),
    jwtRules: [{ issuer: ISSUER, audiences: ['cart'], jwks: Jwks.uri(`${ISSUER}/keys`) }],
    hosts: ['shop.example.com', 'api.*'],
    ports: [8080],
    publicPaths: ['/healthz', '/public/*'],
    allowPreflight: true,
    requiredClaims: [
      { claim: 'tier', values: ['gold', 'silver'] },
      { claim: 'roles', nestedIn: ['realm_access'], values: ['admin'] },
    ],
  });
  expect(manifests).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name: 'cart-request-authentication', ...metadata },
      spec: { selector, jwtRules: [{ issuer: ISSUER, audiences: ['cart'], jwksUri: `${ISSUER}/keys` }] },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'cart-authorization-policy', ...metadata },
      spec: {
        selector,
        action: 'DENY',
        rules: [
          { from: NO_TOKEN, to },
          { to, when: [{ key: 'request.auth.claims[tier]', notValues: ['gold', 'silver'] }] },
          { to, when: [{ key: 'request.auth.claims[realm_access][roles]', notValues: ['admin'] }] },
        ],
      },
    },
  ]);
});

test('at a gateway both objects are beside its pods', () => {
  const gateway = GatewayWorkload.of({ namespace: 'edge', selector: { istio: 'public' } });
  const [authentication, authorization] = synth({ gateway, hosts: ['shop.example.com'] });
  for (const { metadata, spec } of [authentication, authorization]) {
    expect(metadata.namespace).toBe('edge');
    expect(spec.selector).toEqual({ matchLabels: { istio: 'public' } });
  }
  expect(authorization.spec.rules[0].to).toEqual([
    { operation: { hosts: ['shop.example.com', 'shop.example.com:*'] } },
  ]);
});

test('for a waypoint both objects refer to what it serves', () => {
  const targetRefs = [{ group: '', kind: 'Service', name: 'cart' }];
  for (const { spec } of synth({ target: PolicyTarget.service('cart') })) {
    expect(spec.targetRefs).toEqual(targetRefs);
    expect(spec.selector).toBeUndefined();
  }
});

test.each<[string, Partial<JwtAuthProps>, string[]]>([
  [
    'two issuers',
    { jwtRules: [{ issuer: ISSUER }, { issuer: 'https://b.example.com/' }, { issuer: ISSUER }] },
    [`${ISSUER}/*`, 'https://b.example.com//*'],
  ],
  ['an issuer that is left open', { jwtRules: [{ issuer: ISSUER }, { jwks: Jwks.uri(`${ISSUER}/keys`) }] }, ['*']],
])('%s: whose tokens count', (_, props, principals) => {
  expect(rulesOf(props)).toEqual([{ from: [{ source: { notRequestPrincipals: principals } }] }]);
});

test.each<[string, Partial<JwtAuthProps>, object | undefined]>([
  ['no exemption', { allowPreflight: false }, undefined],
  ['preflights', { allowPreflight: true }, { notMethods: ['OPTIONS'] }],
  ['a template', { publicPaths: ['/users/{*}/avatar'] }, { notPaths: ['/users/{*}/avatar'] }],
  ['an ending', { publicPaths: ['*.css'] }, { notPaths: ['*.css'] }],
  ['ports', { ports: [8080, 8081] }, { ports: ['8080', '8081'] }],
])('requests that need a token: %s', (_, props, operation) => {
  expect(rulesOf(props)).toEqual([{ from: NO_TOKEN, ...(operation && { to: [{ operation }] }) }]);
});

test('what it makes can be reached, and what it got is copied', () => {
  const jwtRules = [{ issuer: ISSUER }];
  const publicPaths = ['/healthz'];
  const chart = newChart();
  const auth = new JwtAuth(chart, 'jwt', { name: 'shop', jwtRules, publicPaths });
  const before = Testing.synth(chart);
  jwtRules.push({ issuer: 'https://evil.example.com' });
  publicPaths.push('/admin');
  expect(Testing.synth(chart)).toEqual(before);
  expect(auth.requestAuthentication.name).toBe('shop-request-authentication');
  expect(auth.authorizationPolicy.name).toBe('shop-authorization-policy');
});

const gateway = GatewayWorkload.ingress();
const MISUSES: Array<[string, Partial<JwtAuthProps>, string, string]> = [
  ['no rule', { jwtRules: [] }, 'without a rule no token is valid', '[]'],
  ['an issuer without keys', { jwtRules: [{ issuer: 'me' }] }, 'jwtRules[0].issuer must be a URL', '"me"'],
  [
    'a gateway and a target',
    { gateway, target: PolicyTarget.workloads({ app: 'a' }), namespace: 'shop' },
    'so these say nothing: target, namespace',
    '"a gateway in istio-system with target, namespace"',
  ],
  ['everything public', { publicPaths: ['/a', '/*'] }, 'if all paths are public, no token is ever asked for', '"/*"'],
  ['a star', { publicPaths: ['*'] }, 'if all paths are public', '"*"'],
  ['any template', { publicPaths: ['/{**}'] }, 'if all paths are public', '"/{**}"'],
  [
    'a path that ends within a segment',
    { publicPaths: ['/public*'] },
    'a public path must not end within a segment',
    '"/public*"',
  ],
  ['a path without slash', { publicPaths: ['public'] }, 'notPaths of an operation must begin with', '"public"'],
  ['a path with a query', { publicPaths: ['/a?b=c'] }, 'without query and fragment', '"/a?b=c"'],
  ['no public paths', { publicPaths: [] }, 'publicPaths must not be an empty list', '[]'],
  ['no hosts', { hosts: [] }, 'hosts must not be an empty list', '[]'],
  ['no ports', { ports: [] }, 'ports must not be an empty list', '[]'],
  ['no claims', { requiredClaims: [] }, 'requiredClaims must not be an empty list', '[]'],
  ['a host by its end', { hosts: ['*.example.com'] }, 'a host that begins with a wildcard', '"*.example.com"'],
  [
    'the URL of a host',
    { hosts: ['https://a.example.com'] },
    'must be hosts as in the Host header',
    '"https://a.example.com"',
  ],
  ['a port of 0', { ports: [0] }, 'ports of an operation must be port numbers', '"0"'],
  [
    'a claim without values',
    { requiredClaims: [{ claim: 'tier', values: [] }] },
    'a condition needs values',
    '"request.auth.claims[tier]"',
  ],
  [
    'a claim with brackets',
    { requiredClaims: [{ claim: 'a[b]', values: ['c'] }] },
    'Istio has no condition with this key',
    '"request.auth.claims[a[b]]"',
  ],
  ['a name in capitals', { name: 'Shop' }, 'the name of a RequestAuthentication', '"Shop-request-authentication"'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new JwtAuth(chart, 'jwt', { ...minimal(), ...props }));
  expect(parts.rule).toMatch(/^\[shop\/jwt(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);

test('whatever is exempt, every rule refuses, and all rules exempt the same', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          publicPaths: fc.array(
            fc.tuple(name, fc.constantFrom('', '/*', '/{*}')).map(([segment, end]) => `/${segment}${end}`),
            { minLength: 1, maxLength: 4 },
          ),
          allowPreflight: fc.boolean(),
          hosts: fc.array(
            name.map((n) => `${n}.example.com`),
            { minLength: 1, maxLength: 3 },
          ),
          ports: fc.array(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 3 }),
          requiredClaims: fc.array(fc.record({ claim: name, values: fc.array(name, { minLength: 1, maxLength: 3 }) }), {
            minLength: 1,
            maxLength: 3,
          }),
        },
        { requiredKeys: [] },
      ),
      (props) => {
        const [, { spec }] = synth(props);
        expect(spec.action).toBe('DENY');
        expect(spec.rules).toHaveLength(1 + (props.requiredClaims?.length ?? 0));
        expect(new Set(spec.rules.map(({ to }: { to?: object }) => JSON.stringify(to))).size).toBe(1);
        expect(spec.rules[0].to?.[0].operation.hosts).toEqual(
          props.hosts?.flatMap((host: string) => [host, `${host}:*`]),
        );
      },
    ),
    { numRuns: 200 },
  );
});
