import { Duration, Testing } from 'cdk8s';
import {
  Backend,
  ClientCa,
  ClientCertificates,
  Credential,
  EntryDecoding,
  ExternalSecretCreationPolicy,
  ExternalSecretCredentialProps,
  ExternalSecretDeletionPolicy,
  ExternalSecretRefreshPolicy,
  ExternalSecretStore,
  RemoteCertificate,
  RemoteEntry,
  SecretForm,
  SecureIngress,
} from 'cdk8s-istio';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Mesh } from '../../src/mesh/mesh';
import { schemaErrors } from '../support/crd-schema';
import { BIND, errorOf, newChart } from './support/binding';

const store = ExternalSecretStore.clusterSecretStore('vault');
const certificate = RemoteEntry.of('shop/tls', { property: 'certificate' });
const privateKey = RemoteEntry.of('shop/tls', { property: 'key' });
const content = RemoteCertificate.keyPair({ certificate, privateKey });
const entry = RemoteEntry.of('shop');
const clients = { certificateAuthority: RemoteEntry.of('clients-ca'), revocationList: RemoteEntry.of('clients-crl') };

const specOf = (props: Partial<ExternalSecretCredentialProps>): object => {
  const chart = newChart();
  Credential.externalSecret({ store, content, ...props }).bind(chart, BIND);
  const [object] = Testing.synth(chart);
  expect(schemaErrors(object)).toEqual([]);
  return object.spec;
};

test('an ExternalSecret is made where the pods of the gateway are', () => {
  const chart = newChart();
  const bound = Credential.externalSecret({ store, content }).bind(chart, BIND);
  expect(bound).toMatchObject({ credentialName: 'shop-credential', namespace: 'istio-system' });
  const first = Testing.synth(chart);
  expect(first).toEqual([
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'shop-credential', namespace: 'istio-system' },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: { name: 'shop-credential', template: { type: 'kubernetes.io/tls' } },
        data: [
          { secretKey: 'tls.crt', remoteRef: { key: 'shop/tls', property: 'certificate' } },
          { secretKey: 'tls.key', remoteRef: { key: 'shop/tls', property: 'key' } },
        ],
      },
    },
  ]);
  expect(Testing.synth(chart)).toEqual(first);
});

test.each<[string, Partial<ExternalSecretCredentialProps>, object]>([
  [
    'the store is in the namespace',
    { store: ExternalSecretStore.secretStore('vault') },
    { secretStoreRef: { kind: 'SecretStore', name: 'vault' } },
  ],
  ['it is looked up each day', { refreshInterval: Duration.days(1) }, { refreshInterval: '24h' }],
  ['it is looked up once', { refreshInterval: Duration.millis(0) }, { refreshInterval: '0s' }],
  ...Object.values(ExternalSecretRefreshPolicy).map(
    (refreshPolicy): [string, Partial<ExternalSecretCredentialProps>, object] => [
      `refreshPolicy ${refreshPolicy}`,
      { refreshPolicy },
      { refreshPolicy },
    ],
  ),
  [
    'the Secret outlives the ExternalSecret and the entry',
    {
      creationPolicy: ExternalSecretCreationPolicy.ORPHAN,
      deletionPolicy: ExternalSecretDeletionPolicy.RETAIN,
    },
    { target: { creationPolicy: 'Orphan', deletionPolicy: 'Retain' } },
  ],
  [
    'the Secret goes with the ExternalSecret, or with the entry',
    { creationPolicy: ExternalSecretCreationPolicy.OWNER, deletionPolicy: ExternalSecretDeletionPolicy.DELETE },
    { target: { creationPolicy: 'Owner', deletionPolicy: 'Delete' } },
  ],
  [
    'labels of the Secret, which have no property',
    { overrides: { target: { template: { metadata: { labels: { team: 'shop' } } } } } },
    {
      target: {
        name: 'shop-credential',
        template: { type: 'kubernetes.io/tls', metadata: { labels: { team: 'shop' } } },
      },
    },
  ],
  [
    'a version of an entry, in base64',
    {
      content: RemoteCertificate.keyPair({
        certificate: RemoteEntry.of('crt', { version: '7', decoding: EntryDecoding.BASE64 }),
        privateKey,
      }),
    },
    {
      data: [
        { secretKey: 'tls.crt', remoteRef: { key: 'crt', version: '7', decodingStrategy: 'Base64' } },
        { secretKey: 'tls.key', remoteRef: { key: 'shop/tls', property: 'key' } },
      ],
    },
  ],
  [
    'CAs of clients beside a pair',
    { content: RemoteCertificate.keyPair({ certificate, privateKey, ...clients }) },
    {
      data: [
        { secretKey: 'tls.crt' },
        { secretKey: 'tls.key' },
        { secretKey: 'ca.crt', remoteRef: { key: 'clients-ca' } },
        { secretKey: 'ca.crl', remoteRef: { key: 'clients-crl' } },
      ],
    },
  ],
  [
    'all properties of an entry',
    { content: RemoteCertificate.properties(entry) },
    { target: { template: { type: 'kubernetes.io/tls' } }, dataFrom: [{ extract: { key: 'shop' } }] },
  ],
  [
    'all properties in the generic form',
    { content: RemoteCertificate.properties(entry, SecretForm.GENERIC) },
    { target: { template: { type: 'Opaque' } } },
  ],
  [
    'a bundle in PEM',
    { content: RemoteCertificate.pemBundle(entry) },
    {
      target: {
        template: {
          type: 'kubernetes.io/tls',
          data: {
            'tls.crt': '{{ .bundle | filterPEM "CERTIFICATE" }}',
            'tls.key': '{{ .bundle | filterPEM (.bundle | regexFind "(RSA |EC )?PRIVATE KEY") }}',
          },
        },
      },
      data: [{ secretKey: 'bundle', remoteRef: { key: 'shop' } }],
    },
  ],
  [
    'PKCS#12 with a password and CAs of clients',
    { content: RemoteCertificate.pkcs12(entry, { password: RemoteEntry.of('shop-password'), ...clients }) },
    {
      target: {
        template: {
          data: {
            'tls.crt': '{{ .bundle | pkcs12certPass .password }}',
            'tls.key': '{{ .bundle | pkcs12keyPass .password }}',
            'ca.crt': '{{ .authority }}',
            'ca.crl': '{{ .revocations }}',
          },
        },
      },
      data: [
        { secretKey: 'bundle', remoteRef: { key: 'shop' } },
        { secretKey: 'password', remoteRef: { key: 'shop-password' } },
        { secretKey: 'authority', remoteRef: { key: 'clients-ca' } },
        { secretKey: 'revocations', remoteRef: { key: 'clients-crl' } },
      ],
    },
  ],
  [
    'PKCS#12 without a password',
    { content: RemoteCertificate.pkcs12(entry) },
    {
      target: {
        template: { data: { 'tls.crt': '{{ .bundle | pkcs12cert }}', 'tls.key': '{{ .bundle | pkcs12key }}' } },
      },
    },
  ],
])('%s', (_, props, expected) => {
  expect(specOf(props)).toMatchObject(expected);
});

