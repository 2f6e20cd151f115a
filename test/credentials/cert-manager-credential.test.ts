import { Duration, Testing } from 'cdk8s';
import {
  AcmeChallenge,
  Backend,
  CertificateIssuer,
  CertificateKey,
  CertManagerCredentialProps,
  Credential,
  EcdsaCurve,
  KeyRotation,
  PlainHttp,
  RsaKeySize,
  SecureIngress,
} from 'cdk8s-istio';
import { schemaErrors } from '../support/crd-schema';
import { BIND, errorOf, newChart } from './support/binding';

const issuer = CertificateIssuer.clusterIssuer('letsencrypt');
const specOf = (props: Partial<CertManagerCredentialProps>): object => {
  const chart = newChart();
  Credential.certManager({ issuer, ...props }).bind(chart, BIND);
  const [object] = Testing.synth(chart);
  expect(schemaErrors(object)).toEqual([]);
  return object.spec;
};

test('a Certificate is made where the pods of the gateway are, for their hosts', () => {
  const chart = newChart();
  const bound = Credential.certManager({ issuer }).bind(chart, {
    ...BIND,
    hosts: ['shop/shop.example.com', '*.example.com', 'shop.example.com'],
  });
  expect(bound).toMatchObject({ credentialName: 'shop-credential', namespace: 'istio-system' });
  const first = Testing.synth(chart);
  expect(first).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'shop-credential', namespace: 'istio-system' },
      spec: {
        secretName: 'shop-credential',
        dnsNames: ['shop.example.com', '*.example.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    },
  ]);
  expect(Testing.synth(chart)).toEqual(first);
});

test.each<[string, Partial<CertManagerCredentialProps>, object]>([
  [
    'the issuer is in the namespace',
    { issuer: CertificateIssuer.issuer('ca') },
    { issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'ca' } },
  ],
  [
    'fields that have no property, beside one that has',
    { privateKey: CertificateKey.rsa(), overrides: { revisionHistoryLimit: 1, privateKey: { encoding: 'PKCS8' } } },
    {
      secretName: 'shop-credential',
      revisionHistoryLimit: 1,
      privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8' },
    },
  ],
  [
    'the issuer is of another controller',
    { issuer: CertificateIssuer.external('awspca.cert-manager.io', 'AWSPCAClusterIssuer', 'pca') },
    { issuerRef: { group: 'awspca.cert-manager.io', kind: 'AWSPCAClusterIssuer', name: 'pca' } },
  ],
  ['names', { dnsNames: ['*.Example.com'] }, { dnsNames: ['*.example.com'] }],
  [
    'times',
    { duration: Duration.days(30), renewBefore: Duration.minutes(90) },
    { duration: '720h', renewBefore: '90m' },
  ],
  [
    'an RSA key',
    { privateKey: CertificateKey.rsa(RsaKeySize.BITS_4096) },
    { privateKey: { algorithm: 'RSA', size: 4096 } },
  ],
  [
    'an ECDSA key that stays',
    { privateKey: CertificateKey.ecdsa(EcdsaCurve.P384), keyRotation: KeyRotation.NEVER },
    { privateKey: { algorithm: 'ECDSA', size: 384, rotationPolicy: 'Never' } },
  ],
  [
    'a key of which only the rotation is told',
    { keyRotation: KeyRotation.ALWAYS },
    { privateKey: { rotationPolicy: 'Always' } },
  ],
])('%s', (_, props, expected) => {
  expect(specOf(props)).toMatchObject(expected);
});

test('a temporary certificate is asked for only on demand', () => {
  const metadataOf = (temporaryCertificate?: boolean) => {
    const chart = newChart();
    Credential.certManager({ issuer, temporaryCertificate }).bind(chart, BIND);
    return Testing.synth(chart)[0].metadata;
  };
  const plain = { name: 'shop-credential', namespace: 'istio-system' };
  const annotations = { 'cert-manager.io/issue-temporary-certificate': 'true' };
  expect(metadataOf(true)).toEqual({ ...plain, annotations });
  expect([metadataOf(false), metadataOf()]).toEqual([plain, plain]);
});

