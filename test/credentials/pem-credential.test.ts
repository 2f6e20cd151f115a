import { inspect } from 'node:util';
import { Testing } from 'cdk8s';
import { PemCredentialProps } from '../../src/credentials/credential-props';
import { ClientCa } from '../../src/credentials/client-ca';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { SecretForm } from '../../src/credentials/secret-form';
import { BIND, base64, errorOf, newChart } from './support/binding';
import { NOW, issue, issueChain, issueRevocationList, keysOf, pkcs8 } from './support/certificates';

const shop = issue({ dnsNames: ['shop.example.com'] });
const { root, intermediate, leaf } = issueChain();
const list = issueRevocationList({ issuer: root, revoked: [5, 7] });
const own: PemCredentialProps = { certificate: shop.pem, privateKey: shop.key };
const fromPem = (props: Partial<PemCredentialProps> = {}) => PemCredential.ofTexts({ ...own, ...props }, () => NOW);
const bindAlone = (props: Partial<PemCredentialProps>, options: Partial<CredentialBindOptions> = {}) => {
  const chart = newChart();
  fromPem(props).bind(chart, { ...BIND, ...options });
  return Testing.synth(chart);
};

describe('the Secret', () => {
  test.each<[string, Partial<PemCredentialProps>, object]>([
    [
      'is of type kubernetes.io/tls',
      {},
      { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(shop.pem), 'tls.key': base64(shop.key) } },
    ],
    [
      'is generic',
      { form: SecretForm.GENERIC },
      { type: 'Opaque', data: { cert: base64(shop.pem), key: base64(shop.key) } },
    ],
    [
      'is of type kubernetes.io/tls with a client CA',
      { certificateAuthority: root.pem, form: SecretForm.TLS },
      {
        type: 'kubernetes.io/tls',
        data: { 'tls.crt': base64(shop.pem), 'tls.key': base64(shop.key), 'ca.crt': base64(root.pem) },
      },
    ],
    [
      'is generic with a client CA',
      { certificateAuthority: root.pem, form: SecretForm.GENERIC },
      { type: 'Opaque', data: { cert: base64(shop.pem), key: base64(shop.key), cacert: base64(root.pem) } },
    ],
    [
      'is of type kubernetes.io/tls with a revocation list',
      { certificateAuthority: root.pem, revocationList: `revoked so far:\r\n${list}` },
      {
        type: 'kubernetes.io/tls',
        data: {
          'tls.crt': base64(shop.pem),
          'tls.key': base64(shop.key),
          'ca.crt': base64(root.pem),
          'ca.crl': base64(list),
        },
      },
    ],
    [
      'is generic with a revocation list',
      { certificateAuthority: root.pem, revocationList: list, form: SecretForm.GENERIC },
      {
        type: 'Opaque',
        data: { cert: base64(shop.pem), key: base64(shop.key), cacert: base64(root.pem), crl: base64(list) },
      },
    ],
  ])('%s', (_, props, expected) => {
    expect(bindAlone(props)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'shop-credential', namespace: 'istio-system' },
        ...expected,
      },
    ]);
  });

  test("lands in the gateway's namespace, wherever the chart is, under its own name", () => {
    const chart = Testing.chart();
    const bound = fromPem({ name: 'own-name' }).bind(chart, { ...BIND, namespace: 'gateways' });
    expect(Testing.synth(chart)).toMatchObject([{ metadata: { name: 'own-name', namespace: 'gateways' } }]);
    expect(bound).toMatchObject({ credentialName: 'own-name', namespace: 'gateways' });
    expect(bound.apiObject?.node.path).toBe('test/Credential');
  });

  test('renders the same bytes each time', () => {
    const chart = newChart();
    fromPem().bind(chart, BIND);
    expect(JSON.stringify(Testing.synth(chart))).toBe(JSON.stringify(Testing.synth(chart)));
  });

  test('has an id of its own where several are made in one scope', () => {
    const chart = newChart();
    fromPem({ name: 'a' }).bind(chart, { ...BIND, id: 'first' });
    const second = fromPem({ name: 'b' }).bind(chart, { ...BIND, id: 'second' });
    expect(second.apiObject?.node.path).toBe('chart/second');
  });

  test('gets the PEM blocks alone, in their plain form', () => {
    const untidy = (text: string) => `\uFEFFsome text\r\n${text.replaceAll('\n', '\r\n')}more text`;
    expect(bindAlone({ certificate: untidy(shop.pem), privateKey: untidy(shop.key) })).toEqual(bindAlone({}));
  });

  test.each([
    ['without the root', [leaf, intermediate]],
    ['with the root', [leaf, intermediate, root]],
  ])('gets the whole chain, %s', (_, chain) => {
    const certificate = chain.map((each) => each.pem).join('');
    const [secret] = bindAlone({ certificate, privateKey: leaf.key });
    expect(secret.data['tls.crt']).toBe(base64(certificate));
  });

  test('may have several client CAs', () => {
    const certificateAuthority = root.pem + intermediate.pem;
    const [secret] = bindAlone({ certificateAuthority }, { clientCa: ClientCa.IN_SECRET });
    expect(secret.data['ca.crt']).toBe(base64(certificateAuthority));
  });
});

