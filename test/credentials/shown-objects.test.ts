import { inspect } from 'node:util';
import { ApiObject, App, Chart } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { Credential } from '../../src/credentials/credential';
import { ICredential } from '../../src/credentials/credential-interface';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { SealedCredential } from '../../src/credentials/private/sealed-credential';
import { SecretCredential } from '../../src/credentials/private/secret-credential';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { Mesh } from '../../src/mesh/mesh';
import { Backend } from '../../src/networking/backend';
import { SecureIngress } from '../../src/patterns/secure-ingress';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { BIND, base64 } from './support/binding';
import { NOW, issue, keysOf } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { KeyDetector } from './support/misplaced-key';
import { makeFast } from './support/store';

afterAll(removeFolders);

const clock = () => NOW;
const shop = issue({ keys: keysOf('rsa2048'), dnsNames: ['shop.example.com'] });
const detector = new KeyDetector(shop.keys.privateKey);
const store = CertificateStore.directory(newFolder());
const fromPem = () => PemCredential.ofTexts({ certificate: shop.pem, privateKey: shop.key }, clock);
const selfSigned = () => new SelfSignedCredential({ store }, { clock, make: makeFast });
const newChart = () => new Chart(new App({ outdir: newFolder() }), 'shop');

function secretIn(chart: Chart): ApiObject {
  const data = { 'tls.crt': base64(shop.pem), 'tls.key': base64(shop.key) };
  const metadata = { name: 'shop', namespace: 'istio-system' };
  return new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata, data });
}

/** All ways in which people look at an object. */
function shownForms(object: unknown): string[] {
  return [
    () => inspect(object, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
    () => JSON.stringify(object),
    () => String(object),
    () => Object.entries(object as object).join(),
  ].flatMap((show) => {
    try {
      return [show()];
    } catch {
      // Constructs can't be written as JSON: they know their parents.
      return [];
    }
  });
}

/** What holds a key, or did when it was made. */
const OBJECTS: { readonly [name: string]: (chart: Chart) => unknown } = {
  'a source from PEM': fromPem,
  'a bound credential': (chart) => fromPem().bind(chart, BIND),
  'the Secret that was made': (chart) => fromPem().bind(chart, BIND).apiObject,
  'a self-signed source': selfSigned,
  'a bound self-signed credential': (chart) => selfSigned().bind(chart, BIND),
  'a sealed source': () => new SealedCredential(fromPem(), { controllerCertificate: shop.pem, store }, clock),
  'a bound sealed credential': (chart) =>
    new SealedCredential(fromPem(), { controllerCertificate: shop.pem, store }, clock).bind(chart, BIND),
  'a source from a Secret': () => new SecretCredential(secretIn(newChart()), clock),
  'a store': () => store,
  'an ingress': (chart) => ingress(chart, fromPem()),
  'a chart with an ingress': (chart) => ingress(chart, fromPem()).node.scope,
  'an app with an ingress': (chart) => ingress(chart, selfSigned()).node.root,
  'a mesh of an app': (chart) => Mesh.fromApp(ingress(chart, fromPem()).node.root),
  'a mesh with a Secret': (chart) => Mesh.fromApp(secretIn(chart).node.root),
  'a mesh that was analysed': (chart) => {
    const mesh = Mesh.fromApp(ingress(chart, fromPem()).node.root);
    IstioAnalysis.run(mesh);
    return mesh;
  },
  'the report of it': (chart) => IstioAnalysis.run(Mesh.fromApp(ingress(chart, fromPem()).node.root)),
  'a mesh of files': () => Mesh.fromYaml([{ file: 'a.yaml', text: JSON.stringify(secretIn(newChart()).toJson()) }]),
};

function ingress(chart: Chart, credential: ICredential): SecureIngress {
  const backend = Backend.named('shop', { port: 80 });
  return new SecureIngress(chart, 'ingress', { name: 'shop', hosts: ['shop.example.com'], credential, backend });
}

test.each(Object.entries(OBJECTS))('%s shows nothing of its key', (_, make) => {
  const shown = shownForms(make(newChart()));
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.map((text) => detector.find(text))).toEqual(shown.map(() => undefined));
});

test('a key would be found in each form', () => {
  const forms = shownForms({ key: shop.key, data: { key: base64(shop.key) } });
  expect(forms.map((text) => detector.find(text) !== undefined)).toEqual([true, true, false, true]);
});

test('what is rendered holds the key all the same', () => {
  const chart = newChart();
  fromPem().bind(chart, BIND);
  expect(detector.find(JSON.stringify(chart.toJson()))).toBeDefined();
});

test('a mesh says what it has', () => {
  const mesh = Mesh.fromYaml([{ file: 'a.yaml', text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n' }]);
  expect(inspect(mesh)).toBe('Mesh of 1 object');
  expect(JSON.stringify([mesh])).toBe('["Mesh of 1 object"]');
  expect(inspect([Credential.existing('shop')])).toContain('shop');
});
