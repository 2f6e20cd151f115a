import * as fc from 'fast-check';
import { Source } from '../../src/security/source';
import { SourceProps } from '../../src/security/source-props';

test.each<[string, Source, SourceProps]>([
  ['principal', Source.principal('td/ns/a/sa/b', '*'), { principals: ['td/ns/a/sa/b', '*'] }],
  ['notPrincipal', Source.notPrincipal('td/ns/a/*'), { notPrincipals: ['td/ns/a/*'] }],
  ['serviceAccount', Source.serviceAccount('web', 'web.v1'), { serviceAccounts: ['web/web.v1'] }],
  ['notServiceAccount', Source.notServiceAccount('web', 'web'), { notServiceAccounts: ['web/web'] }],
  ['namespace', Source.namespace('web', 'a-*-b'), { namespaces: ['web', 'a-*-b'] }],
  ['notNamespace', Source.notNamespace('*'), { notNamespaces: ['*'] }],
  ['trustDomain', Source.trustDomain('*.local'), { trustDomains: ['*.local'] }],
  ['notTrustDomain', Source.notTrustDomain('old.local'), { notTrustDomains: ['old.local'] }],
  ['ipBlock', Source.ipBlock('10.0.0.0/8', '::1'), { ipBlocks: ['10.0.0.0/8', '::1'] }],
  ['notIpBlock', Source.notIpBlock('10.1.2.3'), { notIpBlocks: ['10.1.2.3'] }],
  ['remoteIpBlock', Source.remoteIpBlock('2001:db8::/32'), { remoteIpBlocks: ['2001:db8::/32'] }],
  ['notRemoteIpBlock', Source.notRemoteIpBlock('0.0.0.0/0'), { notRemoteIpBlocks: ['0.0.0.0/0'] }],
  [
    'requestPrincipal',
    Source.requestPrincipal('https://id/*', '*/al'),
    { requestPrincipals: ['https://id/*', '*/al'] },
  ],
  ['notRequestPrincipal', Source.notRequestPrincipal('*'), { notRequestPrincipals: ['*'] }],
  [
    'several at once',
    Source.of({ namespaces: ['web'], notPrincipals: ['*/sa/test'] }),
    { namespaces: ['web'], notPrincipals: ['*/sa/test'] },
  ],
])('%s', (_, source, rendered) => {
  expect(source._render()).toEqual(rendered);
});

test('overrides lie over the fields, empty values included', () => {
  const overrides = { ipBlocks: [], novel: { a: 0, b: false, c: '' } };
  const source = Source.of({ ipBlocks: ['10.0.0.1'], overrides });
  overrides.novel.a = 1;
  expect(source._render()).toEqual({ ipBlocks: [], novel: { a: 0, b: false, c: '' } });
  expect(Source.of({ overrides: { novel: 1 } })._render()).toEqual({ novel: 1 });
});

test('lists can change afterwards, before and after rendering', () => {
  const namespaces = ['web'];
  const source = Source.of({ namespaces });
  namespaces.push('other');
  source._render().namespaces!.push('third');
  expect(source._render()).toEqual({ namespaces: ['web'] });
});

const LISTS: Array<keyof SourceProps> = [
  'principals',
  'notPrincipals',
  'serviceAccounts',
  'notServiceAccounts',
  'namespaces',
  'notNamespaces',
  'trustDomains',
  'notTrustDomains',
  'ipBlocks',
  'notIpBlocks',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
  'requestPrincipals',
  'notRequestPrincipals',
];

test.each(LISTS)('%s must not be empty, nor hold the empty text', (field) => {
  expect(() => Source.of({ [field]: [] })).toThrow(
    'which Istio takes for no restriction at all\n  received: []\n  fix: ',
  );
  expect(() => Source.of({ [field]: [''] })).toThrow('\n  received: ""\n  fix: ');
});

const ONE_WILDCARD = 'take a wildcard at the beginning or at the end';