test('what is not there is not asked for', () => {
  const spec = specOf({ content: RemoteCertificate.pemBundle(entry) });
  expect(JSON.stringify(spec)).not.toMatch(/ca\.crt|authority|refresh|dataFrom|Policy/);
});

test('overrides are copied', () => {
  const overrides = { target: { immutable: true } };
  const credential = Credential.externalSecret({ store, content, overrides });
  overrides.target.immutable = false;
  const chart = newChart();
  credential.bind(chart, BIND);
  expect(Testing.synth(chart)[0].spec.target.immutable).toBe(true);
});

const withClients = { ...BIND, clientCa: ClientCa.IN_SECRET };

test.each<[string, () => unknown, RegExp]>([
  ['an entry without a key', () => RemoteEntry.of(''), /the key of an entry must not be empty/],
  ['an empty property', () => RemoteEntry.of('a', { property: '' }), /the property of an entry must not be empty/],
  ['a store without a name', () => ExternalSecretStore.secretStore(''), /must be a Kubernetes object name/],
  ['a name that Istio keeps', () => specOf({ name: 'istio-shop' }), /must not begin with 'istio'/],
  [
    'an interval that nothing looks at',
    () => specOf({ refreshInterval: Duration.hours(1), refreshPolicy: ExternalSecretRefreshPolicy.CREATED_ONCE }),
    /refreshInterval 1h with refreshPolicy CreatedOnce/,
  ],
  [
    'to delete what the operator does not own',
    () =>
      specOf({
        creationPolicy: ExternalSecretCreationPolicy.ORPHAN,
        deletionPolicy: ExternalSecretDeletionPolicy.DELETE,
      }),
    /deletionPolicy Delete with creationPolicy Orphan/,
  ],
  ['an IP address', () => specOf({ dnsNames: ['10.0.0.1'] }), /must be a DNS name/],
  [
    'names that do not cover the host',
    () => specOf({ dnsNames: ['example.com'] }),
    /must cover host 'shop.example.com'/,
  ],
  [
    'a server that wants a CA of clients',
    () => Credential.externalSecret({ store, content }).bind(newChart(), withClients),
    /needs the CA to check them with/,
  ],
  [
    'to seal it',
    () => Credential.sealed(Credential.externalSecret({ store, content }), { controllerCertificate: '' }),
    /key/,
  ],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).toMatch(/\n {2}fix: /);
});

test('a client CA is taken where it is there, or where nobody knows', () => {
  for (const each of [
    RemoteCertificate.keyPair({ certificate, privateKey, ...clients }),
    RemoteCertificate.pemBundle(entry, clients),
    RemoteCertificate.properties(entry),
  ]) {
    const bound = Credential.externalSecret({ store, content: each }).bind(newChart(), withClients);
    expect(bound.credentialName).toBe('shop-credential');
  }
});

test('an ingress takes it, the analysis knows its Secret, and none is rendered', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: ['shop.example.com'],
    credential: Credential.externalSecret({ store, content: RemoteCertificate.properties(entry) }),
    clientCertificates: ClientCertificates.required(),
    backend: Backend.named('shop', { port: 80 }),
  });
  const objects = Testing.synth(chart);
  expect(objects.map(({ kind }) => kind)).toEqual(['ExternalSecret', 'Gateway', 'VirtualService']);
  expect(objects[1].spec.servers[1].tls.credentialName).toBe(objects[0].spec.target.name);
  const { findings } = IstioAnalysis.run(Mesh.fromApp(chart));
  expect(findings.map(({ code }) => code)).toEqual([]);
});

test('a Secret is asked for once, and shared by its handle', () => {
  const chart = newChart();
  const source = Credential.externalSecret({ store, content, dnsNames: ['*.example.com'] });
  const bound = source.bind(chart, BIND);
  expect(errorOf(() => source.bind(chart, { ...BIND, id: 'second' }))).toMatch(/belongs to chart\/Credential already/);
  expect(bound.bind(chart, { ...BIND, hosts: ['blog.example.com'] })).toBe(bound);
});
