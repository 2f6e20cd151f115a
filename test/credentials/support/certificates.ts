import { KeyObject, constants, generateKeyPairSync, sign } from 'node:crypto';

/** The kinds of keys that the tests need. */
export type KeyKind = 'rsa3072' | 'rsa2048' | 'rsa1024' | 'p256' | 'p384' | 'p521' | 'secp256k1' | 'ed25519';

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificateSpec {
  readonly subject?: string;
  /** DNS names; undefined for a certificate without the extension. */
  readonly dnsNames?: readonly string[];
  /** URIs beside them. */
  readonly uris?: readonly string[];
  readonly keys?: Keys;
  readonly issuer?: Issued;
  readonly ca?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Object identifiers of the extended key usage. */
  readonly usages?: readonly string[];
  /** The bits of the key usage: 0 for digitalSignature, 5 for keyCertSign, 6 for cRLSign. */
  readonly keyUsage?: readonly number[];
  /** What it is signed by means of; SHA-256 unless it says otherwise. */
  readonly digest?: Digest;
}

type Digest = 'sha1' | 'sha256' | 'pss-sha1' | 'pss-sha256';

export interface RevocationListSpec {
  readonly issuer: Issued;
  readonly thisUpdate?: Date;
  /** Null for none. */
  readonly nextUpdate?: Date | null;
  /** Signs in place of the issuer. */
  readonly signer?: Keys;
  readonly digest?: Digest;
  /** Serial numbers of what is revoked. */
  readonly revoked?: readonly number[];
}

export interface Issued {
  readonly pem: string;
  readonly key: string;
  readonly keys: Keys;
  readonly subject: string;
}

/** The time that the tests live in. */
export const NOW = new Date('2030-06-15T12:00:00Z');
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

const cache = new Map<KeyKind, Keys>();

/** One pair for each kind: making RSA keys takes its time. */
export function keysOf(kind: KeyKind): Keys {
  const keys = cache.get(kind) ?? newKeys(kind);
  cache.set(kind, keys);
  return keys;
}

export function newKeys(kind: KeyKind): Keys {
  switch (kind) {
    case 'rsa3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 });
    case 'rsa2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'p384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'p521':
      return generateKeyPairSync('ec', { namedCurve: 'P-521' });
    case 'secp256k1':
      return generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
  }
}

/** A certificate, written byte by byte so that it owes nothing to the code under test. */
export function issue(spec: CertificateSpec = {}): Issued {
  const keys = spec.keys ?? keysOf('p256');
  const subject = spec.subject ?? 'shop';
  const signer = spec.issuer ?? { keys, subject };
  const { algorithm, signatureOf } = signing(signer.keys.privateKey, spec.digest);
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.from([0x10, ...Buffer.from(subject).subarray(0, 8)])),
    algorithm,
    name(signer.subject),
    sequence(time(spec.notBefore ?? new Date('2030-01-01T00:00:00Z')), time(spec.notAfter ?? new Date('2031-01-01Z'))),
    name(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...extensions(spec),
  );
  const der = sequence(body, algorithm, signatureOf(body));
  return { pem: pem('CERTIFICATE', der), key: pkcs8(keys), keys, subject };
}

/** A revocation list in PEM. */
export function issueRevocationList({ issuer, nextUpdate, revoked = [], ...spec }: RevocationListSpec): string {
  const { algorithm, signatureOf } = signing((spec.signer ?? issuer.keys).privateKey, spec.digest);
  const thisUpdate = spec.thisUpdate ?? new Date('2030-06-01T00:00:00Z');
  const times = nextUpdate === null ? [] : [time(nextUpdate ?? new Date('2030-07-01T00:00:00Z'))];
  const entries = revoked.map((serial) => sequence(integer(Buffer.from([serial])), time(thisUpdate)));
  const body = sequence(
    integer(Buffer.from([1])),
    algorithm,
    name(issuer.subject),
    time(thisUpdate),
    ...times,
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  );
  return pem('X509 CRL', sequence(body, algorithm, signatureOf(body)));
}

