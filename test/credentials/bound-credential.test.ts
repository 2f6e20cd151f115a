import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { BoundCredential } from '../../src/credentials/bound-credential';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { BIND, errorOf, newChart } from './support/binding';
import { NOW, issue, issueChain } from './support/certificates';

const shop = issue({ dnsNames: ['*.example.com'] });
const { root } = issueChain();
const source = (name?: string) =>
  PemCredential.ofTexts({ name, certificate: shop.pem, privateKey: shop.key }, () => NOW);

describe('a handle', () => {
  test('is bound again without making anything', () => {
    const chart = newChart();
    const handle = source().bind(chart, BIND);
    const other = new Construct(chart, 'other');
    expect(handle.bind(other, { ...BIND, hosts: ['other.example.com'], defaultName: 'other-credential' })).toBe(handle);
    expect(handle.bind(handle.apiObject ?? chart, { ...BIND, id: 'again' })).toBe(handle);
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  test.each<[string, Partial<CredentialBindOptions>, string[]]>([
    [
      'another namespace',
      { namespace: 'gateways' },
      ['is in namespace istio-system', 'a gateway in namespace gateways'],
    ],
    ['a host that it does not cover', { hosts: ['shop.example.org'] }, ["'shop.example.org'", 'for *.example.com']],
    ['a client CA that it has not', { clientCa: ClientCa.IN_SECRET }, ['needs the CA to check them with']],
  ])('refuses %s', (_, options, fragments) => {
    const chart = newChart();
    const handle = source().bind(chart, BIND);
    const message = errorOf(() => handle.bind(new Construct(chart, 'other'), { ...BIND, ...options }));
    expect(message).toMatch(/^\[chart\/other\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of fragments) {
      expect(message).toContain(fragment);
    }
  });

  test('is good for charts of its app only', () => {
    const app = new App();
    const handle = source().bind(new Chart(app, 'first'), BIND);
    expect(handle.bind(new Chart(app, 'second'), BIND)).toBe(handle);
    const message = errorOf(() => handle.bind(newChart('elsewhere'), BIND));
    expect(message).toContain('[elsewhere] Secret shop-credential is made by another app');
    expect(message).toContain("Credential.existing('shop-credential')");
  });

  test('knows its client CA', () => {
    const credential = PemCredential.ofTexts(
      { certificate: shop.pem, privateKey: shop.key, certificateAuthority: root.pem },
      () => NOW,
    );
    const chart = newChart();
    const handle = credential.bind(chart, BIND);
    expect(handle.bind(chart, { ...BIND, clientCa: ClientCa.IN_SECRET })).toBe(handle);
  });

  test('checks nothing that is not known', () => {
    const handle = new BoundCredential({ credentialName: 'shop-credential', namespace: 'istio-system' });
    const options = { ...BIND, hosts: ['*', 'shop.example.org'], clientCa: ClientCa.IN_SECRET };
    expect(handle.bind(newChart(), options)).toBe(handle);
    expect(handle).toMatchObject({
      credentialName: 'shop-credential',
      namespace: 'istio-system',
      apiObject: undefined,
    });
  });

  test('of an own source has to be complete', () => {
    expect(() => new BoundCredential({ credentialName: 'Shop', namespace: 'a' })).toThrow('Kubernetes object name');
    expect(() => new BoundCredential({ credentialName: 'shop', namespace: 'a.b' })).toThrow('RFC 1123 label');
  });

  test('keeps no array of the caller', () => {
    const dnsNames = ['shop.example.com'];
    const handle = new BoundCredential({ credentialName: 'a', namespace: 'istio-system', dnsNames });
    dnsNames[0] = 'other.example.com';
    expect(handle.bind(newChart(), BIND)).toBe(handle);
  });
});

describe('a source', () => {
  test('makes one Secret once, and says who owns it', () => {
    const app = new App();
    const credential = source();
    const first = new Construct(new Chart(app, 'first'), 'ingress');
    credential.bind(first, BIND);
    const second = new Chart(app, 'second');
    const message = errorOf(() => credential.bind(second, BIND));
    expect(message).toContain(
      '[second] Secret shop-credential in namespace istio-system belongs to first/ingress/Credential',
    );
    expect(message).toContain('pass the `credential` of the ingress that made it');
    expect(Testing.synth(second)).toEqual([]);
  });

  test('does not make the Secret of another source', () => {
    const chart = newChart();
    source('same').bind(chart, BIND);
    expect(() => source('same').bind(chart, { ...BIND, id: 'again' })).toThrow('belongs to chart/Credential already');
  });

  test.each<[string, Partial<CredentialBindOptions>]>([
    ['namespace', { namespace: 'gateways' }],
    ['name', { defaultName: 'other-credential' }],
  ])('makes another Secret for another %s', (_, options) => {
    const chart = newChart();
    const credential = source();
    credential.bind(chart, BIND);
    credential.bind(chart, { ...BIND, ...options, id: 'again' });
    expect(Testing.synth(chart)).toHaveLength(2);
  });

  test('makes it anew in another app', () => {
    const credential = source();
    expect(credential.bind(newChart(), BIND)).not.toBe(credential.bind(newChart(), BIND));
  });

  test('that fails to bind leaves the name to others', () => {
    const chart = newChart();
    expect(() => source().bind(chart, { ...BIND, hosts: ['shop.example.org'] })).toThrow('shop.example.org');
    expect(source().bind(chart, BIND).credentialName).toBe('shop-credential');
  });
});

describe('an existing Secret', () => {
  test('is referred to by its name', () => {
    const chart = newChart();
    const handle = Credential.existing('shop').bind(chart, { ...BIND, hosts: ['*'], clientCa: ClientCa.IN_SECRET });
    expect(handle).toMatchObject({ credentialName: 'shop', namespace: 'istio-system' });
    expect(handle.apiObject).toBeUndefined();
    expect(Testing.synth(chart)).toEqual([]);
  });

  test('may be bound as often as one likes', () => {
    const credential = Credential.existing('shop');
    const chart = newChart();
    for (const namespace of ['istio-system', 'istio-system', 'gateways']) {
      expect(credential.bind(chart, { ...BIND, namespace }).namespace).toBe(namespace);
    }
  });
});

describe('the name of a credential', () => {
  test.each(['shop', 'shop.example.com', 'a', 'my-istio', 'my-prometheus', '0', 'a'.repeat(253), 'cacert', 'a-----b'])(
    '%s',
    (name) => {
      expect(Credential.existing(name).bind(newChart(), BIND).credentialName).toBe(name);
    },
  );

  test.each<[string, string]>([
    ['', 'Kubernetes object name'],
    ['Shop', 'Kubernetes object name'],
    ['shop_credential', 'Kubernetes object name'],
    ['-shop', 'Kubernetes object name'],
    ['istio-system/shop', 'Kubernetes object name'],
    ['kubernetes://shop', 'Kubernetes object name'],
    ['a'.repeat(254), 'Kubernetes object name'],
    ['istio', "must not begin with 'istio'"],
    ['istio.shop', "must not begin with 'istio'"],
    ['prometheus-shop', "must not begin with 'prometheus'"],
    ['shop-cacert', "must not end with '-cacert'"],
  ])('not %s', (name, detail) => {
    const message = errorOf(() => Credential.existing(name));
    expect(message).toMatch(/^\[Credential\.existing\] the name of a credential .+\n {2}received: .+\n {2}fix: .+$/);
    expect(message).toContain(detail);
  });

  test('is a text', () => {
    expect(() => Credential.existing(undefined as unknown as string)).toThrow('must be a text');
    expect(() => Credential.existing(7 as unknown as string)).toThrow('must be a text');
  });
});
