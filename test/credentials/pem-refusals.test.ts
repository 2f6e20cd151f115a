import { PemCredential } from '../../src/credentials/private/pem-credential';
import { errorOf } from './support/binding';
import {
  CLIENT_AUTH,
  NOW,
  SERVER_AUTH,
  issue,
  issueChain,
  issueRevocationList,
  keysOf,
  newKeys,
  pem,
  pkcs8,
} from './support/certificates';

const shop = issue({ dnsNames: ['shop.example.com'] });
const { root, intermediate, leaf } = issueChain();
const fromPem = (props: object) =>
  PemCredential.ofTexts({ certificate: shop.pem, privateKey: shop.key, ...props }, () => NOW);

describe('certificates and keys that are refused at once', () => {
  const rsaKey = keysOf('rsa2048').privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const encrypted = keysOf('p256').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });
  const encryptedBefore = rsaKey.replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n');
  const request = pem('CERTIFICATE REQUEST', Buffer.from([0x30, 0x00]));
  // One bit of each number: modulus, exponents, primes, and what is derived from them.
  const damaged = [900, 560, 400, 270, 140, 20].map((fromEnd) => {
    const der = Buffer.from(keysOf('rsa2048').privateKey.export({ type: 'pkcs1', format: 'der' }));
    der[der.length - fromEnd] ^= 1;
    return pem('RSA PRIVATE KEY', der);
  });
  const damagedEc = Buffer.from(shop.keys.privateKey.export({ type: 'sec1', format: 'der' }));
  damagedEc[20] ^= 1;
  const rsaShop = issue({ keys: keysOf('rsa2048') });
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const expired = issue({ notAfter: day('2030-06-01') });
  const early = issue({ notBefore: day('2030-07-01') });
  const client = issue({ usages: [CLIENT_AUTH] });
  const expiredCa = issue({ subject: 'old-ca', ca: true, notAfter: day('2030-06-01') });
  const lateLeaf = issue({ issuer: expiredCa });
  const noCa = issue({ subject: 'no-ca', keys: keysOf('p384') });
  const byNoCa = issue({ issuer: noCa });
  const noSigner = issue({ subject: 'no-signer', ca: true, keys: keysOf('p384'), keyUsage: [0] });
  const byNoSigner = issue({ issuer: noSigner });
  const noLister = issue({ subject: 'no-lister', ca: true, keys: keysOf('p384'), keyUsage: [5] });
  const weak = issue({ subject: 'weak', ca: true, keys: keysOf('p521'), issuer: root, digest: 'sha1' });
  const byWeak = issue({ issuer: weak });
  const short = issue({ subject: 'short', ca: true, keys: keysOf('rsa1024'), issuer: root });
  const byShort = issue({ issuer: short });
  const list = issueRevocationList({ issuer: root });
  const impostor = issue({ subject: 'root', ca: true, keys: newKeys('p384') });
  const of = (issued: { readonly pem: string; readonly key: string }) => ({
    certificate: issued.pem,
    privateKey: issued.key,
  });

  const renamed = issue({ subject: 'renamed', ca: true, keys: intermediate.keys, issuer: root });

  test.each<[string, object, string[]]>([
    [
      'a key in the certificate',
      { certificate: shop.pem + shop.key },
      ['certificate must hold certificates', 'private key'],
    ],
    [
      'a key instead of the certificate',
      { certificate: shop.key },
      ['certificate must hold certificates', 'not sent to'],
    ],
    ['a request instead of the certificate', { certificate: request }, ['"a certificate request"']],
    ['a certificate instead of the key', { privateKey: shop.pem }, ['privateKey must hold one', '"a certificate"']],
    ['key and certificate in the key', { privateKey: shop.key + shop.pem }, ['"a private key, a certificate"']],
    ['two keys', { privateKey: shop.key + shop.key }, ['one unencrypted private key']],
    ['nothing but parameters', { privateKey: pem('EC PARAMETERS', Buffer.from([6, 0])) }, ['parameters of a key']],
    ['a public key', { privateKey: pem('PUBLIC KEY', Buffer.from([0x30, 0x00])) }, ['"a public key"']],
    ['an unknown block', { privateKey: pem('SOMETHING', Buffer.from([0x30, 0x00])) }, ['"something of another kind"']],
    ['an encrypted key', { privateKey: encrypted.toString() }, ['an encrypted private key', 'openssl pkey']],
    ['an encrypted key of the old form', { privateKey: encryptedBefore }, ['an encrypted private key', 'openssl pkey']],
    ['an OpenSSH key', { privateKey: pem('OPENSSH PRIVATE KEY', Buffer.from([0x30, 0])) }, ['openssl genpkey']],
    ['a cut key', { privateKey: shop.key.slice(0, 100) }, ['privateKey must be whole']],
    ['an empty DER key', { privateKey: pem('PRIVATE KEY', Buffer.from([0x30, 0])) }, ['private key that can be read']],
    ['a key under another label', { privateKey: shop.key.replaceAll('PRIVATE', 'RSA PRIVATE') }, ['can be read']],
    ['DER that is no certificate', { certificate: pem('CERTIFICATE', Buffer.from([0x30, 0])) }, ['hold X.509']],
    ['the key of another', { privateKey: pkcs8(newKeys('p256')) }, ['privateKey must belong', "'CN=shop'"]],
    ['a key of another kind', { privateKey: pkcs8(keysOf('rsa2048')) }, ['privateKey must belong to the certificate']],
    ['a damaged EC key', { privateKey: pem('EC PRIVATE KEY', damagedEc) }, ['private half is damaged']],
    ...damaged.map((privateKey, index): [string, object, string[]] => [
      `damaged RSA key ${index}`,
      { certificate: rsaShop.pem, privateKey },
      ['must be able to sign', 'private half is damaged'],
    ]),
    ['a short RSA key', of(issue({ keys: keysOf('rsa1024') })), ['at least 2048 bits', 'of type rsa (1024)']],
    ['another curve', of(issue({ keys: keysOf('secp256k1') })), ['P-256, P-384 or P-521', 'type ec (secp256k1)']],
    ['an Ed25519 key', of(issue({ keys: keysOf('ed25519') })), ['P-256, P-384 or P-521', 'of type ed25519']],
    [
      'an expired certificate',
      of(expired),
      ["'CN=shop' is no longer", 'from 2030-01-01T00:00:00.000Z to 2030-06-01T00:00:00.000Z; it is 2030-06-15T12:00'],
    ],
    ['a certificate of the future', of(early), ["'CN=shop' is not yet", 'from 2030-07-01T00:00:00.000Z']],
    [
      'an expired certificate in the chain',
      { certificate: lateLeaf.pem + expiredCa.pem, privateKey: lateLeaf.key },
      ["certificate must be valid now, which 'CN=old-ca' is no longer"],
    ],
    ['a certificate for clients', of(client), ['serverAuth', "'CN=shop'"]],
    [
      'a chain upside down',
      { certificate: root.pem + intermediate.pem + leaf.pem, privateKey: leaf.key },
      ["must begin with the server's own certificate", "'CN=root' before 'CN=shop'"],
    ],
    [
      'a gap in the chain',
      { certificate: leaf.pem + root.pem, privateKey: leaf.key },
      ['must be in order', "'CN=root' after 'CN=shop'"],
    ],
    [
      'a chain in disorder',
      { certificate: leaf.pem + root.pem + intermediate.pem, privateKey: leaf.key },
      ['must be in order', "'CN=root' after 'CN=shop'"],
    ],
    [
      'a chain by a CA of the same name',
      { certificate: leaf.pem + intermediate.pem + impostor.pem, privateKey: leaf.key },
      ['must be in order', "'CN=root' after 'CN=intermediate'"],
    ],
    [
      'a chain by a CA of another name',
      { certificate: leaf.pem + renamed.pem, privateKey: leaf.key },
      ['must be in order', "'CN=renamed' after 'CN=shop'"],
    ],
    ['an unrelated certificate', { certificate: shop.pem + root.pem }, ["'CN=root' after 'CN=shop'"]],
    [
      'an issuer that is no CA',
      { certificate: byNoCa.pem + noCa.pem },
      ['must be signed by CAs', "'CN=shop', signed by 'CN=no-ca', which is no CA"],
    ],
    [
      'an issuer that may not sign',
      { certificate: byNoSigner.pem + noSigner.pem },
      ['leaves out keyCertSign', "'CN=shop', signed by 'CN=no-signer'"],
    ],
    ['a key that may not sign', of(issue({ keyUsage: [2] })), ['leaves out digitalSignature', "'CN=shop'"]],
    ['a signature over SHA-1', of(issue({ digest: 'sha1' })), ['must not be signed with SHA-1', "'CN=shop'"]],
    [
      'a signature over SHA-1 by RSA-PSS',
      of(issue({ keys: keysOf('rsa2048'), digest: 'pss-sha1' })),
      ['must not be signed with SHA-1'],
    ],
    [
      'a signature over SHA-1 further up',
      { certificate: byWeak.pem + weak.pem + root.pem },
      ['must not be signed with SHA-1', "'CN=weak'"],
    ],
    [
      'a short RSA key further up',
      { certificate: byShort.pem + short.pem },
      ['RSA keys of at least 2048 bits', "'CN=short', with 1024 bits"],
    ],
    ['a client CA that may not sign', { certificateAuthority: noSigner.pem }, ['leaves out keyCertSign']],
    ['a revocation list alone', { revocationList: list }, ['need the CA that signs them', 'revocationList without']],
    ['a file beside texts', { revocationListFile: 'ca.crl' }, ['either as texts or as files']],
    ...(
      [
        ['that is a certificate', root.pem, ['must hold revocation lists (CRLs)', '"a certificate"']],
        ['that is none', pem('X509 CRL', Buffer.from([0x30, 0])), ['X.509 revocation lists', 'openssl crl']],
        ['that is cut off', list.slice(0, 100), ['revocationList must be whole']],
        ['in DER', Buffer.from(list.split('\n')[1], 'base64').toString(), ['revocationList must be a text in PEM']],
        ['of another CA', issueRevocationList({ issuer: intermediate }), ["no list of 'CN=root'"]],
        ['by a CA of the same name', issueRevocationList({ issuer: impostor }), ["by 'CN=root' that another key"]],
        ['that has expired', issueRevocationList({ issuer: root, nextUpdate: day('2030-06-10') }), ['on 2030-06-10']],
        ['of the future', issueRevocationList({ issuer: root, thisUpdate: day('2030-06-20') }), ['before 2030-06-20']],
      ] as const
    ).map(([name, revocationList, fragments]): [string, object, string[]] => [
      `a revocation list ${name}`,
      { certificateAuthority: root.pem, revocationList },
      [...fragments],
    ]),
    [
      'a revocation list of one CA among two',
      { certificateAuthority: root.pem + intermediate.pem, revocationList: list },
      ["no list of 'CN=intermediate'", 'be it empty'],
    ],
    [
      'a revocation list of a CA that may not make one',
      { certificateAuthority: noLister.pem, revocationList: issueRevocationList({ issuer: noLister }) },
      ["'CN=no-lister', whose key usage leaves out cRLSign"],
    ],
    [
      'a client CA that is none',
      { certificateAuthority: shop.pem },
      ['certificateAuthority must hold certificates of CAs'],
    ],
    ['a CA and one that is none', { certificateAuthority: root.pem + shop.pem }, ["'CN=shop', which is no CA"]],
    ['an expired client CA', { certificateAuthority: expiredCa.pem }, ['certificateAuthority must be valid now']],
    [
      'a key as client CA',
      { certificateAuthority: shop.key },
      ['certificateAuthority must hold certificates and nothing'],
    ],
    ['an empty client CA', { certificateAuthority: '' }, ['certificateAuthority must be a text in PEM']],
    ['files beside texts', { certificateFile: 'tls.crt' }, ['either as texts or as files', '"certificateFile"']],
    ['no certificate', { certificate: undefined }, ['certificate must be a text in PEM', '"nothing"']],
    ['a name that is none', { name: 'Shop_Credential' }, ['Kubernetes object name', '"Shop_Credential"']],
  ])('%s', (_, props, fragments) => {
    const message = errorOf(() => fromPem(props));
    expect(message).toMatch(/^\[Credential\.fromPem\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of fragments) {
      expect(message).toContain(fragment);
    }
  });

  test('on the very ends of its validity a certificate is accepted', () => {
    const { pem: certificate } = issue({ notBefore: NOW, notAfter: NOW });
    expect(() => fromPem({ certificate })).not.toThrow();
  });

  test('usages for servers, and the weak signature of a root on itself, are accepted', () => {
    const old = issue({ subject: 'old', ca: true, keys: keysOf('p384'), keyUsage: [5, 6], digest: 'sha1' });
    const { pem: certificate } = issue({ issuer: old, keyUsage: [0, 2] });
    expect(() => fromPem({ certificate: certificate + old.pem })).not.toThrow();
  });

  test('an extended key usage for servers is accepted', () => {
    expect(() => fromPem({ certificate: issue({ usages: [CLIENT_AUTH, SERVER_AUTH] }).pem })).not.toThrow();
    expect(() => fromPem({ certificate: issue({ usages: ['2.5.29.37.0'] }).pem })).not.toThrow();
  });
});