describe('refused', () => {
  const seventeen = Array.from({ length: 17 }, (_, index) => `sa${index}`);
  const refused: Array<[string, () => unknown, string]> = [
    ['nothing at all', () => Source.of({}), 'a source must say something: Istio refuses an empty one\n  received: {}'],
    [
      'a principal with its scheme',
      () => Source.principal('spiffe://td/ns/a/sa/b'),
      'principals of a source are written without spiffe://, which Istio adds itself\n' +
        '  received: "spiffe://td/ns/a/sa/b"\n  fix: write \'td/ns/a/sa/b\'',
    ],
    [
      'a principal that is a name',
      () => Source.notPrincipal('web'),
      'notPrincipals of a source are whole identities, so that a name alone matches nobody\n  received: "web"\n' +
        "  fix: write 'cluster.local/ns/<namespace>/sa/web'",
    ],
    ['a principal with two wildcards', () => Source.principal('*/ns/a/*'), ONE_WILDCARD],
    ['a principal with a wildcard inside', () => Source.principal('td/ns/*/sa/b'), ONE_WILDCARD],
    [
      'a namespace with capitals',
      () => Source.namespace('Web'),
      'namespaces of a source must be names of namespaces\n  received: "Web"',
    ],
    ['a namespace and a name', () => Source.namespace('a/b'), 'received: "a/b"'],
    [
      'a trust domain with a path',
      () => Source.trustDomain('cluster.local/ns/a'),
      'trustDomains of a source must be trust domains, which have no \'/\'\n  received: "cluster.local/ns/a"\n' +
        "  fix: write 'cluster.local'",
    ],
    ['a trust domain with a wildcard inside', () => Source.trustDomain('a*b'), ONE_WILDCARD],
    [
      'a service account with three parts',
      () => Source.of({ serviceAccounts: ['td/web/web'] }),
      "serviceAccounts of a source must be 'namespace/name', or 'name' for the policy's own namespace",
    ],
    ['a service account with a wildcard', () => Source.serviceAccount('web', '*'), 'received: "*"'],
    ['a service account without its name', () => Source.serviceAccount('web', ''), 'must be a Kubernetes object name'],
    [
      'a service account in a malformed namespace',
      () => Source.notServiceAccount('a.b', 'web'),
      'the namespace of a service account must be an RFC 1123 label',
    ],
    [
      'too many service accounts',
      () => Source.of({ notServiceAccounts: seventeen }),
      'a list of service accounts takes at most 16 entries\n  received: 17',
    ],
    [
      'service accounts beside principals',
      () => Source.of({ serviceAccounts: ['web'], principals: ['*'] }),
      'a source with serviceAccounts or notServiceAccounts takes neither principals nor namespaces',
    ],
    [
      'excluded service accounts beside excluded namespaces',
      () => Source.of({ notServiceAccounts: ['web'], notNamespaces: ['a'] }),
      'takes neither principals nor namespaces\n  received: {"notServiceAccounts":["web"],"notNamespaces":["a"]}',
    ],
    [
      'a request principal without subject',
      () => Source.requestPrincipal('alice'),
      "requestPrincipals of a source are 'issuer/subject', so that one of the two alone matches nobody\n" +
        "  received: \"alice\"\n  fix: write 'alice/*' for all subjects of the issuer, '*/alice' for the subject of any",
    ],
    [
      'a URL for an issuer without subject',
      () => Source.requestPrincipal('https://id.example.com'),
      "divided at the last '/' into issuer and subject, and this issuer would be 'https:/'",
    ],
    [
      'a URL that ends with a wildcard',
      () => Source.requestPrincipal('https://id.example.com*'),
      "fix: write 'https://id.example.com/*' for all subjects of the issuer",
    ],
    ['a request principal with two wildcards', () => Source.requestPrincipal('*/*'), ONE_WILDCARD],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  received: ');
    expect(action).toThrow('\n  fix: ');
  });

  test.each([
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '::/129',
    '10.0.0.0/8/8',
    'fe80::1%eth0',
    'a.b',
    '10.0.0.0/',
    '*',
  ])('%s as an address', (block) => {
    const rule = `ipBlocks of a source must be IP addresses or subnets\n  received: "${block}"\n  fix: `;
    expect(() => Source.ipBlock(block)).toThrow(rule);
  });
});

test('every IPv4 and IPv6 subnet is taken', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(32), fc.ipV6(), fc.nat(128), (v4, bits4, v6, bits6) => {
      const blocks = [v4, `${v4}/${bits4}`, v6, `${v6}/${bits6}`];
      expect(Source.ipBlock(...blocks)._render()).toEqual({ ipBlocks: blocks });
    }),
  );
});
