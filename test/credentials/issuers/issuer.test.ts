import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  AcmeServer,
  AcmeSolver,
  Backend,
  ChallengeRoute,
  ClusterIssuer,
  Credential,
  Dns01Provider,
  Issuer,
  IssuerConfig,
  SecureIngress,
} from 'cdk8s-istio';
import { IstioAnalysis } from '../../../src/analysis/istio-analysis';
import { Mesh } from '../../../src/mesh/mesh';
import { schemaErrors } from '../../support/crd-schema';
import { BIND, errorOf, newChart } from '../support/binding';
import { issue } from '../support/certificates';
import { acme, specOf } from './support';

const selfSigned = IssuerConfig.selfSigned();
const ca = issue({ dnsNames: ['ca.example.com'] }).pem;
const cloudflare = Dns01Provider.cloudflare({ name: 'cloudflare', key: 'token' });

test('an Issuer is in a namespace, a ClusterIssuer in none', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'istio-system' });
  const issuer = new Issuer(chart, 'issuer', { metadata: { name: 'own' }, config: selfSigned });
  const cluster = new ClusterIssuer(chart, 'cluster', { metadata: { name: 'all' }, config: selfSigned });
  const objects = Testing.synth(chart);
  expect(objects).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name: 'own', namespace: 'istio-system' },
      spec: { selfSigned: {} },
    },
    { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'all' }, spec: { selfSigned: {} } },
  ]);
  expect(objects.flatMap(schemaErrors)).toEqual([]);
  expect([issuer.issuerKind, issuer.issuerName, issuer.issuerNamespace]).toEqual(['Issuer', 'own', 'istio-system']);
  expect([cluster.issuerGroup, cluster.issuerKind]).toEqual(['cert-manager.io', 'ClusterIssuer']);
});

test('it is an instance of its own class alone', () => {
  const chart = newChart();
  const issuer: unknown = new Issuer(chart, 'issuer', { config: selfSigned });
  const other: unknown = new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'Secret' });
  expect([issuer instanceof Issuer, issuer instanceof ApiObject, issuer instanceof ClusterIssuer]).toEqual([
    true,
    true,
    false,
  ]);
  expect(other instanceof Issuer).toBe(false);
});

test("Let's Encrypt with all that is asked for", () => {
  const config = IssuerConfig.acme({
    server: AcmeServer.letsEncrypt(),
    email: 'certificates@example.com',
    externalAccount: { keyId: 'kid-1', key: { name: 'eab', key: 'secret' } },
    preferredChain: 'ISRG Root X1',
    profile: 'shortlived',
    enableDuration: true,
    solvers: [AcmeSolver.http01()],
  });
  expect(specOf(config)).toEqual({
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email: 'certificates@example.com',
      privateKeySecretRef: { name: 'it-account-key' },
      externalAccountBinding: { keyID: 'kid-1', keySecretRef: { name: 'eab', key: 'secret' } },
      preferredChain: 'ISRG Root X1',
      profile: 'shortlived',
      enableDurationFeature: true,
      solvers: [{ http01: { ingress: { class: 'istio', serviceType: 'ClusterIP' } } }],
    },
  });
});

test.each<[string, IssuerConfig, object]>([
  [
    'another ACME server, with an account that is there',
    IssuerConfig.acme({
      server: AcmeServer.at('https://ca.example.com/acme/directory', { caBundle: ca }),
      accountKeySecret: 'account',
      existingAccount: true,
      solvers: [AcmeSolver.http01()],
    }),
    {
      acme: {
        server: 'https://ca.example.com/acme/directory',
        caBundle: Buffer.from(ca).toString('base64'),
        disableAccountKeyGeneration: true,
        privateKeySecretRef: { name: 'account' },
      },
    },
  ],
  ['a CA', IssuerConfig.ca('ca'), { ca: { secretName: 'ca' } }],
  [
    'a CA that says more',
    IssuerConfig.ca('ca', {
      crlDistributionPoints: ['http://ca.example.com/crl'],
      ocspServers: ['http://ca.example.com/ocsp'],
      issuingCertificateUrls: ['http://ca.example.com/ca.crt'],
    }),
    {
      ca: {
        secretName: 'ca',
        crlDistributionPoints: ['http://ca.example.com/crl'],
        ocspServers: ['http://ca.example.com/ocsp'],
        issuingCertificateURLs: ['http://ca.example.com/ca.crt'],
      },
    },
  ],
  [
    'self-signed with revocation lists',
    IssuerConfig.selfSigned({ crlDistributionPoints: ['http://ca.example.com/crl'] }),
    { selfSigned: { crlDistributionPoints: ['http://ca.example.com/crl'] } },
  ],
])('%s', (_, config, expected) => {
  expect(specOf(config)).toMatchObject(expected);
});

