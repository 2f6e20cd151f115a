import { Credential } from '../../src/credentials/credential';
import { ClientCa } from '../../src/credentials/client-ca';
import { CipherSuite } from '../../src/networking/cipher-suite';
import { ServerCertificate } from '../../src/networking/server-certificate';
import { ServerTls } from '../../src/networking/server-tls';
import { TlsVersion } from '../../src/networking/tls-version';

const credential = ServerCertificate.credential(Credential.existing('shop-credential'));
const files = ServerCertificate.files({ serverCertificate: 'a.crt', privateKey: 'a.key' });
const fileWithCa = { serverCertificate: 'b.crt', privateKey: 'b.key', caCertificates: 'ca.crt' };

test.each([
  ['a credential', credential, ['a'], { credentialName: 'a' }],
  [
    'two credentials',
    ServerCertificate.credentials([Credential.existing('a'), Credential.existing('b')]),
    ['a', 'b'],
    { credentialNames: ['a', 'b'] },
  ],
  ['files', files, [], { serverCertificate: 'a.crt', privateKey: 'a.key' }],
  [
    'a list of files',
    ServerCertificate.fileList([fileWithCa]),
    [],
    { tlsCertificates: [fileWithCa], caCertificates: 'ca.crt' },
  ],
])('a certificate from %s', (_, certificate, names, rendered) => {
  expect(ServerTls.simple(certificate)._render(names)).toEqual({ mode: 'SIMPLE', ...rendered });
});

test('client certificates are narrowed down', () => {
  const tls = ServerTls.mutual(credential, {
    subjectAltNames: ['client'],
    verifyCertificateSpki: [],
    verifyCertificateHash: ['00'],
    caCertCredentialName: 'clients',
    insecureSkipVerify: false,
  });
  expect(tls._render(['a'])).toEqual({
    mode: 'MUTUAL',
    credentialName: 'a',
    subjectAltNames: ['client'],
    verifyCertificateSpki: [],
    verifyCertificateHash: ['00'],
    caCertCredentialName: 'clients',
    insecureSkipVerify: false,
  });
  expect(tls._clientCa).toBe(ClientCa.NONE);
});

test.each([
  ['simple', ServerTls.simple(credential), ClientCa.NONE, true],
  ['mutual', ServerTls.mutual(credential), ClientCa.IN_SECRET, true],
  ['optionalMutual', ServerTls.optionalMutual(credential), ClientCa.IN_SECRET, true],
  ['passthrough', ServerTls.passthrough(), ClientCa.NONE, false],
  ['istioMutual', ServerTls.istioMutual(), ClientCa.NONE, true],
])('%s looks for a client CA or not, and ends TLS or not', (_, tls, clientCa, terminates) => {
  expect(tls._clientCa).toBe(clientCa);
  expect(tls._terminates).toBe(terminates);
});

test.each<[string, () => unknown, string]>([
  [
    'versions the wrong way round',
    () => ServerTls.simple(credential, { minProtocolVersion: TlsVersion.V1_3, maxProtocolVersion: TlsVersion.V1_2 }),
    'minProtocolVersion must not be newer than maxProtocolVersion\n  received: "TLSV1_3 to TLSV1_2"\n  fix: swap the two',
  ],
  [
    'an old version without suites for it',
    () => ServerTls.simple(credential, { minProtocolVersion: TlsVersion.V1_1 }),
    'TLSV1_1 needs cipherSuites, because the default ones do not go with it\n  received: nothing',
  ],
  [
    'suites for TLS 1.3',
    () => ServerTls.simple(credential, { minProtocolVersion: TlsVersion.V1_3, cipherSuites: [CipherSuite.AES128_SHA] }),
    'cipherSuites do nothing for TLS 1.3',
  ],
  [
    'a suite twice',
    () => ServerTls.simple(credential, { cipherSuites: [CipherSuite.AES128_SHA, CipherSuite.AES128_SHA] }),
    'a cipher suite may be listed once\n  received: "AES128-SHA"',
  ],
  [
    'mutual TLS without a CA',
    () => ServerTls.mutual(files),
    'TLS mode MUTUAL needs a CA to check client certificates with',
  ],
  ['a CRL file with a Secret', () => ServerTls.mutual(credential, { caCrl: 'ca.crl' }), 'caCrl is a file'],
  [
    'no certificates',
    () => ServerCertificate.fileList([]),
    'a TLS server takes one or two certificates\n  received: 0',
  ],
  [
    'three credentials',
    () => ServerCertificate.credentials(['a', 'b', 'c'].map((name) => Credential.existing(name))),
    'a TLS server takes one or two credentials\n  received: 3',
  ],
])('refused: %s', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow('\n  fix: ');
});

test('lists that were passed in can change afterwards', () => {
  const subjectAltNames = ['client'];
  const tls = ServerTls.mutual(credential, { subjectAltNames });
  subjectAltNames.push('other');
  expect(tls._render(['a']).subjectAltNames).toEqual(['client']);
});