const httpIssuer = CertificateIssuer.clusterIssuer('letsencrypt', { challenge: AcmeChallenge.HTTP_01 });

test.each<[string, () => unknown, RegExp]>([
  [
    'a wildcard by HTTP-01',
    () => Credential.certManager({ issuer: httpIssuer, dnsNames: ['*.example.com'] }),
    /HTTP-01 can prove no wildcard/,
  ],
  [
    'a wildcard among the hosts by HTTP-01',
    () => Credential.certManager({ issuer: httpIssuer }).bind(newChart(), { ...BIND, hosts: ['*.example.com'] }),
    /\[chart\] HTTP-01 can prove no wildcard/,
  ],
  [
    'every host',
    () => Credential.certManager({ issuer }).bind(newChart(), { ...BIND, hosts: ['*'] }),
    /no certificate covers host '\*'/,
  ],
  ['an IP address', () => specOf({ dnsNames: ['10.0.0.1'] }), /must be a DNS name/],
  [
    'names that do not cover the host',
    () => specOf({ dnsNames: ['example.com'] }),
    /must cover host 'shop.example.com'/,
  ],
  ['half an hour', () => specOf({ duration: Duration.minutes(30) }), /no duration below an hour\n {2}received: "30m"/],
  [
    'a renewal in the last minute',
    () => specOf({ renewBefore: Duration.minutes(1) }),
    /no renewBefore below five minutes/,
  ],
  [
    'a renewal before the beginning',
    () => specOf({ renewBefore: Duration.days(90) }),
    /renewBefore 2160h with duration 2160h/,
  ],
  ['a name that Istio keeps', () => specOf({ name: 'istio-shop' }), /must not begin with 'istio'/],
  ['an issuer without a name', () => CertificateIssuer.issuer(''), /must be a Kubernetes object name/],
  ['a kind that is none', () => CertificateIssuer.external('a.example.com', 'issuer', 'x'), /must be a kind/],
  ['a group that is none', () => CertificateIssuer.external('A_B', 'Issuer', 'x'), /must be a Kubernetes object name/],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).toMatch(/\n {2}fix: /);
});

test('a Secret is asked for once, and shared by its handle', () => {
  const chart = newChart();
  const source = Credential.certManager({ issuer, dnsNames: ['*.example.com'] });
  const bound = source.bind(chart, BIND);
  expect(errorOf(() => source.bind(chart, { ...BIND, id: 'second' }))).toMatch(/belongs to chart\/Credential already/);
  expect(bound.bind(chart, { ...BIND, hosts: ['blog.example.com'] })).toBe(bound);
  expect(errorOf(() => bound.bind(chart, { ...BIND, hosts: ['example.org'] }))).toMatch(
    /must cover host 'example.org'/,
  );
});

test('an ingress takes it: Certificate and Gateway name one Secret, and none is rendered', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: ['shop.example.com'],
    credential: Credential.certManager({ issuer }),
    backend: Backend.named('shop', { port: 80 }),
    plainHttp: PlainHttp.SERVE,
  });
  const objects = Testing.synth(chart);
  expect(objects.map(({ kind }) => kind)).toEqual(['Certificate', 'Gateway', 'VirtualService']);
  const [certificate, gateway] = objects;
  expect(gateway.spec.servers[1].tls.credentialName).toBe(certificate.spec.secretName);
});

test('overrides are copied', () => {
  const overrides = { secretTemplate: { labels: { team: 'shop' } } };
  const credential = Credential.certManager({ issuer, overrides });
  overrides.secretTemplate.labels.team = 'other';
  const chart = newChart();
  credential.bind(chart, BIND);
  expect(Testing.synth(chart)[0].spec.secretTemplate).toEqual({ labels: { team: 'shop' } });
});
