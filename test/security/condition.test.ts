import { Condition } from '../../src/security/condition';

test.each([
  ['header', Condition.header('X-User', 'a', 'b*'), 'request.headers[X-User]', ['a', 'b*']],
  ['pseudo header', Condition.header(':authority', '*'), 'request.headers[:authority]', ['*']],
  ['sourceIp', Condition.sourceIp('10.0.0.0/8'), 'source.ip', ['10.0.0.0/8']],
  ['remoteIp', Condition.remoteIp('::1'), 'remote.ip', ['::1']],
  ['sourceNamespace', Condition.sourceNamespace('web-*'), 'source.namespace', ['web-*']],
  [
    'sourceServiceAccount',
    Condition.sourceServiceAccount('web/web', 'own'),
    'source.serviceAccount',
    ['web/web', 'own'],
  ],
  ['sourcePrincipal', Condition.sourcePrincipal('td/ns/a/sa/b'), 'source.principal', ['td/ns/a/sa/b']],
  ['sourceTrustDomain', Condition.sourceTrustDomain('*.local'), 'source.trustDomain', ['*.local']],
  ['requestPrincipal', Condition.requestPrincipal('https://id/a'), 'request.auth.principal', ['https://id/a']],
  ['requestAudience', Condition.requestAudience('shop'), 'request.auth.audiences', ['shop']],
  ['requestPresenter', Condition.requestPresenter('app'), 'request.auth.presenter', ['app']],
  ['requestClaim', Condition.requestClaim('groups', 'admin'), 'request.auth.claims[groups]', ['admin']],
  [
    'a claim that is a URL',
    Condition.requestClaim('https://a.b/role', 'admin'),
    'request.auth.claims[https://a.b/role]',
    ['admin'],
  ],
  [
    'nestedRequestClaim',
    Condition.nestedRequestClaim(['realm_access', 'roles'], 'admin'),
    'request.auth.claims[realm_access][roles]',
    ['admin'],
  ],
  ['destinationIp', Condition.destinationIp('10.1.2.3'), 'destination.ip', ['10.1.2.3']],
  ['destinationPort', Condition.destinationPort(80, 443), 'destination.port', ['80', '443']],
  ['connectionSni', Condition.connectionSni('*.example.com'), 'connection.sni', ['*.example.com']],
  [
    'experimentalEnvoyFilter',
    Condition.experimentalEnvoyFilter('envoy.filters.network.mysql_proxy', 'db.table', '[update]'),
    'experimental.envoy.filters.network.mysql_proxy[db.table]',
    ['[update]'],
  ],
  ['of', Condition.of('source.ip', '10.1.2.3'), 'source.ip', ['10.1.2.3']],
])('%s', (_, condition, key, values) => {
  expect(condition.key).toBe(key);
  expect(condition._render()).toEqual({ key, values });
});

test('values that must not be there, with others and alone', () => {
  const condition = Condition.header('a', 'x*').butNot('x1').butNot('x2', 'x3');
  expect(condition._render()).toEqual({ key: 'request.headers[a]', values: ['x*'], notValues: ['x1', 'x2', 'x3'] });
  expect(Condition.destinationPort().butNot('80')._render()).toEqual({ key: 'destination.port', notValues: ['80'] });
});

test('butNot() leaves the condition that it is called on as it was', () => {
  const condition = Condition.header('a', 'x');
  condition.butNot('y');
  condition._render().values!.push('z');
  expect(condition._render()).toEqual({ key: 'request.headers[a]', values: ['x'] });
});

test('a list of claims can change afterwards', () => {
  const path = ['a', 'b'];
  const condition = Condition.nestedRequestClaim(path, 'x');
  path.push('c');
  expect(condition._render().key).toBe('request.auth.claims[a][b]');
});

describe('refused', () => {
  const seventeen = Array.from({ length: 17 }, (_, index) => `sa${index}`);
  const refused: Array<[string, () => unknown, string]> = [
    [
      'a key that Istio does not have',
      () => Condition.of('source.namespaces', 'a'),
      'Istio has no condition with this key\n  received: "source.namespaces"\n  fix: use source.ip, ',
    ],
    ['a key of another API', () => Condition.of('destination.labels[a]', 'a'), 'choose the workloads with the target'],
    ['a namespace of the destination', () => Condition.of('destination.namespace', 'a'), 'into that namespace'],
    ['a header without name', () => Condition.header('', 'a'), 'received: "request.headers[]"'],
    ['a header with a blank', () => Condition.header('a b', 'a'), 'received: "request.headers[a b]"'],
    ['a claim without name', () => Condition.requestClaim('', 'a'), 'received: "request.auth.claims[]"'],
    ['no claims', () => Condition.nestedRequestClaim([], 'a'), 'received: "request.auth.claims"'],
    ['a claim with brackets', () => Condition.requestClaim('a[b', 'a'), 'received: "request.auth.claims[a[b]"'],
    [
      'another filter',
      () => Condition.experimentalEnvoyFilter('my.filter', 'a', 'b'),
      'received: "experimental.my.filter[a]"',
    ],
    [
      'a malformed address',
      () => Condition.sourceIp('10.0.0'),
      'values of source.ip must be IP addresses or subnets\n  received: "10.0.0"',
    ],
    [
      'a malformed excluded address',
      () => Condition.remoteIp().butNot('x'),
      'notValues of remote.ip must be IP addresses or subnets\n  received: "x"',
    ],
    ['a malformed port', () => Condition.destinationPort(0), 'values of destination.port must be port numbers'],
    ['an empty value', () => Condition.header('a', ''), 'values of request.headers[a] must not hold an empty text'],
    [
      'a value with two wildcards',
      () => Condition.requestClaim('a', '*b*'),
      'not at both: the second would be a letter',
    ],
    ['an SNI with a wildcard inside', () => Condition.connectionSni('a.*.b'), 'in between it would match nothing'],
    [
      'too many service accounts',
      () => Condition.sourceServiceAccount(...seventeen),
      'source.serviceAccount takes at most 16 values\n  received: 17',
    ],
    [
      'no values',
      () => Condition.header('a')._render(),
      'a condition needs values: Istio refuses one without\n  received: "request.headers[a]"',
    ],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  received: ');
    expect(action).toThrow('\n  fix: ');
  });
});
