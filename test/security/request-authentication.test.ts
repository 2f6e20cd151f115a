import { App, Chart, Duration, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { Jwks } from '../../src/security/jwks';
import { JwtRule } from '../../src/security/jwt-rule';
import { RequestAuthentication } from '../../src/security/request-authentication';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const build = (...jwtRules: JwtRule[]) => {
  const chart = newChart();
  new RequestAuthentication(chart, 'jwt', { jwtRules });
  return chart;
};
const ISSUER = 'https://id.example.com';
const URI = Jwks.uri('https://id.example.com/keys');
const JWKS = Jwks.keys([{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }]);

test('tokens of two issuers', () => {
  const chart = newChart();
  new RequestAuthentication(chart, 'jwt', {
    metadata: { name: 'shop' },
    target: PolicyTarget.workloads({ app: 'shop' }),
    jwtRules: [
      { issuer: ISSUER, audiences: ['shop'], forwardOriginalToken: true },
      { issuer: 'me', jwks: JWKS },
    ],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        jwtRules: [
          { issuer: ISSUER, audiences: ['shop'], forwardOriginalToken: true },
          { issuer: 'me', jwks: '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}' },
        ],
      },
    },
  ]);
});

test.each<[string, JwtRule, unknown]>([
  ['a URI without issuer', { jwks: URI }, { jwksUri: 'https://id.example.com/keys' }],
  [
    'headers',
    { issuer: ISSUER, fromHeaders: [{ name: 'x-token' }, { name: 'x-other', prefix: '' }] },
    { issuer: ISSUER, fromHeaders: [{ name: 'x-token' }, { name: 'x-other', prefix: '' }] },
  ],
  ['parameters', { issuer: ISSUER, fromParams: ['t'] }, { issuer: ISSUER, fromParams: ['t'] }],
  ['cookies', { issuer: ISSUER, fromCookies: ['c'] }, { issuer: ISSUER, fromCookies: ['c'] }],
  ['payload', { issuer: ISSUER, outputPayloadToHeader: 'x-p' }, { issuer: ISSUER, outputPayloadToHeader: 'x-p' }],
  ['false is kept', { issuer: ISSUER, forwardOriginalToken: false }, { issuer: ISSUER, forwardOriginalToken: false }],
  [
    'claims',
    { issuer: ISSUER, outputClaimToHeaders: [{ header: 'x_sub-1', claim: 'a.b' }] },
    { issuer: ISSUER, outputClaimToHeaders: [{ header: 'x_sub-1', claim: 'a.b' }] },
  ],
  ['timeout', { issuer: ISSUER, timeout: Duration.millis(1) }, { issuer: ISSUER, timeout: '1ms' }],
  ['lists in texts', { issuer: ISSUER, spaceDelimitedClaims: ['r'] }, { issuer: ISSUER, spaceDelimitedClaims: ['r'] }],
  [
    'overrides, empty values included',
    { issuer: 'me', overrides: { jwks: '', audiences: [], novel: { a: 0 } } },
    { issuer: 'me', jwks: '', audiences: [], novel: { a: 0 } },
  ],
])('%s', (_, rule, rendered) => {
  expect(Testing.synth(build(rule))[0].spec).toEqual({ jwtRules: [rendered] });
});

test('rules can be added later, and rendering changes nothing', () => {
  const chart = newChart();
  const authentication = new RequestAuthentication(chart, 'jwt', { overrides: { novel: [] } });
  authentication.addJwtRule({ issuer: ISSUER });
  expect(Testing.synth(chart)[0].spec).toEqual({ jwtRules: [{ issuer: ISSUER }], novel: [] });
  expect(Testing.synth(chart)[0].spec).toEqual({ jwtRules: [{ issuer: ISSUER }], novel: [] });
});

test('lists and maps that were passed in can change afterwards', () => {
  const audiences = ['shop'];
  const fromHeaders = [{ name: 'x-token' }];
  const outputClaimToHeaders = [{ header: 'x-sub', claim: 'sub' }];
  const overrides = { novel: { a: 1 } };
  const rules = [{ issuer: ISSUER, audiences, fromHeaders, outputClaimToHeaders, overrides }];
  const chart = newChart();
  new RequestAuthentication(chart, 'jwt', { jwtRules: rules, overrides });
  const before = Testing.synth(chart);
  audiences.push('other');
  fromHeaders[0].name = 'x-other';
  outputClaimToHeaders[0].claim = 'other';
  overrides.novel.a = 2;
  rules.pop();
  expect(Testing.synth(chart)).toEqual(before);
});

