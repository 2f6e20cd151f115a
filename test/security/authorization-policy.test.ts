import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { AuthorizationAction } from '../../src/security/authorization-action';
import { AuthorizationPolicy, AuthorizationPolicyProps } from '../../src/security/authorization-policy';
import { AuthorizationRule } from '../../src/security/authorization-rule';
import { Condition } from '../../src/security/condition';
import { Operation } from '../../src/security/operation';
import { Source } from '../../src/security/source';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const RULE = AuthorizationRule.of({ to: [Operation.get('/a')] });
const RENDERED_RULE = { to: [{ operation: { methods: ['GET'], paths: ['/a'] } }] };

function specOf(props: AuthorizationPolicyProps): unknown {
  const chart = newChart();
  new AuthorizationPolicy(chart, 'policy', props);
  return Testing.synth(chart)[0].spec;
}

test('who may read the shop', () => {
  const chart = newChart();
  new AuthorizationPolicy(chart, 'policy', {
    metadata: { name: 'readers', labels: { team: 'web' } },
    target: PolicyTarget.workloads({ app: 'shop' }),
    rules: [
      AuthorizationRule.of({
        from: [Source.serviceAccount('web', 'web'), Source.namespace('ops')],
        to: [Operation.get('/items*'), Operation.port(9090)],
        when: [Condition.requestClaim('tier', 'gold')],
      }),
    ],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'readers', namespace: 'shop', labels: { team: 'web' } },
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        rules: [
          {
            from: [{ source: { serviceAccounts: ['web/web'] } }, { source: { namespaces: ['ops'] } }],
            to: [{ operation: { methods: ['GET'], paths: ['/items*'] } }, { operation: { ports: ['9090'] } }],
            when: [{ key: 'request.auth.claims[tier]', values: ['gold'] }],
          },
        ],
      },
    },
  ]);
});

test.each<[string, AuthorizationPolicyProps, unknown]>([
  ['no action', { rules: [RULE] }, { rules: [RENDERED_RULE] }],
  ['allow', { action: AuthorizationAction.allow(), rules: [RULE] }, { action: 'ALLOW', rules: [RENDERED_RULE] }],
  ['deny', { action: AuthorizationAction.deny(), rules: [RULE] }, { action: 'DENY', rules: [RENDERED_RULE] }],
  ['audit', { action: AuthorizationAction.audit(), rules: [RULE] }, { action: 'AUDIT', rules: [RENDERED_RULE] }],
  [
    'custom',
    { action: AuthorizationAction.custom('proxy'), rules: [RULE] },
    { action: 'CUSTOM', provider: { name: 'proxy' }, rules: [RENDERED_RULE] },
  ],
  ['nothing is allowed', { action: AuthorizationAction.allowNothing() }, {}],
  ['everything is allowed', { rules: [AuthorizationRule.any()] }, { rules: [{}] }],
  [
    'everything is denied',
    { action: AuthorizationAction.deny(), rules: [AuthorizationRule.any()] },
    { action: 'DENY', rules: [{}] },
  ],
  [
    'references',
    { target: PolicyTarget.service('shop'), rules: [RULE] },
    { targetRefs: [{ group: '', kind: 'Service', name: 'shop' }], rules: [RENDERED_RULE] },
  ],
  [
    'overrides of the spec, empty values included',
    { rules: [RULE], overrides: { rules: [], selector: {}, novel: { a: false } } },
    { rules: [], selector: {}, novel: { a: false } },
  ],
  [
    'overrides of a rule',
    { rules: [AuthorizationRule.of({ to: [Operation.port(80)], overrides: { from: [{}], novel: 0 } })] },
    { rules: [{ to: [{ operation: { ports: ['80'] } }], from: [{}], novel: 0 }] },
  ],
])('%s', (_, props, spec) => {
  expect(specOf(props)).toEqual(spec);
});

test('rules can be added later', () => {
  const chart = newChart();
  const policy = new AuthorizationPolicy(chart, 'policy', { rules: [RULE] });
  policy.addRule(AuthorizationRule.any());
  expect(Testing.synth(chart)[0].spec).toEqual({ rules: [RENDERED_RULE, {}] });
  expect(Testing.synth(chart)[0].spec).toEqual({ rules: [RENDERED_RULE, {}] });
});

test('it is written in the API version of the app', () => {
  const chart = newChart();
  IstioApi.useVersion(chart, IstioApiVersion.V1BETA1);
  new AuthorizationPolicy(chart, 'policy', { rules: [RULE] });
  expect(Testing.synth(chart)[0].apiVersion).toBe('security.istio.io/v1beta1');
});

test('lists and maps that were passed in can change afterwards', () => {
  const chart = newChart();
  const from = [Source.namespace('web')];
  const when = [Condition.sourceIp('10.0.0.1')];
  const ruleOverrides = { novel: { a: 1 } };
  const rules = [AuthorizationRule.of({ from, when, overrides: ruleOverrides })];
  const overrides = { map: { a: 1 } };
  new AuthorizationPolicy(chart, 'policy', { rules, overrides });
  const before = Testing.synth(chart);
  from.push(Source.namespace('other'));
  when.pop();
  rules.push(RULE);
  ruleOverrides.novel.a = 2;
  overrides.map.a = 2;
  expect(Testing.synth(chart)).toEqual(before);
});

test.each([
  ['without action', undefined],
  ['that denies', AuthorizationAction.deny()],
  ['that asks an authorizer', AuthorizationAction.custom('proxy')],
])('a policy %s and without rules fails at synth', (_, action) => {
  const chart = newChart();
  new AuthorizationPolicy(chart, 'policy', { action });
  expect(() => Testing.synth(chart)).toThrow(
    '[shop/policy] an AuthorizationPolicy without rules lets nothing in with ALLOW, and does nothing with another action; ' +
      'fix: call addRule(), or say AuthorizationAction.allowNothing()',
  );
});

