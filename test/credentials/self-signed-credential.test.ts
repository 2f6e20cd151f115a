import { X509Certificate } from 'node:crypto';
import { TLSSocket, connect, createSecureContext } from 'node:tls';
import { Duration, Testing } from 'cdk8s';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { ClientCa } from '../../src/credentials/client-ca';
import { Credential } from '../../src/credentials/credential';
import { CredentialBindOptions } from '../../src/credentials/credential-interface';
import { SelfSignedCredentialProps } from '../../src/credentials/credential-props';
import { makeSelfSigned } from '../../src/credentials/private/x509';
import { SelfSignedCredential, SelfSignedTools } from '../../src/credentials/private/self-signed-credential';
import { RsaKeySize } from '../../src/credentials/rsa-key-size';
import { SecretForm } from '../../src/credentials/secret-form';
import { BIND, errorOf, newChart } from './support/binding';
import { NOW, SERVER_AUTH, issueChain, issue } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { pipe } from './support/handshake';

const { root } = issueChain();
const newStore = () => CertificateStore.directory(newFolder());

function selfSigned(props: SelfSignedCredentialProps = {}, options: Partial<CredentialBindOptions> = {}) {
  const chart = newChart();
  const credential = new SelfSignedCredential(
    { store: newStore(), ...props },
    { clock: () => NOW, make: makeSelfSigned },
  );
  const handle = credential.bind(chart, { ...BIND, ...options });
  const [secret] = Testing.synth(chart);
  const text = (key: string) => Buffer.from(secret.data[key], 'base64').toString();
  return {
    chart,
    handle,
    secret,
    text,
    certificate: new X509Certificate(text(secret.type === 'Opaque' ? 'cert' : 'tls.crt')),
  };
}

afterAll(removeFolders);

describe('a certificate that is made here', () => {
  test('is what TLS servers and their clients want', () => {
    const { certificate, secret, text } = selfSigned({}, { hosts: ['shop.example.com', '*.shop.example.com'] });
    expect(secret).toMatchObject({ type: 'kubernetes.io/tls', metadata: { name: 'shop-credential' } });
    expect(Object.keys(secret.data)).toEqual(['tls.crt', 'tls.key']);
    expect(certificate.subjectAltName).toBe('DNS:shop.example.com, DNS:*.shop.example.com');
    expect(certificate.subject).toBe('CN=shop.example.com');
    expect(certificate.issuer).toBe('CN=shop.example.com');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual([SERVER_AUTH]);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new Date(certificate.validFrom)).toEqual(new Date('2030-06-15T11:00:00Z'));
    expect(new Date(certificate.validTo)).toEqual(new Date('2031-06-15T12:00:00Z'));
    expect(text('tls.crt')).toMatch(
      /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n$/,
    );
    expect(text('tls.key')).toMatch(
      /^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PRIVATE KEY-----\n$/,
    );
  });

  test('has SHA-256 signatures, version 3, and its constraints marked as critical', () => {
    const { certificate } = selfSigned();
    const hex = certificate.raw.toString('hex');
    const sha256WithRsa = '06092a864886f70d01010b';
    expect(hex.split(sha256WithRsa)).toHaveLength(3);
    expect(hex).toContain('a003020102');
    expect(hex).toContain('0603551d130101ff');
    expect(hex).toContain('0603551d0f0101ff0404030205a0');
  });

  test.each<[SelfSignedCredentialProps, Partial<CredentialBindOptions>, object]>([
    [{ dnsNames: ['*.example.com'] }, {}, { subjectAltName: 'DNS:*.example.com' }],
    [{ dnsNames: ['Shop.Example.com', 'shop.example.com'] }, {}, { subjectAltName: 'DNS:shop.example.com' }],
    [{}, { hosts: ['prod/shop.example.com', './shop.example.com'] }, { subjectAltName: 'DNS:shop.example.com' }],
    [{ dnsNames: ['xn--bcher-kva.example.com'] }, { hosts: [] }, { subjectAltName: 'DNS:xn--bcher-kva.example.com' }],
    [{ dnsNames: [`${'a'.repeat(60)}.example.com`, 'b.example.com'] }, { hosts: [] }, { subject: 'CN=b.example.com' }],
    [{ dnsNames: [`${'a'.repeat(60)}.example.com`] }, { hosts: [] }, { subject: 'CN=shop-credential' }],
    [
      { dnsNames: [`${'a'.repeat(60)}.example.com`], name: 'n'.repeat(70) },
      { hosts: [] },
      { subject: `CN=${'n'.repeat(64)}` },
    ],
    [{ validFor: Duration.days(1) }, {}, { validTo: 'Jun 16 12:00:00 2030 GMT' }],
    [{ validFor: Duration.days(36500) }, {}, { validTo: 'May 22 12:00:00 2130 GMT' }],
  ])('is made as asked: %j', (props, options, expected) => {
    expect(selfSigned(props, options).certificate).toMatchObject(expected);
  });

  test.each([
    [RsaKeySize.BITS_2048, 2048],
    [RsaKeySize.BITS_3072, 3072],
    [RsaKeySize.BITS_4096, 4096],
  ])('has a key of %i bits', (keySize, bits) => {
    const { certificate } = selfSigned({ keySize });
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(bits);
  });

  test('has a serial number that is positive and has no leading zero', () => {
    const first: number[] = [];
    const make: SelfSignedTools['make'] = ({ serialNumber }) => {
      first.push(serialNumber[0]);
      throw new Error('enough');
    };
    for (let count = 0; count < 64; count += 1) {
      const credential = new SelfSignedCredential({ store: newStore() }, { clock: () => NOW, make });
      expect(() => credential.bind(newChart(), BIND)).toThrow('enough');
    }
    expect(first.filter((byte) => byte >= 0x40 && byte <= 0x7f)).toHaveLength(64);
  });

  test('can go into a generic Secret with a client CA', () => {
    const { secret, handle, chart } = selfSigned(
      { form: SecretForm.GENERIC, certificateAuthority: root.pem },
      { clientCa: ClientCa.IN_SECRET },
    );
    expect(secret.type).toBe('Opaque');
    expect(Object.keys(secret.data)).toEqual(['cacert', 'cert', 'key']);
    expect(Buffer.from(secret.data.cacert, 'base64').toString()).toBe(root.pem);
    expect(handle.bind(chart, { ...BIND, clientCa: ClientCa.IN_SECRET })).toBe(handle);
  });

  test('covers hosts that are bound later only where it names them', () => {
    const { chart, handle } = selfSigned({ dnsNames: ['*.example.com'] });
    expect(handle.bind(chart, { ...BIND, hosts: ['other.example.com'] })).toBe(handle);
    expect(() => handle.bind(chart, { ...BIND, hosts: ['a.b.example.com'] })).toThrow(
      "must cover host 'a.b.example.com'",
    );
  });

  test('is accepted by a client that trusts it, for its names only', async () => {
    // By this machine's clock, because that is what TLS goes by.
    const chart = newChart();
    Credential.selfSigned({ store: newStore() }).bind(chart, BIND);
    const [{ data }] = Testing.synth(chart);
    const [cert, key] = [data['tls.crt'], data['tls.key']].map((text) => Buffer.from(text, 'base64'));
    expect(await handshake(cert, key, 'shop.example.com')).toBe('accepted');
    expect(await handshake(cert, key, 'other.example.com')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });
});