test.each([[undefined], [[]]])('without rules (%p) it fails at synth', (jwtRules) => {
  const chart = newChart();
  new RequestAuthentication(chart, 'jwt', { jwtRules });
  expect(() => Testing.synth(chart)).toThrow(
    '[shop/jwt] a RequestAuthentication without rules does nothing; fix: call addJwtRule()',
  );
});

describe('refused', () => {
  const refused: Array<[string, JwtRule, string]> = [
    [
      'neither issuer nor keys',
      {},
      'jwtRules[0] must have an issuer, or the URI of its keys\n  received: nothing\n  fix: give `issuer`',
    ],
    [
      'an empty issuer',
      { issuer: '', jwks: URI },
      'jwtRules[0] must have an issuer, or the URI of its keys\n  received: ""',
    ],
    ['inline keys without issuer', { jwks: JWKS }, 'jwtRules[0] must have an issuer, or the URI of its keys'],
    [
      'an issuer that leads to no keys',
      { issuer: 'me' },
      'jwtRules[0].issuer must be a URL where no keys are given: istiod looks for them at its OpenID configuration\n  received: "me"',
    ],
    ['no audience', { issuer: ISSUER, audiences: [] }, 'jwtRules[0].audiences must not be an empty list'],
    ['an empty audience', { issuer: ISSUER, audiences: [''] }, 'jwtRules[0].audiences must not hold an empty text'],
    ['no header', { issuer: ISSUER, fromHeaders: [] }, 'jwtRules[0].fromHeaders must not be an empty list'],
    [
      'a malformed header',
      { issuer: ISSUER, fromHeaders: [{ name: 'a' }, { name: 'x token' }] },
      'jwtRules[0].fromHeaders[1].name must be the name of a header\n  received: "x token"',
    ],
    ['an empty parameter', { issuer: ISSUER, fromParams: [''] }, 'jwtRules[0].fromParams must not hold an empty text'],
    ['an empty cookie', { issuer: ISSUER, fromCookies: [''] }, 'jwtRules[0].fromCookies must not hold an empty text'],
    [
      'an empty header for the payload',
      { issuer: ISSUER, outputPayloadToHeader: '' },
      'jwtRules[0].outputPayloadToHeader must be the name of a header\n  received: ""',
    ],
    [
      'a header that is not for claims',
      { issuer: ISSUER, outputClaimToHeaders: [{ header: ':path', claim: 'a' }] },
      "jwtRules[0].outputClaimToHeaders[0].header must be a header name of letters, digits, '-' and '_'\n  received: \":path\"",
    ],
    [
      'an empty claim',
      { issuer: ISSUER, outputClaimToHeaders: [{ header: 'a', claim: '' }] },
      'jwtRules[0].outputClaimToHeaders[0].claim must not hold an empty text',
    ],
    [
      'no claims',
      { issuer: ISSUER, outputClaimToHeaders: [] },
      'jwtRules[0].outputClaimToHeaders must not be an empty list',
    ],
    [
      'no time',
      { issuer: ISSUER, timeout: Duration.millis(0) },
      'jwtRules[0].timeout must be at least 1ms\n  received: "0s"',
    ],
    [
      'too many claims',
      { issuer: ISSUER, spaceDelimitedClaims: Array.from({ length: 65 }, (_, index) => `c${index}`) },
      'jwtRules[0].spaceDelimitedClaims takes at most 64 entries\n  received: 65',
    ],
    [
      'an empty claim in texts',
      { issuer: ISSUER, spaceDelimitedClaims: [''] },
      'jwtRules[0].spaceDelimitedClaims must not hold an empty text',
    ],
  ];
  test.each(refused)('%s', (_, rule, message) => {
    expect(() => build(rule)).toThrow(`[shop/jwt] ${message}`);
    expect(() => build(rule)).toThrow('\n  received: ');
    expect(() => build(rule)).toThrow('\n  fix: ');
  });

  test('a malformed name', () => {
    expect(() => new RequestAuthentication(newChart(), 'jwt', { metadata: { name: 'A' } })).toThrow(
      '[shop/jwt] the name of a RequestAuthentication must be a Kubernetes object name\n  received: "A"',
    );
  });

  test('the second rule, by its place', () => {
    expect(() => build({ issuer: ISSUER }, { issuer: 'me' })).toThrow('[shop/jwt] jwtRules[1].issuer must be a URL');
  });

  test('4097 rules', () => {
    const rules = Array.from({ length: 4097 }, () => ({ issuer: ISSUER }));
    expect(() => build(...rules)).toThrow(
      '[shop/jwt] a RequestAuthentication takes at most 4096 rules\n  received: 4097\n  fix: ',
    );
  });
});