/** Root, intermediate and server certificate of a small PKI. */
export function issueChain(): { readonly root: Issued; readonly intermediate: Issued; readonly leaf: Issued } {
  const root = issue({ subject: 'root', ca: true, keys: keysOf('p384') });
  const intermediate = issue({ subject: 'intermediate', ca: true, issuer: root, keys: keysOf('p521') });
  return { root, intermediate, leaf: issue({ dnsNames: ['shop.example.com'], issuer: intermediate }) };
}

export function pkcs8({ privateKey }: Keys): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function extensions(spec: CertificateSpec): Buffer[] {
  const all: Buffer[] = [];
  if (spec.ca === true) {
    all.push(extension('2.5.29.19', sequence(tlv(0x01, Buffer.from([0xff])))));
  }
  if (spec.keyUsage !== undefined) {
    const bits = spec.keyUsage.reduce((sum, bit) => sum | (0x80 >> bit), 0);
    all.push(extension('2.5.29.15', tlv(0x03, Buffer.from([0, bits]))));
  }
  if (spec.usages !== undefined) {
    all.push(extension('2.5.29.37', sequence(...spec.usages.map(oid))));
  }
  const { dnsNames, uris } = spec;
  if (dnsNames !== undefined || uris !== undefined) {
    const names = [
      ...(dnsNames ?? []).map((dns) => tlv(0x82, Buffer.from(dns))),
      ...(uris ?? []).map((uri) => tlv(0x86, Buffer.from(uri))),
    ];
    all.push(extension('2.5.29.17', sequence(...names)));
  }
  return all.length === 0 ? [] : [tagged(3, sequence(...all))];
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tlv(0x04, value));
}

interface Signing {
  readonly algorithm: Buffer;
  /** The signature of a body, as a bit string. */
  readonly signatureOf: (body: Buffer) => Buffer;
}

function signing(key: KeyObject, digest: Digest = 'sha256'): Signing {
  const [hash, isPss] = digest.startsWith('pss-') ? [digest.slice(4), true] : [digest, false];
  const bits = (signature: Buffer): Buffer => tlv(0x03, Buffer.from([0]), signature);
  const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 };
  switch (keyType(key)) {
    case 'rsa':
      return {
        algorithm: isPss ? pssAlgorithm(hash) : sequence(oid(RSA_WITH[hash]), tlv(0x05)),
        signatureOf: (body) => bits(sign(hash, body, isPss ? padding : key)),
      };
    case 'ec':
      return {
        algorithm: sequence(oid(ECDSA_WITH[hash])),
        signatureOf: (body) => bits(sign(hash, body, key)),
      };
    default:
      return { algorithm: sequence(oid('1.3.101.112')), signatureOf: (body) => bits(sign(null, body, key)) };
  }
}

const RSA_WITH: { readonly [hash: string]: string } = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
};
const ECDSA_WITH: { readonly [hash: string]: string } = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
};

/** SHA-1 is what is meant where nothing is said. */
function pssAlgorithm(hash: string): Buffer {
  const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), tlv(0x05));
  const mask = sequence(oid('1.2.840.113549.1.1.8'), sha256);
  return sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(...(hash === 'sha1' ? [] : [tagged(0, sha256), tagged(1, mask)])),
  );
}

function keyType(key: KeyObject): string | undefined {
  return key.asymmetricKeyType;
}

function name(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(commonName)))));
}

function time(date: Date): Buffer {
  return tlv(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

function oid(id: string): Buffer {
  const [first, second, ...rest] = id.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) {
      groups.unshift((left & 0x7f) | 0x80);
    }
    bytes.push(...groups);
  }
  return tlv(0x06, Buffer.from(bytes));
}

function integer(value: Buffer): Buffer {
  return tlv(0x02, value);
}

function tagged(tag: number, value: Buffer): Buffer {
  return tlv(0xa0 + tag, value);
}

function sequence(...values: Buffer[]): Buffer {
  return tlv(0x30, ...values);
}

function tlv(tag: number, ...values: Buffer[]): Buffer {
  const value = Buffer.concat(values);
  if (value.length < 0x80) {
    return Buffer.concat([Buffer.from([tag, value.length]), value]);
  }
  const size = value.length < 0x100 ? [0x81, value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
