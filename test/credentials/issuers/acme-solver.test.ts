import { Duration } from 'cdk8s';
import {
  AcmeSolver,
  AwsCredentials,
  AzureEnvironment,
  AzureIdentity,
  AzureZoneType,
  ChallengeRoute,
  CnameStrategy,
  Dns01Provider,
  DnsUpdateProtocol,
  SolverServiceType,
  TsigAlgorithm,
} from 'cdk8s-istio';
import { errorOf } from '../support/binding';
import { solversOf } from './support';

const secret = { name: 'dns', key: 'token' };

test.each<[string, AcmeSolver, object]>([
  ['an Ingress of class istio', AcmeSolver.http01(), { ingress: { class: 'istio', serviceType: 'ClusterIP' } }],
  [
    'an Ingress of another class, with ports of nodes',
    AcmeSolver.http01(ChallengeRoute.ingressClass('azure/application-gateway'), {
      serviceType: SolverServiceType.NODE_PORT,
    }),
    { ingress: { class: 'azure/application-gateway', serviceType: 'NodePort' } },
  ],
  [
    'an Ingress of an IngressClass',
    AcmeSolver.http01(ChallengeRoute.ingressClassName('istio')),
    { ingress: { ingressClassName: 'istio', serviceType: 'ClusterIP' } },
  ],
  [
    'an Ingress that is there',
    AcmeSolver.http01(ChallengeRoute.existingIngress('shop')),
    { ingress: { name: 'shop', serviceType: 'ClusterIP' } },
  ],
  [
    'an HTTPRoute',
    AcmeSolver.http01(ChallengeRoute.gatewayApi('public', { namespace: 'gateways', sectionName: 'http' })),
    {
      gatewayHTTPRoute: {
        parentRefs: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'Gateway',
            name: 'public',
            namespace: 'gateways',
            sectionName: 'http',
          },
        ],
        serviceType: 'ClusterIP',
      },
    },
  ],
])('over HTTP by %s', (_, solver, http01) => {
  expect(solversOf(solver)).toEqual([{ http01 }]);
});