describe('what can not be made', () => {
  const shop = issue();
  test.each<[string, SelfSignedCredentialProps, Partial<CredentialBindOptions>, string[]]>([
    ['names in Unicode', { dnsNames: ['bücher.example.com'] }, {}, ["write it as 'xn--bcher-kva.example.com'"]],
    ['hosts in Unicode', {}, { hosts: ['bücher.example.com'] }, ["write it as 'xn--bcher-kva.example.com'"]],
    ['names that are none', { dnsNames: ['https://shop.example.com'] }, {}, ['must be a DNS name', 'scheme']],
    ['every name', { dnsNames: ['*'] }, {}, ['one that clients accept']],
    ['a whole top-level domain', { dnsNames: ['*.com'] }, {}, ['one that clients accept', '"*.com"']],
    ['addresses', { dnsNames: ['10.0.0.1'] }, {}, ['no IP address']],
    ['every host', {}, { hosts: ['*'] }, ["no certificate covers host '*'"]],
    ['no name', {}, { hosts: [] }, ['a certificate needs a DNS name']],
    ['an empty list of names', { dnsNames: [] }, { hosts: [] }, ['a certificate needs a DNS name']],
    ['names without the host', { dnsNames: ['a.example.com'] }, {}, ["must cover host 'shop.example.com'"]],
    ['less than a day', { validFor: Duration.hours(23) }, {}, ['validFor must be from 1 day', '"PT23H"']],
    ['more than a century', { validFor: Duration.days(36501) }, {}, ['to 36500 days']],
    ['renewal at once', { validFor: Duration.days(9), renewBefore: Duration.days(9) }, {}, ['shorter than validFor']],
    ['renewal before', { validFor: Duration.days(9), renewBefore: Duration.days(10) }, {}, ['shorter than validFor']],
    ['a client CA that is none', { certificateAuthority: shop.pem }, {}, ['certificateAuthority must hold']],
    ['a client CA that is a key', { certificateAuthority: shop.key }, {}, ['certificateAuthority must hold']],
    ['a missing client CA', {}, { clientCa: ClientCa.IN_SECRET }, ['needs the CA to check them with']],
    ['a name that Istio keeps', { name: 'prometheus' }, {}, ["must not begin with 'prometheus'"]],
  ])('%s', (_, props, options, fragments) => {
    const message = errorOf(() => selfSigned(props, options));
    expect(message).toMatch(/^\[(Credential\.selfSigned|chart)\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of fragments) {
      expect(message).toContain(fragment);
    }
  });

  test('makes no key either', () => {
    const store = newStore();
    let made = 0;
    const make = (request: Parameters<typeof makeSelfSigned>[0]) => {
      made += 1;
      return makeSelfSigned(request);
    };
    const credential = new SelfSignedCredential({ store }, { clock: () => NOW, make });
    const chart = newChart();
    credential.bind(chart, BIND);
    const again = { ...BIND, id: 'again', hosts: ['other.example.com'] };
    expect(() => credential.bind(chart, again)).toThrow('belongs to chart/Credential already');
    const mutual = { ...BIND, defaultName: 'other', clientCa: ClientCa.IN_SECRET };
    expect(() => credential.bind(chart, mutual)).toThrow('needs the CA to check them with');
    expect(made).toBe(1);
  });
});

/** A handshake in memory: what the client says of the server's certificate. */
function handshake(cert: Buffer, key: Buffer, servername: string): Promise<string> {
  const [here, there] = pipe();
  const server = new TLSSocket(there, { isServer: true, secureContext: createSecureContext({ cert, key }) });
  server.on('error', () => server.destroy());
  return new Promise((resolve) => {
    const client = connect({ socket: here, servername, ca: cert }, () => resolve('accepted'));
    client.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
