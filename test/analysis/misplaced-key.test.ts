import { inspect } from 'node:util';
import { ApiObject, App, Chart } from 'cdk8s';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { PlainKeys } from '../../src/analysis/plain-keys';
import { Severity } from '../../src/analysis/severity';
import { Mesh } from '../../src/mesh/mesh';
import { ReportFormat } from '../../src/report/report-format';
import { ReportWriter } from '../../src/report/report-writer';
import { base64 } from '../credentials/support/binding';
import { issue, newKeys } from '../credentials/support/certificates';
import { KeyDetector, textsOf } from '../credentials/support/misplaced-key';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const keys = newKeys('p256');
const shop = issue({ dnsNames: ['shop.example.com'] });
const ca = issue({ subject: 'ca', ca: true });
const texts = textsOf(keys);
const detector = new KeyDetector(keys.privateKey);

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  readonly [field: string]: unknown;
}

const istio = (kind: string, spec: object, metadata: object = {}): Manifest => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name: 'shop', namespace: 'web', ...metadata },
  spec,
});
const gateway = (tls: object, hosts: string[] = ['shop.example.com']): Manifest =>
  istio('Gateway', {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts, tls: { mode: 'MUTUAL', ...tls } }],
  });
const secret = (data: object, more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop', namespace: 'istio-system' },
  data: { 'tls.crt': base64(shop.pem), 'tls.key': base64(shop.key), ...data },
  ...more,
});
const named = gateway({ credentialName: 'shop' });

/** Manifests with a key somewhere. */
const PLACES: { readonly [place: string]: (text: string) => readonly Manifest[] } = {
  'the key of a Secret': (text) => [named, secret({ 'tls.key': base64(text) })],
  'the key of a Secret, not encoded': (text) => [named, secret({ 'tls.key': text })],
  'the key of a Secret, as text': (text) => [named, secret({}, { stringData: { 'tls.key': text } })],
  'the certificate of a Secret': (text) => [named, secret({ 'tls.crt': base64(text) })],
  'the client CA of a Secret': (text) => [named, secret({ 'ca.crt': base64(text) })],
  'the revocation list of a Secret': (text) => [named, secret({ 'ca.crt': base64(ca.pem), 'ca.crl': base64(text) })],
  'another field of a Secret': (text) => [named, secret({}, { key: text })],
  'the name of a field of a Secret': (text) => [named, secret({ [text]: '' })],
  'the type of a Secret': (text) => [named, secret({}, { type: text })],
  'a ConfigMap': (text) => [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' }, data: { 'tls.key': text } },
  ],
  'the name of a credential': (text) => [gateway({ credentialName: text })],
  'the path of a key': (text) => [gateway({ serverCertificate: '/tls.crt', privateKey: text })],
  'an unknown field of a Gateway': (text) => [gateway({ credentialName: 'shop', key: text })],
  'a host of a Gateway': (text) => [gateway({ credentialName: 'shop' }, [text]), secret({})],
  'a host of a VirtualService': (text) => [istio('VirtualService', { hosts: [text], http: [] })],
  'a Gateway of a VirtualService': (text) => [istio('VirtualService', { hosts: ['a.example.com'], gateways: [text] })],
  'the destination of a route': (text) => [
    istio('VirtualService', { hosts: ['a.example.com'], http: [{ route: [{ destination: { host: text } }] }] }),
  ],
  'the host of a DestinationRule': (text) => [istio('DestinationRule', { host: text })],
  'the client certificate of a DestinationRule': (text) => [
    istio('DestinationRule', { host: 'a.example.com', trafficPolicy: { tls: { mode: 'MUTUAL', privateKey: text } } }),
  ],
  'a label': (text) => [istio('DestinationRule', { host: 'a.example.com' }, { labels: { key: text } })],
  'an annotation': (text) => [istio('DestinationRule', { host: 'a.example.com' }, { annotations: { key: text } })],
  'the name of an object': (text) => [istio('DestinationRule', { host: 'a.example.com' }, { name: text })],
  'the namespace of an object': (text) => [istio('DestinationRule', { host: 'a.example.com' }, { namespace: text })],
};

const NUMBERED = Object.entries(PLACES).map(([name, make], place) => [name, make, place] as const);

describe.each(NUMBERED)('a key in the place of %s', (_, manifestsOf, place) => {
  test('is in no report', () => {
    // Each place takes some of the texts, others than the next: an analysis of all by all takes minutes.
    for (const text of texts.filter((__, index) => index % 5 === place % 5)) {
      const yaml = manifestsOf(text).map((manifest) => JSON.stringify(manifest));
      const report = IstioAnalysis.run(Mesh.fromYaml([{ file: 'mesh.yaml', text: yaml.join('\n---\n') }]));
      expect(report.internalErrors).toEqual([]);
      const written = Object.values(ReportFormat).map((format) => ReportWriter.write(report, { format }));
      expect(written.map((each) => detector.find(each))).toEqual(written.map(() => undefined));
    }
  });
});

describe('a synth', () => {
  const places = Object.entries(PLACES).filter(([place]) => !place.includes('of an object'));

  test.each(places)('shows nothing of a key in the place of %s', (_, manifestsOf) => {
    for (const text of texts.filter((__, index) => index % 7 === 0)) {
      const app = new App({ outdir: newFolder() });
      IstioAnalysis.attach(app, { plainKeys: PlainKeys.FORBIDDEN, print: Severity.INFO });
      const chart = new Chart(app, 'shop');
      manifestsOf(text).forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
      const written: string[] = [];
      const streams = [process.stdout, process.stderr].map((stream) =>
        jest.spyOn(stream, 'write').mockImplementation((chunk) => {
          written.push(String(chunk));
          return true;
        }),
      );
      try {
        app.synth();
      } catch (error) {
        written.push(inspect(error, { depth: 9, showHidden: true }), String((error as Error).stack));
      } finally {
        streams.forEach((stream) => stream.mockRestore());
      }
      expect(written.map((each) => detector.find(each))).toEqual(written.map(() => undefined));
    }
  });
});