test.each<[string, Dns01Provider, object]>([
  ['route53 by what the pods have', Dns01Provider.route53(), { route53: {} }],
  [
    'route53 by an access key',
    Dns01Provider.route53({
      credentials: AwsCredentials.accessKey('AKIA1', secret),
      role: 'arn:aws:iam::1:role/dns',
      region: 'eu-central-1',
      hostedZoneId: 'Z1',
    }),
    {
      route53: {
        accessKeyID: 'AKIA1',
        secretAccessKeySecretRef: secret,
        role: 'arn:aws:iam::1:role/dns',
        region: 'eu-central-1',
        hostedZoneID: 'Z1',
      },
    },
  ],
  [
    'route53 by an access key in a Secret',
    Dns01Provider.route53({ credentials: AwsCredentials.accessKeyInSecret({ name: 'dns', key: 'id' }, secret) }),
    { route53: { accessKeyIDSecretRef: { name: 'dns', key: 'id' }, secretAccessKeySecretRef: secret } },
  ],
  [
    'route53 by a ServiceAccount',
    Dns01Provider.route53({ credentials: AwsCredentials.serviceAccount('dns', ['aws']), role: 'arn' }),
    { route53: { auth: { kubernetes: { serviceAccountRef: { name: 'dns', audiences: ['aws'] } } }, role: 'arn' } },
  ],
  ['cloudDNS', Dns01Provider.cloudDns({ project: 'shop' }), { cloudDNS: { project: 'shop' } }],
  [
    'cloudDNS with a key',
    Dns01Provider.cloudDns({ project: 'shop', serviceAccountKey: secret, hostedZone: 'shop-zone' }),
    { cloudDNS: { project: 'shop', serviceAccountSecretRef: secret, hostedZoneName: 'shop-zone' } },
  ],
  [
    'azureDNS',
    Dns01Provider.azureDns({ subscriptionId: 's', resourceGroup: 'g' }),
    { azureDNS: { subscriptionID: 's', resourceGroupName: 'g' } },
  ],
  [
    'azureDNS by a managed identity',
    Dns01Provider.azureDns({
      subscriptionId: 's',
      resourceGroup: 'g',
      hostedZone: 'example.com',
      environment: AzureEnvironment.CHINA,
      zoneType: AzureZoneType.PRIVATE,
      identity: AzureIdentity.managed('client', 'tenant'),
    }),
    {
      azureDNS: {
        subscriptionID: 's',
        resourceGroupName: 'g',
        hostedZoneName: 'example.com',
        environment: 'AzureChinaCloud',
        zoneType: 'AzurePrivateZone',
        managedIdentity: { clientID: 'client', tenantID: 'tenant' },
      },
    },
  ],
  [
    'azureDNS by a resource',
    Dns01Provider.azureDns({
      subscriptionId: 's',
      resourceGroup: 'g',
      identity: AzureIdentity.managedResource('/subscriptions/s/x'),
    }),
    {
      azureDNS: {
        subscriptionID: 's',
        resourceGroupName: 'g',
        managedIdentity: { resourceID: '/subscriptions/s/x' },
      },
    },
  ],
  [
    'azureDNS by a service principal',
    Dns01Provider.azureDns({
      subscriptionId: 's',
      resourceGroup: 'g',
      identity: AzureIdentity.servicePrincipal({ clientId: 'c', tenantId: 't', clientSecret: secret }),
    }),
    {
      azureDNS: {
        subscriptionID: 's',
        resourceGroupName: 'g',
        clientID: 'c',
        tenantID: 't',
        clientSecretSecretRef: secret,
      },
    },
  ],
  ['cloudflare', Dns01Provider.cloudflare(secret), { cloudflare: { apiTokenSecretRef: secret } }],
  [
    'cloudflare by an account',
    Dns01Provider.cloudflareAccount('dns@example.com', secret),
    { cloudflare: { email: 'dns@example.com', apiKeySecretRef: secret } },
  ],
  ['digitalocean', Dns01Provider.digitalOcean(secret), { digitalocean: { tokenSecretRef: secret } }],
  ['rfc2136', Dns01Provider.rfc2136({ nameserver: '10.0.0.53' }), { rfc2136: { nameserver: '10.0.0.53' } }],
  [
    'rfc2136 with a key',
    Dns01Provider.rfc2136({
      nameserver: '[2001:db8::1]:53',
      protocol: DnsUpdateProtocol.TCP,
      tsigKey: { name: 'cert-manager', secret, algorithm: TsigAlgorithm.HMAC_SHA512 },
    }),
    {
      rfc2136: {
        nameserver: '[2001:db8::1]:53',
        protocol: 'TCP',
        tsigKeyName: 'cert-manager',
        tsigSecretSecretRef: secret,
        tsigAlgorithm: 'HMACSHA512',
      },
    },
  ],
  [
    'acmeDNS',
    Dns01Provider.acmeDns('https://auth.example.com', secret),
    { acmeDNS: { host: 'https://auth.example.com', accountSecretRef: secret } },
  ],
  [
    'akamai',
    Dns01Provider.akamai({
      serviceConsumerDomain: 'akab.luna.akamaiapis.net',
      clientToken: { name: 'dns', key: 'client-token' },
      clientSecret: { name: 'dns', key: 'client-secret' },
      accessToken: { name: 'dns', key: 'access-token' },
    }),
    {
      akamai: {
        serviceConsumerDomain: 'akab.luna.akamaiapis.net',
        clientTokenSecretRef: { name: 'dns', key: 'client-token' },
        clientSecretSecretRef: { name: 'dns', key: 'client-secret' },
        accessTokenSecretRef: { name: 'dns', key: 'access-token' },
      },
    },
  ],
  [
    'webhook',
    Dns01Provider.webhook({ groupName: 'dns.example.com', solverName: 'hetzner', config: { zone: 'example.com' } }),
    { webhook: { groupName: 'dns.example.com', solverName: 'hetzner', config: { zone: 'example.com' } } },
  ],
])('over DNS by %s', (_, provider, dns01) => {
  expect(solversOf(AcmeSolver.dns01(provider))).toEqual([{ dns01 }]);
});

test('an algorithm that cert-manager would take MD5 for is SHA-256', () => {
  const provider = Dns01Provider.rfc2136({ nameserver: 'ns', tsigKey: { name: 'k', secret } });
  expect(solversOf(AcmeSolver.dns01(provider))).toMatchObject([
    { dns01: { rfc2136: { tsigAlgorithm: 'HMACSHA256' } } },
  ]);
});