test('overrides reach what has no property, and the caller may change its own afterwards', () => {
  const chart = newChart();
  const overrides = { selfSigned: { later: true } };
  new Issuer(chart, 'issuer', { metadata: { name: 'it' }, config: selfSigned, overrides });
  overrides.selfSigned.later = false;
  expect(Testing.synth(chart)[0].spec).toEqual({ selfSigned: { later: true } });
});

const solvers = [AcmeSolver.http01()];
const server = AcmeServer.letsEncrypt();

test.each<[string, () => unknown, RegExp]>([
  ['no solver', () => IssuerConfig.acme({ server, solvers: [] }), /must have a solver/],
  ['an email that is none', () => IssuerConfig.acme({ server, solvers, email: 'nobody' }), /email must be an address/],
  [
    'a chain with a long name',
    () => IssuerConfig.acme({ server, solvers, preferredChain: 'x'.repeat(65) }),
    /at most 64 characters/,
  ],
  ['a Secret of an account', () => IssuerConfig.acme({ server, solvers, accountKeySecret: 'A' }), /must name a Secret/],
  ['plain HTTP', () => AcmeServer.at('http://ca.example.com/directory'), /begins with https:\/\//],
  ['no URL', () => AcmeServer.at('letsencrypt'), /begins with https:\/\//],
  ['a bundle of nothing', () => AcmeServer.at('https://ca.example.com', { caBundle: 'x' }), /caBundle/],
  ['a CA without a name', () => IssuerConfig.ca(''), /must name a Secret/],
  ['no URL of a list', () => IssuerConfig.ca('ca', { ocspServers: ['ocsp'] }), /ocspServers must be a URL/],
  [
    'a namespace',
    () => new ClusterIssuer(newChart(), 'it', { config: selfSigned, metadata: { namespace: 'shop' } }),
    /\[chart\/it\] a ClusterIssuer is in no namespace/,
  ],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).toMatch(/\n {2}fix: /);
});

test('a Certificate names the issuer, and how its names are proved is known', () => {
  const chart = newChart();
  const issuer = new ClusterIssuer(chart, 'issuer', {
    metadata: { name: 'letsencrypt' },
    config: acme(AcmeSolver.http01(), AcmeSolver.dns01(cloudflare, { dnsZones: ['apps.example.com'] })),
  });
  const bind = (hosts: string[], id: string): unknown =>
    Credential.certManager({ issuer, name: id }).bind(chart, { ...BIND, hosts, id }).acmeChallenge;
  expect(bind(['*.apps.example.com'], 'a')).toBe('DNS-01');
  expect(bind(['*.apps.example.com', 'shop.example.com'], 'b')).toBe('HTTP-01');
  expect(errorOf(() => bind(['*.example.com'], 'c'))).toMatch(/\[chart\] HTTP-01 can prove no wildcard/);
  expect(Testing.synth(chart)[1].spec.issuerRef).toEqual({
    group: 'cert-manager.io',
    kind: 'ClusterIssuer',
    name: 'letsencrypt',
  });
});

test('an Issuer has to be where the pods of the gateway are', () => {
  const chart = newChart();
  const bind = (namespace: string | undefined, id: string): unknown => {
    const issuer = new Issuer(chart, id, { metadata: { name: id, namespace }, config: selfSigned });
    return Credential.certManager({ issuer, name: id }).bind(chart, { ...BIND, id: `${id}-credential` });
  };
  expect(bind('istio-system', 'here')).toMatchObject({ credentialName: 'here', acmeChallenge: undefined });
  expect(bind(undefined, 'anywhere')).toMatchObject({ credentialName: 'anywhere' });
  const error = errorOf(() => bind('shop', 'there'));
  expect(error).toMatch(/signs for its own namespace only/);
  expect(error).toMatch(/received: "Issuer there in namespace shop"/);
});

test('an ingress with an issuer by HTTP-01 leaves the challenge alone, and nothing is wrong with it', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const issuer = new ClusterIssuer(chart, 'issuer', {
    metadata: { name: 'letsencrypt' },
    config: acme(AcmeSolver.http01(ChallengeRoute.ingressClass())),
  });
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: ['shop.example.com'],
    credential: Credential.certManager({ issuer }),
    backend: Backend.named('shop', { port: 80 }),
  });
  const [, certificate, gateway, virtualService] = Testing.synth(chart);
  expect(certificate.kind).toBe('Certificate');
  expect(gateway.spec.servers[0].tls).toBeUndefined();
  expect(JSON.stringify(virtualService.spec.http[0])).toContain('acme-challenge');
  expect(IstioAnalysis.run(Mesh.fromApp(chart)).findings.map(({ code }) => code)).toEqual([]);
});
