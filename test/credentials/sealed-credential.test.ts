import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Testing } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ICredential } from '../../src/credentials/credential-interface';
import { ExistingCredential } from '../../src/credentials/private/existing-credential';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { SealedCredential } from '../../src/credentials/private/sealed-credential';
import { SealedCredentialProps } from '../../src/credentials/sealed-credential-props';
import { SealingScope } from '../../src/credentials/sealing-scope';
import { SecretForm } from '../../src/credentials/secret-form';
import { schemaErrors } from '../support/crd-schema';
import { BIND, base64, errorOf, newChart } from './support/binding';
import { NOW, issue, keysOf } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { unseal as unsealWith } from './support/unseal';

const shop = issue({ dnsNames: ['shop.example.com'] });
const controller = issue({ subject: 'sealed-secrets', keys: keysOf('rsa2048') });
const folder = newFolder();
afterAll(removeFolders);

const store = (name: string): CertificateStore => CertificateStore.directory(join(folder, name));
const source = (form = SecretForm.TLS): ICredential =>
  PemCredential.ofTexts({ certificate: shop.pem, privateKey: shop.key, form }, () => NOW);
const sealed = (props: Partial<SealedCredentialProps> = {}, of = source()): SealedCredential =>
  new SealedCredential(of, { controllerCertificate: controller.pem, store: store('shared'), ...props }, () => NOW);

function render(credential: ICredential, name?: string) {
  const chart = newChart();
  credential.bind(chart, { ...BIND, defaultName: name ?? BIND.defaultName });
  const [object] = Testing.synth(chart);
  return object;
}

const unseal = (text: string, label: string): string => unsealWith(text, label, controller.keys.privateKey);

test('a SealedSecret is made, and nothing in it can be read', () => {
  const object = render(sealed());
  expect(object).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'shop-credential', namespace: 'istio-system' },
    spec: {
      encryptedData: { 'tls.crt': expect.any(String), 'tls.key': expect.any(String) },
      template: { metadata: { name: 'shop-credential', namespace: 'istio-system' }, type: 'kubernetes.io/tls' },
    },
  });
  expect(schemaErrors(object)).toEqual([]);
  const text = JSON.stringify(object);
  expect(text).not.toContain(base64(shop.key).slice(40, 80));
  expect(text).not.toContain('PRIVATE KEY');
});

test.each([
  [SealingScope.STRICT, 'istio-system/shop-credential', undefined],
  [SealingScope.NAMESPACE_WIDE, 'istio-system', { 'sealedsecrets.bitnami.com/namespace-wide': 'true' }],
  [SealingScope.CLUSTER_WIDE, '', { 'sealedsecrets.bitnami.com/cluster-wide': 'true' }],
])('the controller unseals it, scope %s', (scope, label, annotations) => {
  const { metadata, spec } = render(sealed({ scope }, source(SecretForm.GENERIC)));
  expect(unseal(spec.encryptedData.cert, label)).toBe(shop.pem);
  expect(unseal(spec.encryptedData.key, label)).toBe(shop.key);
  expect(() => unseal(spec.encryptedData.key, `${label}x`)).toThrow();
  expect(metadata.annotations).toEqual(annotations);
  expect(spec.template.metadata.annotations).toEqual(annotations);
});

test('what is sealed once stays as it is, and anything else is sealed anew', () => {
  const first = render(sealed());
  expect(render(sealed())).toEqual(first);
  const texts = [
    first,
    render(sealed({ scope: SealingScope.CLUSTER_WIDE })),
    render(sealed({ controllerCertificate: issue({ keys: keysOf('rsa3072') }).pem })),
    render(sealed(), 'other-credential'),
    render(sealed({ store: store('other') })),
  ].map(({ spec }) => spec.encryptedData['tls.key']);
  expect(new Set(texts).size).toBe(texts.length);
});

test('the store keeps sealed texts alone, for its owner', () => {
  const own = store('own');
  render(sealed({ store: own }));
  const [entry] = readdirSync(own.path).filter((name) => name.endsWith('.sealed'));
  expect(statSync(join(own.path, entry)).mode & 0o777).toBe(0o600);
  expect(readdirSync(own.path)).toContain('.gitignore');
  writeFileSync(join(own.path, entry), '{"tls.crt": ');
  const error = errorOf(() => render(sealed({ store: own })));
  expect(error).toMatch(/must be as it was written\n {2}received: "a file that holds no sealed texts"/);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'a Secret that exists',
    () => sealed({}, new ExistingCredential('shop-credential')),
    /only a credential whose key is known here/,
  ],
  ['no certificate', () => sealed({ controllerCertificate: 'x' }), /controllerCertificate/],
  ['a private key', () => sealed({ controllerCertificate: shop.key }), /controllerCertificate/],
  [
    'an outdated certificate',
    () => sealed({ controllerCertificate: issue({ keys: keysOf('rsa2048'), notAfter: new Date('2030-01-01') }).pem }),
    /controllerCertificate must be valid now/,
  ],
  [
    'an EC key',
    () => sealed({ controllerCertificate: issue({ keys: keysOf('p256') }).pem }),
    /has an RSA key\n {2}received: "a key of type ec"/,
  ],
  [
    'a host that is not covered',
    () => sealed().bind(newChart(), { ...BIND, hosts: ['example.org'] }),
    /must cover host/,
  ],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).not.toContain(shop.key.split('\n')[1]);
});

test('nothing that people print of it shows the key', () => {
  const credential = sealed();
  const chart = newChart();
  const bound = credential.bind(chart, BIND);
  for (const shown of [
    inspect(credential, { depth: 9, showHidden: true }),
    JSON.stringify(credential),
    inspect(bound),
  ]) {
    expect(shown).not.toContain(shop.key.split('\n')[1]);
  }
});