test('a solver says which names it is for', () => {
  const dnsZones = ['example.com'];
  const solver = AcmeSolver.dns01(Dns01Provider.cloudflare(secret), {
    dnsNames: ['*.example.com'],
    dnsZones,
    matchLabels: { team: 'shop' },
    cnameStrategy: CnameStrategy.FOLLOW,
    waitInsteadOfSelfCheck: Duration.minutes(2),
    overrides: { dns01: { cloudflare: { email: 'dns@example.com' } } },
  });
  dnsZones.push('example.org');
  expect(solversOf(solver)).toEqual([
    {
      dns01: { cloudflare: { apiTokenSecretRef: secret, email: 'dns@example.com' }, cnameStrategy: 'Follow' },
      selector: { dnsNames: ['*.example.com'], dnsZones: ['example.com'], matchLabels: { team: 'shop' } },
      waitInsteadOfSelfCheck: '2m',
    },
  ]);
});

test.each(['ns', 'ns.example.com:53', 'ns.example.com.', '10.0.0.53:5353', '[2001:db8::1]', '[::1]:65535'])(
  'the DNS server %s is taken as it is',
  (nameserver) => {
    expect(solversOf(AcmeSolver.dns01(Dns01Provider.rfc2136({ nameserver })))).toEqual([
      { dns01: { rfc2136: { nameserver } } },
    ]);
  },
);

const TOKEN = 'dGhpcyBpcyBhIHRva2Vu_NOT_A_NAME';

test.each<[string, () => unknown, RegExp]>([
  ['a token where a Secret is named', () => Dns01Provider.cloudflare({ name: TOKEN, key: 'x' }), /must name a Secret/],
  ['a token where a key is named', () => Dns01Provider.cloudflare({ name: 'x', key: `${TOKEN}=` }), /must name a key/],
  ['no key', () => Dns01Provider.digitalOcean({ name: 'x', key: '' }), /must name a key/],
  ['no project', () => Dns01Provider.cloudDns({ project: '' }), /project of Cloud DNS must not be empty/],
  ['no subscription', () => Dns01Provider.azureDns({ subscriptionId: '', resourceGroup: 'g' }), /subscriptionId/],
  ['no server', () => Dns01Provider.rfc2136({ nameserver: ' ' }), /nameserver must not be empty/],
  ...['2001:db8::1', '[10.0.0.53]', 'ns:0', 'ns:65536', 'ns:', 'tcp://ns', '*.example.com', '10.0.0.256', ':53'].map(
    (nameserver): [string, () => unknown, RegExp] => [
      `the server ${nameserver}`,
      () => Dns01Provider.rfc2136({ nameserver }),
      /nameserver must be a host, or a host and a port/,
    ],
  ),
  ['no URL of acme-dns', () => Dns01Provider.acmeDns('auth.example.com', secret), /must be a URL/],
  ['no solver of a webhook', () => Dns01Provider.webhook({ groupName: 'g', solverName: '' }), /solverName/],
  ['a ServiceAccount', () => AwsCredentials.serviceAccount('A'), /must be a Kubernetes object name/],
  ['a tenant without a name', () => AzureIdentity.managed('c', ''), /id of a tenant must not be empty/],
  ['a class without a name', () => ChallengeRoute.ingressClass(''), /class of an Ingress must not be empty/],
  ['an IngressClass', () => ChallengeRoute.ingressClassName('a/b'), /must be a Kubernetes object name/],
  ['a Gateway', () => ChallengeRoute.gatewayApi('A'), /must be a Kubernetes object name/],
  ['a namespace of a Gateway', () => ChallengeRoute.gatewayApi('a', { namespace: '' }), /must be an RFC 1123 label/],
  ['a name that is none', () => AcmeSolver.http01(undefined, { dnsNames: ['a b'] }), /a name that a solver is for/],
  ['a zone with a wildcard', () => AcmeSolver.http01(undefined, { dnsZones: ['*.a.com'] }), /a DNS zone/],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).toMatch(/\n {2}fix: /);
  expect(error).not.toContain(TOKEN);
});