describe('a key', () => {
  const ecKeys = keysOf('p256');
  const rsaKeys = keysOf('rsa2048');
  const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
  test.each([
    ['RSA, PKCS#8', rsaKeys, pkcs8(rsaKeys)],
    ['RSA, PKCS#1', rsaKeys, rsaKeys.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['EC, PKCS#8', ecKeys, pkcs8(ecKeys)],
    ['EC, SEC 1', ecKeys, ecKeys.privateKey.export({ type: 'sec1', format: 'pem' }).toString()],
    ['P-384', keysOf('p384'), pkcs8(keysOf('p384'))],
    ['P-521', keysOf('p521'), pkcs8(keysOf('p521'))],
  ])('of kind %s is taken as it is', (_, keys, privateKey) => {
    const { pem: certificate } = issue({ keys, dnsNames: ['shop.example.com'] });
    const [secret] = bindAlone({ certificate, privateKey });
    expect(secret.data['tls.key']).toBe(base64(privateKey));
  });

  test('is taken without the parameters that OpenSSL writes before it', () => {
    const [secret] = bindAlone({ privateKey: parameters + shop.key });
    expect(secret.data['tls.key']).toBe(base64(shop.key));
  });
});

describe('hosts of the servers', () => {
  const names = (dnsNames: string[] | undefined) => ({ certificate: issue({ dnsNames }).pem });
  test.each([
    ['by name', ['shop.example.com'], ['shop.example.com']],
    ['by wildcard', ['*.example.com'], ['shop.example.com', '*.example.com']],
    ['by different names', ['a.example.com', '*.example.org'], ['b.example.org', 'a.example.com']],
    ['in whatever case', ['Shop.Example.com'], ['SHOP.example.com']],
    [
      'with the namespace that a Gateway may write before them',
      ['*.example.com'],
      ['prod/shop.example.com', './*.example.com'],
    ],
    ['when there are none', ['shop.example.com'], []],
  ])('are covered %s', (_, dnsNames, hosts) => {
    expect(bindAlone(names(dnsNames), { hosts })).toHaveLength(1);
  });

  test.each([
    ['another name', ['a.example.com'], ['b.example.com'], 'a certificate for a.example.com'],
    ['one of two', ['a.example.com'], ['a.example.com', 'b.example.com'], "must cover host 'b.example.com'"],
    ['a wildcard by a name', ['a.example.com'], ['*.example.com'], "must cover host '*.example.com'"],
    ['two labels by a wildcard', ['*.example.com'], ['a.b.example.com'], 'read a wildcard as one label'],
    ['nothing but a common name', undefined, ['shop'], 'a certificate without DNS names'],
    ['a host in a namespace', ['a.example.com'], ['prod/b.example.com'], "must cover host 'b.example.com'"],
    ['an IP address', ['10.0.0.1'], ['10.0.0.1'], 'serve it by a name'],
    ['every host', ['*.example.com'], ['*'], "no certificate covers host '*'"],
    [
      'with many names',
      ['1', '2', '3', '4', '5', '6', '7'].map((each) => `h${each}.example.com`),
      ['shop.example.com'],
      'h4.example.com, h5.example.com and 2 more"',
    ],
  ])('are not covered: %s', (_, dnsNames, hosts, detail) => {
    const chart = newChart();
    const message = errorOf(() => fromPem(names(dnsNames)).bind(chart, { ...BIND, hosts }));
    expect(message).toMatch(/^\[chart\] .+\n {2}received: .+\n {2}fix: .+$/);
    expect(message).toContain(detail);
    expect(Testing.synth(chart)).toEqual([]);
  });
});

describe('what the gateway needs', () => {
  const refusals: [string, Partial<PemCredentialProps>, Partial<CredentialBindOptions>, string][] = [
    ['a name', {}, { defaultName: undefined }, 'a credential needs a name'],
    ['a name that Istio does not keep for itself', {}, { defaultName: 'istio-shop' }, "must not begin with 'istio'"],
    ['a name that is an object name', {}, { defaultName: 'Shop' }, 'Kubernetes object name'],
    ['a namespace', {}, { namespace: 'Istio System' }, 'the namespace of a gateway must be an RFC 1123 label'],
    ['a client CA', {}, { clientCa: ClientCa.IN_SECRET }, 'needs the CA to check them with'],
  ];
  test.each(refusals)('%s', (_, props, options, detail) => {
    const chart = newChart();
    const message = errorOf(() => fromPem(props).bind(chart, { ...BIND, ...options }));
    expect(message).toMatch(/^\[chart\] .+\n {2}received: .+\n {2}fix: .+$/);
    expect(message).toContain(detail);
    expect(Testing.synth(chart)).toEqual([]);
  });

  test('a client CA, which one may have that nobody needs', () => {
    expect(bindAlone({ certificateAuthority: root.pem }, { clientCa: ClientCa.NONE })).toHaveLength(1);
    expect(bindAlone({ certificateAuthority: root.pem }, { clientCa: ClientCa.IN_SECRET })).toHaveLength(1);
  });
});

test('the key can not be seen in what people print', () => {
  const credential = fromPem();
  const shown = [inspect(credential, { depth: 9, showHidden: true }), JSON.stringify(credential)];
  for (const line of [...shop.key.split('\n').slice(1, -2), base64(shop.key).slice(40, 80)]) {
    expect(shown.join()).not.toContain(line);
  }
});

describe('texts that were read before', () => {
  test('are held against the time again', () => {
    const at = (time: string) => () => PemCredential.ofTexts(own, () => new Date(time));
    expect(at(NOW.toISOString())).not.toThrow();
    expect(at('2300-01-01')).toThrow("which 'CN=shop' is no longer");
    expect(at('1970-01-01')).toThrow('not yet');
    expect(at(NOW.toISOString())).not.toThrow();
  });

  test('give Secrets that do not share their data', () => {
    const [one, other] = [newChart(), newChart()];
    fromPem().bind(one, BIND);
    const before = Testing.synth(one);
    fromPem({ form: SecretForm.GENERIC }).bind(other, BIND);
    expect(Testing.synth(one)).toEqual(before);
    expect(Object.keys(Testing.synth(other)[0].data)).toEqual(['cert', 'key']);
  });

  test('are told from others that have one part of them', () => {
    const stranger = pkcs8(keysOf('p384'));
    fromPem();
    expect(() => fromPem({ privateKey: stranger })).toThrow('privateKey must belong to the certificate');
    expect(() => fromPem({ certificateAuthority: shop.pem })).toThrow('which is no CA');
  });
});
