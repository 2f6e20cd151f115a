import { createHash, X509Certificate } from 'node:crypto';
import { Mesh } from '../../src/mesh/mesh';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';
import { Issued, issue, keysOf, newKeys } from '../credentials/support/certificates';

const ca = issue({ subject: 'a CA', ca: true, keys: newKeys('rsa2048') });
const other = issue({ subject: 'another CA', ca: true, keys: newKeys('rsa2048') });
const jo = issue({
  subject: 'jo',
  issuer: ca,
  dnsNames: ['Jo.example.com', '*.jo.example.com'],
  uris: ['spiffe://cluster.local/ns/shop/sa/jo'],
});
const nobody = issue({ subject: 'nobody', issuer: ca });
const pretender = issue({ subject: 'jo', issuer: { ...other, subject: ca.subject } });
const between = issue({ subject: 'a CA between', issuer: ca, ca: true, keys: keysOf('rsa3072') });
const below = issue({ subject: 'below', issuer: between });
const chain = { ...below, pem: below.pem + between.pem };
const stranger = issue({ subject: 'stranger', issuer: other, uris: ['spiffe://cluster.local/ns/shop/sa/jo'] });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const meshWith = (tls: object, { caKnown = true } = {}): Mesh => {
  const objects = [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: ['shop.example.com'],
            tls: { mode: 'MUTUAL', credentialName: 'shop', ...tls },
          },
        ],
      },
    },
    caKnown
      ? {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'shop', namespace: 'istio-system' },
          data: { 'tls.crt': base64('a certificate'), 'tls.key': base64('its key'), 'ca.crt': base64(ca.pem) },
        }
      : {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'shop', namespace: 'istio-system' },
          spec: { secretName: 'shop', dnsNames: ['shop.example.com'], issuerRef: { name: 'ca' } },
        },
  ];
  return Mesh.fromYaml([{ file: 'mesh.yaml', text: objects.map((each) => JSON.stringify(each)).join('\n---\n') }]);
};
const send = (mesh: Mesh, { pem }: Issued): string => {
  const request = Request.get('https://shop.example.com/', { clientCertificate: pem });
  const [{ connection, reason }] = new Simulation(mesh).send(request).outcomes;
  return connection === 'ok' ? 'ok' : reason;
};

const UNTRUSTED = 'the gateway does not trust the certificate of the client';
const { raw, publicKey } = new X509Certificate(jo.pem);
const hash = createHash('sha256').update(raw).digest('hex');
const spki = createHash('sha256')
  .update(publicKey.export({ type: 'spki', format: 'der' }))
  .digest('base64');
const NO_DIGEST = 'the certificate of the client has none of the digests that are listed';

test.each<[string, object, Issued, string]>([
  ['any client of the CA', {}, nobody, 'ok'],
  ['a client of another CA', {}, stranger, UNTRUSTED],
  ['a client whose certificate another CA has signed in its name', {}, pretender, UNTRUSTED],
  ['a client of a CA below it, which shows that as well', {}, chain, 'ok'],
  ['the same with one certificate many times', {}, { ...below, pem: below.pem + between.pem.repeat(50) }, 'ok'],
  ['a client of a CA below it, which does not', {}, below, UNTRUSTED],
  ['a URI', { subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/jo'] }, jo, 'ok'],
  ['a host, whatever its capitals', { subjectAltNames: ['x', 'jo.Example.com'] }, jo, 'ok'],
  ['a host by a wildcard of the certificate', { subjectAltNames: ['a.jo.example.com'] }, jo, 'ok'],
  [
    'a host two labels below a wildcard',
    { subjectAltNames: ['a.b.jo.example.com'] },
    jo,
    'the certificate of the client is for Jo.example.com, *.jo.example.com, spiffe://cluster.local/ns/shop/sa/jo, and subjectAltNames lists a.b.jo.example.com',
  ],
  [
    'a client without names',
    { subjectAltNames: ['jo'] },
    nobody,
    'the certificate of the client is for nobody, and subjectAltNames lists jo',
  ],
  [
    'the names of a client of another CA',
    { subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/jo'] },
    stranger,
    UNTRUSTED,
  ],
  ['the digest of the certificate', { verifyCertificateHash: [hash.toUpperCase()] }, jo, 'ok'],
  ['its digest with colons', { verifyCertificateHash: [hash.match(/../g)?.join(':')] }, jo, 'ok'],
  ['the digest of its key', { verifyCertificateSpki: [spki] }, jo, 'ok'],
  ['one of both digests', { verifyCertificateHash: ['00'.repeat(32)], verifyCertificateSpki: [spki] }, jo, 'ok'],
  ['other digests', { verifyCertificateHash: [hash], verifyCertificateSpki: ['AAAA'] }, nobody, NO_DIGEST],
  ['the CA, which stands for a client of its own', { subjectAltNames: ['jo'] }, ca, 'ok'],
])('%s', (_, tls, client, expected) => {
  expect(send(meshWith(tls), client)).toBe(expected);
});

test('names are judged where the CA is not known, too', () => {
  const mesh = meshWith({ subjectAltNames: ['jo.example.com'] }, { caKnown: false });
  expect(send(mesh, jo)).toBe('ok');
  expect(send(mesh, nobody)).toContain('is for nobody');
});

test('a signature other than by RSA and SHA-256 is not checked, which is told', () => {
  const signed = issue({ subject: 'jo', issuer: ca, digest: 'pss-sha256' });
  const trace = new Simulation(meshWith({})).send(
    Request.get('https://shop.example.com/', { clientCertificate: signed.pem }),
  );
  expect(trace.outcomes[0].connection).toBe('ok');
  expect(trace.notes).toContain('Whether the gateway trusts the certificate of the client is not known');
});
