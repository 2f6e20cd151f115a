import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { Redaction } from '../../src/credentials/redaction';
import { BIND, base64, newChart } from './support/binding';
import { NOW, issue } from './support/certificates';

const shop = issue({ dnsNames: ['shop.example.com'] });

test('a chart is shown without what its Secrets hold', () => {
  const chart = newChart();
  PemCredential.ofTexts({ certificate: shop.pem, privateKey: shop.key }, () => NOW).bind(chart, BIND);
  expect(Redaction.of(Testing.synth(chart))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'shop-credential', namespace: 'istio-system' },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': '<redacted>', 'tls.key': '<redacted>' },
    },
  ]);
});

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };

test.each<[string, unknown, unknown]>([
  ['plain values', { ...secret, stringData: { user: 'me' } }, { ...secret, stringData: { user: '<redacted>' } }],
  [
    'values of any type',
    { ...secret, data: { a: 1, b: null } },
    { ...secret, data: { a: '<redacted>', b: '<redacted>' } },
  ],
  ['data that is no map', { ...secret, data: 'key' }, { ...secret, data: '<redacted>' }],
  ['no data', { ...secret, type: 'Opaque' }, { ...secret, type: 'Opaque' }],
  [
    'Secrets in a list',
    { kind: 'List', items: [{ ...secret, data: { a: 'b' } }] },
    { kind: 'List', items: [{ ...secret, data: { a: '<redacted>' } }] },
  ],
  [
    'what kubectl noted',
    {
      ...secret,
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...secret, data: { a: 'b' } }),
        },
      },
    },
    {
      ...secret,
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...secret, data: { a: '<redacted>' } }),
        },
      },
    },
  ],
  [
    'what kubectl noted, and somebody cut off',
    { metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"kind":"Secret","da' } } },
    { metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '<redacted>' } } },
  ],
  [
    'keys and certificates among other text',
    { kind: 'ConfigMap', data: { file: `# ours\n${shop.key}# theirs\n${shop.pem}# end\n` } },
    { kind: 'ConfigMap', data: { file: '# ours\n<redacted PRIVATE KEY>\n# theirs\n<redacted CERTIFICATE>\n# end\n' } },
  ],
  ['a key on one line', [shop.key.replaceAll('\n', '\\n')], ['<redacted PRIVATE KEY>\\n']],
  ['a key that is cut off', ['a', shop.key.slice(0, 100)], ['a', '<redacted PRIVATE KEY>']],
  [
    'a key as base64',
    { kind: 'Other', spec: { bundle: base64(shop.key) } },
    { kind: 'Other', spec: { bundle: '<redacted>' } },
  ],
  [
    'a key as base64 in lines, after other text',
    { bundle: base64(`ours:\n${shop.key}`).replace(/.{76}/g, '$&\n') },
    { bundle: '<redacted>' },
  ],
])('%s', (_, manifest, expected) => {
  const before = JSON.stringify(manifest);
  expect(Redaction.of([manifest])).toEqual([expected]);
  expect(JSON.stringify(manifest)).toBe(before);
});

test('everything else stays as it is, in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (manifests) => {
      fc.pre(!JSON.stringify(manifests).includes('Secret'));
      expect(JSON.stringify(Redaction.of(manifests))).toBe(JSON.stringify(manifests));
    }),
  );
});

test('doing it twice is doing it once', () => {
  const manifests = [{ ...secret, data: { a: 'b' } }, { file: shop.key }];
  expect(Redaction.of(Redaction.of(manifests))).toEqual(Redaction.of(manifests));
});
