import { AuthorizationFacts, matchesRule, matchesValue } from '../../../src/mesh/semantics/authorization';
import { matchesPathTemplate } from '../../../src/mesh/semantics/path-template';
import { Rule } from '../../../src/mesh/wire/security';

const FACTS: AuthorizationFacts = {
  http: {
    method: 'GET',
    scheme: 'http',
    authority: 'Shop.example.com',
    path: '/api/items',
    query: '?x=/admin',
    headers: new Map([['x-role', 'admin']]),
    claims: { iss: 'https://issuer/a', sub: 'me', aud: ['one', 'two'], azp: 'app', groups: ['dev'] },
  },
  principal: 'cluster.local/ns/team-a/sa/front',
  sourceIp: '10.1.2.3',
  remoteIp: '203.0.113.9',
  destinationIp: undefined,
  destinationPort: 8080,
  sni: 'shop.example.com',
};
const TCP: AuthorizationFacts = { ...FACTS, http: undefined };

const from = (source: NonNullable<NonNullable<Rule['from']>[number]['source']>): Rule => ({ from: [{ source }] });
const to = (operation: NonNullable<NonNullable<Rule['to']>[number]['operation']>): Rule => ({ to: [{ operation }] });
const when = (key: string, values: string[], notValues: string[] = []): Rule => ({
  when: [{ key, values, notValues }],
});

it.each<[Rule, boolean]>([
  [{}, true],
  [from({ principals: ['cluster.local/ns/team-a/*'] }), true],
  [from({ principals: ['*'], notPrincipals: ['*/front'] }), false],
  [from({ namespaces: ['team-*'] }), true],
  [from({ namespaces: ['team'] }), false],
  [from({ serviceAccounts: ['team-a/front'] }), true],
  [from({ serviceAccounts: ['front'] }), false],
  [from({ trustDomains: ['cluster.local'] }), true],
  [from({ ipBlocks: ['10.1.0.0/16'] }), true],
  [from({ remoteIpBlocks: ['10.1.0.0/16'] }), false],
  [from({ requestPrincipals: ['https://issuer/a/me'] }), true],
  [from({ requestPrincipals: ['https://issuer/a/*'] }), true],
  [from({ requestPrincipals: ['*/me'] }), true],
  [from({ requestPrincipals: ['https://issuer/b/me'] }), false],
  [from({ notRequestPrincipals: ['*'] }), false],
  [to({ hosts: ['shop.EXAMPLE.com'] }), true],
  [to({ hosts: ['*.example.com'], methods: ['GET'], paths: ['/api/*'], ports: ['8080'] }), true],
  [to({ paths: ['/admin'] }), false],
  [to({ paths: ['/api/{*}'] }), true],
  [to({ notPaths: ['/api*'] }), false],
  [when('request.headers[X-Role]', ['adm*']), true],
  [when('request.headers[x-role]', [], ['admin']), false],
  [when('request.auth.claims[groups]', ['dev']), true],
  [when('request.auth.audiences', ['two']), true],
  [when('request.auth.presenter', ['other']), false],
  [when('connection.sni', ['*.example.com']), true],
  [when('something.else', ['x']), false],
])('%j matches: %s', (rule, expected) => {
  expect(matchesRule(rule, 'team-b', FACTS, 'void')).toBe(expected);
});

it('voids a rule on HTTP in an ALLOW policy for TCP, and leaves its conditions out elsewhere', () => {
  const rule = { ...to({ paths: ['/x'], ports: ['8080'] }) };
  expect(matchesRule(rule, 'a', TCP, 'void')).toBe(false);
  expect(matchesRule(rule, 'a', TCP, 'leave out')).toBe(true);
  expect(matchesRule(to({ ports: ['1'] }), 'a', TCP, 'leave out')).toBe(false);
});

it.each([
  ['*', 'a', true],
  ['*', '', false],
  ['a*', 'ab', true],
  ['*b', 'ab', true],
  ['ab', 'ab', true],
  ['a', 'ab', false],
])('value %s covers %s: %s', (value, text, expected) => {
  expect(matchesValue(value, text)).toBe(expected);
});

it.each([
  ['/a/{*}/c', '/a/b/c', true],
  ['/a/{*}/c', '/a/b/b/c', false],
  ['/a/{**}', '/a/b/c', true],
  ['/a/{**}/d', '/a/b/c/d', true],
  ['/a/{**}/d', '/a/b/c', false],
  ['/a/{*}', '/a/', false],
])('template %s takes %s: %s', (template, path, expected) => {
  expect(matchesPathTemplate(template, path)).toBe(expected);
});
