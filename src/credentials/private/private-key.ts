import { KeyObject, X509Certificate, createPrivateKey, sign, verify } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { PemBlock, PemPlace, PemSource, kindOf, parsePem, toPem } from './pem';

/** A private key, and itself in PEM. */
export interface PrivateKey {
  readonly key: KeyObject;
  readonly pem: string;
}

type Encoding = 'pkcs8' | 'pkcs1' | 'sec1';

const ENCODINGS: { readonly [label: string]: Encoding } = {
  'PRIVATE KEY': 'pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
};

/** What OpenSSL writes before an EC key, which says it again. */
const PARAMETERS = 'EC PARAMETERS';

/** The one private key of a PEM text; throws if it holds none, several, an encrypted one, or anything else. */
export function readPrivateKey(source: PemSource): PrivateKey {
  const blocks = parsePem(source).filter((block) => block.label !== PARAMETERS);
  const [block] = blocks;
  if (blocks.length !== 1 || block.encrypted || ENCODINGS[block.label] === undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold one unencrypted private key and nothing else`,
      received: blocks.length === 0 ? 'parameters of a key' : blocks.map(kindOf).join(', '),
      fix: fixOf(blocks),
    });
  }
  try {
    const key = createPrivateKey({ key: block.der, format: 'der', type: ENCODINGS[block.label] });
    return { key, pem: toPem(block.label, block.der) };
  } catch {
    // The cause is left out: nothing that has seen the key goes into an error.
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold a private key that can be read`,
      received: 'a block that is damaged, or whose BEGIN line names another form',
      fix: 'look at it with `openssl pkey -noout -check`, and copy the file again',
    });
  }
}

/** Throws if the private half of the key is damaged, of which its public half shows nothing. */
export function checkSound(key: KeyObject, certificate: X509Certificate, source: PemPlace): void {
  const sound = key.asymmetricKeyType === 'rsa' ? isSoundRsa(key) : signsFor(certificate, key);
  if (!sound) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be able to sign for its certificate`,
      received: 'a key whose private half is damaged',
      fix: 'copy the key again, or make a new one and have a certificate issued for it',
    });
  }
}

function signsFor(certificate: X509Certificate, key: KeyObject): boolean {
  const probe = Buffer.from('cdk8s-istio');
  try {
    return verify('sha256', probe, certificate.publicKey, sign('sha256', probe, key));
  } catch {
    return false;
  }
}

/** Whether the numbers of an RSA key fit together. Envoy insists on it; OpenSSL signs with one that is partly damaged. */
function isSoundRsa(key: KeyObject): boolean {
  const jwk = key.export({ format: 'jwk' });
  const number = (text: string | undefined): bigint =>
    BigInt(`0x0${Buffer.from(text ?? '', 'base64url').toString('hex')}`);
  const [n, e, d, p, q, dp, dq, qi] = [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(number);
  return (
    p > 1n &&
    q > 1n &&
    p * q === n &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    dp === d % (p - 1n) &&
    dq === d % (q - 1n) &&
    (qi * q) % p === 1n
  );
}

function fixOf(blocks: readonly PemBlock[]): string {
  if (blocks.some((block) => block.encrypted)) {
    return 'decrypt it with `openssl pkey`, because a gateway has no way to ask for the password';
  }
  if (blocks.some((block) => block.label === 'OPENSSH PRIVATE KEY')) {
    return 'TLS takes no keys in the form of SSH: make one with `openssl genpkey`';
  }
  if (blocks.length > 0 && blocks.every((block) => kindOf(block) === 'a certificate')) {
    return 'give the private key here, and the certificate as the certificate';
  }
  return 'give the private key alone, in one block such as -----BEGIN PRIVATE KEY-----';
}
