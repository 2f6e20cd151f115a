import { App } from 'cdk8s';
import { ClientTls } from '../../src/networking/client-tls';

const CONTEXT = { owner: new App() };
const FILES = { clientCertificate: '/tls/cert', privateKey: '/tls/key' };
const COMMON = { sni: 'a.example.com', subjectAltNames: ['spiffe://a', 'b'], insecureSkipVerify: false };

test.each<[string, ClientTls, object]>([
  ['disable', ClientTls.disable(), { mode: 'DISABLE' }],
  ['simple', ClientTls.simple(), { mode: 'SIMPLE' }],
  ['simple with common options', ClientTls.simple(COMMON), { mode: 'SIMPLE', ...COMMON }],
  [
    'simple with files',
    ClientTls.simple({ caCertificates: '/ca', caCrl: '/crl' }),
    { mode: 'SIMPLE', caCertificates: '/ca', caCrl: '/crl' },
  ],
  ['simple with a Secret', ClientTls.simple({ credentialName: 'ca' }), { mode: 'SIMPLE', credentialName: 'ca' }],
  [
    'simple without a check',
    ClientTls.simple({ insecureSkipVerify: true, sni: 'a' }),
    { mode: 'SIMPLE', insecureSkipVerify: true, sni: 'a' },
  ],
  ['simple with no names', ClientTls.simple({ subjectAltNames: [] }), { mode: 'SIMPLE', subjectAltNames: [] }],
  ['mutual', ClientTls.mutual('client', COMMON), { mode: 'MUTUAL', credentialName: 'client', ...COMMON }],
  [
    'mutual without a check',
    ClientTls.mutual('client', { insecureSkipVerify: true }),
    { mode: 'MUTUAL', credentialName: 'client', insecureSkipVerify: true },
  ],
  [
    'mutual with a URL',
    ClientTls.mutual('kubernetes://shop/client.one'),
    { mode: 'MUTUAL', credentialName: 'kubernetes://shop/client.one' },
  ],
  [
    'mutual with files',
    ClientTls.mutualFiles({ ...FILES, caCertificates: '/ca', caCrl: '/crl', ...COMMON }),
    { mode: 'MUTUAL', ...FILES, caCertificates: '/ca', caCrl: '/crl', ...COMMON },
  ],
  ['istioMutual', ClientTls.istioMutual(), { mode: 'ISTIO_MUTUAL' }],
  ['istioMutual with options', ClientTls.istioMutual(COMMON), { mode: 'ISTIO_MUTUAL', ...COMMON }],
])('%s', (_, tls, expected) => {
  expect(JSON.parse(JSON.stringify(tls._render(CONTEXT)))).toEqual(expected);
});

test('the names are copied', () => {
  const subjectAltNames = ['a'];
  const tls = ClientTls.simple({ subjectAltNames });
  subjectAltNames.push('b');
  expect(tls._render(CONTEXT).subjectAltNames).toEqual(['a']);
});

const SKIP = 'tls.insecureSkipVerify must not stand beside what checks the certificate of the server';
const NAME = 'tls.credentialName must name a Secret in the namespace of the client';

test.each<[string, () => ClientTls, string]>([
  ['an empty SNI', () => ClientTls.simple({ sni: '' }), 'tls.sni must not be empty\n  received: ""\n  fix: '],
  [
    'an empty name',
    () => ClientTls.istioMutual({ subjectAltNames: ['a', ''] }),
    'tls.subjectAltNames[1] must not be empty',
  ],
  ['no certificate', () => ClientTls.mutualFiles({ ...FILES, clientCertificate: '' }), 'tls.clientCertificate must'],
  ['no key', () => ClientTls.mutualFiles({ ...FILES, privateKey: '' }), 'tls.privateKey must not be empty'],
  ['an empty CA', () => ClientTls.simple({ caCertificates: '' }), 'tls.caCertificates must not be empty'],
  ['an empty list', () => ClientTls.simple({ caCrl: '' }), 'tls.caCrl must not be empty'],
  [
    'a Secret and a file',
    () => ClientTls.simple({ credentialName: 'ca', caCertificates: '/ca' }),
    'tls must not have both a Secret and files\n  received: {"credentialName":"ca","caCertificates":"/ca"}\n  fix: put the CA',
  ],
  ['a Secret and a list', () => ClientTls.simple({ credentialName: 'ca', caCrl: '/crl' }), 'tls must not have both'],
  [
    'a skipped check with a CA',
    () => ClientTls.simple({ insecureSkipVerify: true, caCertificates: '/ca', subjectAltNames: ['a'] }),
    `${SKIP}\n  received: ["caCertificates","subjectAltNames"]\n  fix: leave out caCertificates and subjectAltNames, or better insecureSkipVerify`,
  ],
  ['a skipped check with a Secret', () => ClientTls.simple({ insecureSkipVerify: true, credentialName: 'ca' }), SKIP],
  [
    'a skipped check with names',
    () => ClientTls.mutual('a', { insecureSkipVerify: true, subjectAltNames: ['a'] }),
    SKIP,
  ],
  [
    'a skipped check with files',
    () => ClientTls.mutualFiles({ ...FILES, insecureSkipVerify: true, caCrl: '/crl' }),
    SKIP,
  ],
  ['no Secret', () => ClientTls.mutual(''), `${NAME}\n  received: ""\n  fix: give its name`],
  ['a path', () => ClientTls.mutual('shop/client'), NAME],
  ['an unknown kind', () => ClientTls.mutual('file://client'), NAME],
  ['a ConfigMap without namespace', () => ClientTls.simple({ credentialName: 'configmap://ca' }), NAME],
  ['a bad name', () => ClientTls.mutual('Client'), 'tls.credentialName must be a Kubernetes object name'],
  [
    'a bad namespace',
    () => ClientTls.mutual('kubernetes://A/b'),
    'tls.credentialName must be a Kubernetes object name',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
});
