import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { SecretCredential } from '../../src/credentials/private/secret-credential';
import { BIND, base64, errorOf, newChart } from './support/binding';
import { NOW, issue, issueChain, issueRevocationList, newKeys, pkcs8 } from './support/certificates';

const shop = issue({ dnsNames: ['shop.example.com'] });
const other = issue({ dnsNames: ['other.example.com'] });
const { root } = issueChain();
const oldList = issueRevocationList({ issuer: root, nextUpdate: new Date('2030-06-02T00:00:00Z') });
const tls = { 'tls.crt': base64(shop.pem), 'tls.key': base64(shop.key) };
const generic = { cert: base64(shop.pem), key: base64(shop.key) };
const metadata = { name: 'shop', namespace: 'istio-system' };

function bindSecret(manifest: object, options: Partial<CredentialBindOptions> = {}, chart = newChart()) {
  const secret = new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata, ...manifest });
  return { secret, handle: new SecretCredential(secret, () => NOW).bind(chart, { ...BIND, ...options }) };
}

describe('a Secret of the app', () => {
  test.each<[string, object, Partial<CredentialBindOptions>]>([
    ['of type kubernetes.io/tls', { type: 'kubernetes.io/tls', data: tls }, {}],
    ['with the keys of the generic form', { type: 'Opaque', data: generic }, {}],
    ['without a type', { data: generic }, {}],
    ['of a type of its own', { type: 'example.com/certificate', data: tls }, {}],
    ['with plain texts', { stringData: { cert: shop.pem, key: shop.key } }, {}],
    [
      'whose plain texts replace its data',
      { data: { cert: 'AAAA', key: 'AAAA' }, stringData: { cert: shop.pem, key: shop.key } },
      {},
    ],
    ['with data that is computed', { data: Lazy.any({ produce: () => tls }) }, {}],
    ['with base64 in lines', { data: { ...tls, 'tls.crt': tls['tls.crt'].replace(/.{76}/g, '$&\n') } }, {}],
    ['with other keys besides', { data: { ...tls, 'tls.ocsp-staple': 'AAAA', README: 'AAAA' } }, {}],
    [
      'with both forms, of which the generic one counts',
      { data: { ...generic, 'tls.crt': base64(other.pem), 'tls.key': base64(other.key) } },
      {},
    ],
    ['with an empty generic form', { data: { cert: '', key: '', ...tls } }, {}],
    ['with a client CA', { data: { ...tls, 'ca.crt': base64(root.pem) } }, { clientCa: ClientCa.IN_SECRET }],
    ['with a generic client CA', { data: { ...generic, cacert: base64(root.pem) } }, { clientCa: ClientCa.IN_SECRET }],
    [
      'with a client CA of the other form',
      { data: { ...tls, cacert: base64(root.pem) } },
      { clientCa: ClientCa.IN_SECRET },
    ],
  ])('%s', (_, manifest, options) => {
    const { secret, handle } = bindSecret(manifest, options);
    expect(handle).toMatchObject({ credentialName: 'shop', namespace: 'istio-system' });
    expect(handle.apiObject).toBe(secret);
    expect(Testing.synth(secret.chart)).toHaveLength(1);
  });

  test('may be one of cdk8s-plus', () => {
    const chart = newChart();
    const secret = new kplus.Secret(chart, 'secret', { metadata });
    secret.addStringData('cert', shop.pem);
    secret.addStringData('key', shop.key);
    const handle = new SecretCredential(ApiObject.of(secret), () => NOW).bind(chart, BIND);
    expect(handle.credentialName).toBe('shop');
  });

  test('may take its namespace from its chart', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'istio-system' });
    expect(bindSecret({ metadata: { name: 'shop' }, data: tls }, {}, chart).handle.namespace).toBe('istio-system');
  });

  test('may be bound for several gateways, and as a handle', () => {
    const { secret, handle } = bindSecret({ data: tls });
    const again = new SecretCredential(secret, () => NOW).bind(secret.chart, BIND);
    expect(again.apiObject).toBe(secret);
    expect(handle.bind(secret.chart, BIND)).toBe(handle);
    expect(() => handle.bind(secret.chart, { ...BIND, hosts: ['other.example.com'] })).toThrow('other.example.com');
  });

  test.each<[string, object, Partial<CredentialBindOptions>, string[]]>([
    [
      'another namespace',
      { metadata: { name: 'shop', namespace: 'default' }, data: tls },
      {},
      ['pods, istio-system', 'in namespace default'],
    ],
    ['no namespace', { metadata: { name: 'shop' }, data: tls }, {}, ['in no namespace', '`metadata.namespace`']],
    [
      'a name that Istio keeps',
      { metadata: { ...metadata, name: 'istio-shop' }, data: tls },
      {},
      ["begin with 'istio'"],
    ],
    ['no keys', {}, {}, ["must have 'tls.crt' and 'tls.key'", '"no keys"']],
    ['other keys', { data: { b: 'AAAA', a: 'AAAA' } }, {}, ["or 'cert' and 'key'", '"a, b"']],
    ['half of each form', { data: { cert: generic.cert, 'tls.key': tls['tls.key'] } }, {}, ['"cert, tls.key"']],
    ['empty values', { data: { 'tls.crt': '', 'tls.key': '' } }, {}, ['"tls.crt, tls.key"']],
    ['a token', { data: { ...tls, token: 'AAAA' } }, {}, ["must not have a key 'token'"]],
    ['a token as text', { data: tls, stringData: { token: 'a' } }, {}, ["must not have a key 'token'"]],
    ['the type of a token', { type: 'kubernetes.io/service-account-token', data: tls }, {}, ['Secrets of this type']],
    [
      'the type of a Helm release',
      { type: 'helm.sh/release.v1', data: tls },
      {},
      ['Secrets of this type', '"helm.sh/release.v1"'],
    ],
    [
      'plain text as data',
      { data: { cert: shop.pem, key: shop.key } },
      {},
      ["'cert' in the `data` of a Secret must be base64"],
    ],
    ['numbers as data', { data: { cert: 1, key: 2 } }, {}, ["'cert' in the `data` of a Secret must be base64"]],
    ['a damaged certificate', { data: { ...tls, 'tls.crt': 'AAAA' } }, {}, ["'tls.crt' must be a text in PEM"]],
    [
      'the key of another',
      { data: { ...tls, 'tls.key': base64(pkcs8(newKeys('p256'))) } },
      {},
      ["'tls.key' must belong"],
    ],
    [
      'a client CA that is none',
      { data: { ...tls, 'ca.crt': base64(other.pem) } },
      {},
      ["'ca.crt' must hold certificates of CAs"],
    ],
    [
      'a revocation list that has expired',
      {
        data: { ...tls, 'ca.crt': base64(root.pem), 'ca.crl': base64(oldList) },
      },
      {},
      ["'ca.crl' must hold a current list of each client CA", "'CN=root' that has expired on 2030-06-02"],
    ],
    [
      'a revocation list that is none, in the generic form',
      { data: { cert: base64(shop.pem), key: base64(shop.key), cacert: base64(root.pem), crl: base64(root.pem) } },
      {},
      ["'crl' must hold revocation lists (CRLs)"],
    ],
  ])('is refused with %s', (_, manifest, options, fragments) => {
    const message = errorOf(() => bindSecret(manifest, options));
    expect(message).toMatch(/^\[chart(\/secret)?\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of fragments) {
      expect(message).toContain(fragment);
    }
  });

  test.each<[string, Partial<CredentialBindOptions>, string]>([
    ['a host that it does not cover', { hosts: ['other.example.com'] }, "must cover host 'other.example.com'"],
    ['a client CA that it has not', { clientCa: ClientCa.IN_SECRET }, 'needs the CA to check them with'],
  ])('is refused for %s', (_, options, detail) => {
    expect(errorOf(() => bindSecret({ data: tls }, options))).toContain(`[chart] `);
    expect(errorOf(() => bindSecret({ data: tls }, options))).toContain(detail);
  });

  test('is one of the same app', () => {
    const { secret } = bindSecret({ data: tls });
    const message = errorOf(() => new SecretCredential(secret, () => NOW).bind(newChart('elsewhere'), BIND));
    expect(message).toContain('[elsewhere] the Secret of a credential must be part of the same app');
    expect(message).toContain("Credential.existing('shop')");
  });

  test('is a Secret', () => {
    const configMap = new ApiObject(newChart(), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
    const message = errorOf(() => Credential.fromSecret(configMap));
    expect(message).toContain('[chart/map] a credential must be a Kubernetes Secret\n  received: "v1 ConfigMap"');
    const other: unknown = {};
    expect(() => Credential.fromSecret(other as ApiObject)).toThrow('ApiObject.of(construct)');
  });
});