describe('refused', () => {
  const build = (props: AuthorizationPolicyProps) => new AuthorizationPolicy(newChart(), 'policy', props);
  const many = (count: number) => Array.from({ length: count }, () => RULE);
  const refused: Array<[string, () => unknown, string]> = [
    [
      'an empty list of rules',
      () => build({ rules: [] }),
      '[shop/policy] rules must not be an empty list: with ALLOW it would let nothing in, with another action it would do nothing\n  received: []',
    ],
    [
      'rules where nothing is allowed',
      () => build({ action: AuthorizationAction.allowNothing(), rules: [AuthorizationRule.any()] }),
      '[shop/policy] a policy that allows nothing has no rules\n  received: {}\n  fix: use AuthorizationAction.allow()',
    ],
    [
      '513 rules',
      () => build({ rules: many(513) }),
      '[shop/policy] an AuthorizationPolicy takes at most 512 rules\n  received: 513',
    ],
    [
      'a malformed name',
      () => build({ metadata: { name: 'Shop' }, rules: [RULE] }),
      '[shop/policy] the name of an AuthorizationPolicy',
    ],
    [
      'an object in another namespace',
      () => {
        const service = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'web' } };
        build({ target: PolicyTarget.apiObject(new ApiObject(newChart(), 'a', service)), rules: [RULE] });
      },
      "[shop/policy] a policy in namespace shop can't refer to a Service in namespace web",
    ],
    [
      'a provider without name',
      () => AuthorizationAction.custom(''),
      'the CUSTOM action needs the name of an extension provider',
    ],
    [
      'a rule that restricts nothing',
      () => AuthorizationRule.of({}),
      'a rule without from, to and when matches every request\n  received: {}\n  fix: give one of them, or AuthorizationRule.any()',
    ],
    [
      'a rule from nobody',
      () => AuthorizationRule.of({ from: [], to: [Operation.get()] }),
      'from of a rule must not be an empty list, which Istio takes for no restriction at all\n  received: []',
    ],
    ['a rule to nothing', () => AuthorizationRule.of({ to: [] }), 'to of a rule must not be an empty list'],
    ['a rule without conditions', () => AuthorizationRule.of({ when: [] }), 'when of a rule must not be an empty list'],
    [
      'a rule with 513 sources',
      () => AuthorizationRule.of({ from: Array.from({ length: 513 }, () => Source.principal('*')) }),
      'from of a rule takes at most 512 entries\n  received: 513',
    ],
    [
      'a condition without values',
      () => AuthorizationRule.of({ when: [Condition.header('a')] }),
      'a condition needs values: Istio refuses one without',
    ],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  received: ');
    expect(action).toThrow('\n  fix: ');
  });

  test('and 512 rules are taken', () => {
    const policy = build({ rules: many(512) });
    expect(() => policy.addRule(RULE)).toThrow('at most 512 rules');
  });
});

describe('a CUSTOM policy', () => {
  const add = (rule: AuthorizationRule) =>
    new AuthorizationPolicy(newChart(), 'policy', { action: AuthorizationAction.custom('proxy') }).addRule(rule);

  test.each<[string, AuthorizationRule]>([
    ['from.source.principals', AuthorizationRule.of({ from: [Source.principal('*')] })],
    ['from.source.notPrincipals', AuthorizationRule.of({ from: [Source.notPrincipal('*')] })],
    ['from.source.serviceAccounts', AuthorizationRule.of({ from: [Source.serviceAccount('a', 'b')] })],
    ['from.source.notServiceAccounts', AuthorizationRule.of({ from: [Source.notServiceAccount('a', 'b')] })],
    ['from.source.namespaces', AuthorizationRule.of({ from: [Source.ipBlock('::1'), Source.namespace('a')] })],
    ['from.source.notNamespaces', AuthorizationRule.of({ from: [Source.notNamespace('a')] })],
    ['from.source.trustDomains', AuthorizationRule.of({ from: [Source.trustDomain('a')] })],
    ['from.source.notTrustDomains', AuthorizationRule.of({ from: [Source.notTrustDomain('a')] })],
    ['from.source.requestPrincipals', AuthorizationRule.of({ from: [Source.requestPrincipal('*')] })],
    ['from.source.notRequestPrincipals', AuthorizationRule.of({ from: [Source.notRequestPrincipal('*')] })],
    ['source.namespace', AuthorizationRule.of({ when: [Condition.sourceNamespace('a')] })],
    ['source.serviceAccount', AuthorizationRule.of({ when: [Condition.sourceServiceAccount('a')] })],
    ['source.trustDomain', AuthorizationRule.of({ when: [Condition.sourceTrustDomain('a')] })],
    ['source.principal', AuthorizationRule.of({ when: [Condition.sourcePrincipal('*')] })],
    ['request.auth.audiences', AuthorizationRule.of({ when: [Condition.requestAudience('a')] })],
    ['request.auth.claims[a]', AuthorizationRule.of({ when: [Condition.requestClaim('a', 'b')] })],
  ])('takes no %s', (part, rule) => {
    expect(() => add(rule)).toThrow(
      '[shop/policy] Istio does not let rules of a CUSTOM policy look at identities or JWTs\n' +
        `  received: "${part}"\n  fix: leave it to the authorizer`,
    );
  });

  test('takes addresses, operations and other conditions', () => {
    const rule = AuthorizationRule.of({
      from: [Source.ipBlock('10.0.0.0/8'), Source.notRemoteIpBlock('::1')],
      to: [Operation.get('/a')],
      when: [Condition.header('a', 'b'), Condition.connectionSni('a')],
    });
    expect(() => add(rule)).not.toThrow();
  });
});
