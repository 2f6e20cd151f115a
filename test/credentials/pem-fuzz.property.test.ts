import { KeyObject, X509Certificate, createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { misuseIn } from '../../src/kernel/errors';
import { BIND, newChart } from './support/binding';
import { Issued, NOW, issue, issueChain, issueRevocationList, keysOf, pem } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const { root, intermediate, leaf } = issueChain();
const rsa = issue({ keys: keysOf('rsa2048'), dnsNames: ['shop.example.com'] });
const list = issueRevocationList({ issuer: root });
const folder = newFolder();
const OURS = /^\[Credential\.from(Pem|Files)\] .+\n {2}received: .+\n {2}fix: .+$/;
/** What only Node and OpenSSL say. */
const THEIRS = /node:|error:[0-9A-F]{8}|ERR_[A-Z]|asn1|DECODER|RangeError|TypeError|Maximum call stack/i;

interface Parts {
  readonly certificate: string;
  readonly privateKey: string;
  readonly certificateAuthority?: string;
  readonly revocationList?: string;
}

/** The message of the error, which has to be ours; undefined where the Secret was made, which has to be right. */
function outcome(parts: Parts, owner: Issued, make: (parts: Parts) => PemCredential = fromTexts): string | undefined {
  let credential: PemCredential;
  try {
    credential = make(parts);
  } catch (error) {
    const { message } = error as Error;
    expect(misuseIn(error)).toBeDefined();
    expect(message).toMatch(OURS);
    expect(message).not.toMatch(THEIRS);
    return message;
  }
  const chart = newChart();
  credential.bind(chart, BIND);
  const [{ data }] = Testing.synth(chart) as [{ data: { [key: string]: string } }];
  const [certificate, key] = ['tls.crt', 'tls.key'].map((name) => Buffer.from(data[name], 'base64'));
  expect(new X509Certificate(certificate).raw).toEqual(new X509Certificate(owner.pem).raw);
  expect(createPrivateKey(key).equals(owner.keys.privateKey)).toBe(true);
  expect([certificate, key].join()).not.toMatch(/\r|\uFEFF/);
  return undefined;
}

function fromTexts(parts: Parts): PemCredential {
  return PemCredential.ofTexts(parts, () => NOW);
}

/** The same by files with these bytes. */
function fromFiles({ certificate, privateKey }: { readonly certificate: Buffer; readonly privateKey: Buffer }) {
  const file = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const files = { certificateFile: file('tls.crt', certificate), privateKeyFile: file('tls.key', privateKey) };
  return PemCredential.ofFiles(files, () => NOW);
}

const traditional = ({ privateKey }: { readonly privateKey: KeyObject }): string =>
  privateKey.export({ type: privateKey.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1', format: 'pem' }).toString();

/** A pair, with its key in either form. */
const pairs = fc.constantFrom(leaf, rsa).chain((owner) =>
  fc.constantFrom(owner.key, traditional(owner.keys)).map((privateKey) => ({
    owner,
    parts: { certificate: owner === leaf ? leaf.pem + intermediate.pem : rsa.pem, privateKey },
  })),
);

/** What leaves a text in PEM as good as it was. */
const harmless = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => `\uFEFF${text}`,
  (text) => text.trimEnd(),
  (text) => `\n\n${text}\n\n`,
  (text) => text.replace(/^/gm, '    '),
  (text) => text.replace(/$/gm, '  '),
  (text) => `subject=CN = shop.example.com\nissuer=CN = Example CA\n${text}`,
  (text) => `${text}\nnotAfter=Jan  1 00:00:00 2031 GMT\n`,
  (text) => `Bag Attributes\n    friendlyName: shop\nKey Attributes: <No Attributes>\n${text}`,
);

test('line ends, marks, and text around the blocks do no harm, however they are combined', () => {
  fc.assert(
    fc.property(pairs, fc.array(harmless, { maxLength: 4 }), ({ owner, parts }, changes) => {
      const changed = (text: string): string => changes.reduce((each, change) => change(each), text);
      const { certificate, privateKey } = parts;
      expect(outcome({ certificate: changed(certificate), privateKey: changed(privateKey) }, owner)).toBeUndefined();
    }),
  );
});

test('what is cut off anywhere is refused, unless nothing is lost', () => {
  fc.assert(
    fc.property(pairs, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), ({ owner, parts }, share, ofKey) => {
      const cut = (text: string): string => text.slice(0, Math.floor(text.length * share));
      const { certificate, privateKey } = parts;
      const changed = ofKey
        ? { certificate, privateKey: cut(privateKey) }
        : { certificate: cut(certificate), privateKey };
      const message = outcome(changed, owner);
      const text = ofKey ? changed.privateKey : changed.certificate;
      const isWhole = /-----END [A-Z ]+-----\s*$/.test(text);
      expect(message === undefined).toBe(isWhole);
    }),
  );
});

test('blocks in any order are refused or put nothing in the place of something else', () => {
  const blocks = [leaf.pem, intermediate.pem, root.pem, leaf.key, list];
  fc.assert(
    fc.property(fc.shuffledSubarray(blocks), fc.shuffledSubarray(blocks), (inCertificate, inKey) => {
      const message = outcome({ certificate: inCertificate.join(''), privateKey: inKey.join('') }, leaf);
      const isRight =
        inKey.join() === leaf.key &&
        inCertificate.length > 0 &&
        [leaf.pem, intermediate.pem, root.pem].join().startsWith(inCertificate.join());
      expect(message === undefined).toBe(isRight);
    }),
    { numRuns: 300 },
  );
});

test('keys with a password are refused with the command that takes it off', () => {
  const ciphers = ['aes-128-cbc', 'aes-256-cbc', 'des-ede3-cbc'];
  fc.assert(
    fc.property(
      fc.constantFrom(leaf, rsa),
      fc.constantFrom(...ciphers),
      fc.boolean(),
      harmless,
      (owner, cipher, old, change) => {
        const type = old ? (owner === rsa ? 'pkcs1' : 'sec1') : 'pkcs8';
        const key = owner.keys.privateKey.export({
          type,
          format: 'pem',
          cipher,
          passphrase: 'secret',
        });
        const certificate = owner === leaf ? leaf.pem + intermediate.pem : rsa.pem;
        const message = outcome({ certificate, privateKey: change(key.toString()) }, owner);
        expect(message).toContain('an encrypted private key');
        expect(message).toContain('fix: decrypt it with `openssl pkey`');
      },
    ),
  );
});

test('any byte of a key or certificate may be wrong', () => {
  fc.assert(
    fc.property(
      pairs,
      fc.boolean(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      ({ owner, parts }, ofKey, at, bits) => {
        const change = (text: string): string => {
          const [whole, label, body] = /-----BEGIN ([^-]+)-----\n([^-]+)/.exec(text) ?? ['', '', ''];
          const der = Buffer.from(body, 'base64');
          der[at % der.length] ^= bits;
          return text.replace(`${whole}-----END ${label}-----\n`, pem(label, der));
        };
        const { certificate, privateKey } = parts;
        const changed = ofKey
          ? { certificate, privateKey: change(privateKey) }
          : { certificate: change(certificate), privateKey };
        // Few bytes mean nothing: what is accepted still has to be the key of the certificate, which `outcome` compares.
        try {
          outcome(changed, owner);
        } catch (error) {
          expect(ofKey).toBe(false);
          expect(String(error)).toMatch(/toEqual|must cover host/);
        }
      },
    ),
    { numRuns: 500 },
  );
});

const encodings: { readonly [name: string]: (text: string) => Buffer } = {
  DER: (text) => Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64'),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 with its mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16, high bytes first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'UTF-32': (text) => Buffer.concat([...text].map((character) => Buffer.from([0, 0, 0, character.charCodeAt(0)]))),
};

test.each(Object.keys(encodings))('files in %s are refused with what to do', (name) => {
  const bytes = { certificate: Buffer.from(rsa.pem), privateKey: Buffer.from(rsa.key) };
  for (const part of ['certificate', 'privateKey'] as const) {
    const changed = { ...bytes, [part]: encodings[name](bytes[part].toString()) };
    const message = outcome({ certificate: '', privateKey: '' }, rsa, () => fromFiles(changed));
    expect(message).toContain('binary data, or text in UTF-16');
    expect(message).toContain('-inform der');
  }
});

test('files of any bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (bytes, ofKey) => {
      const part = ofKey ? 'privateKey' : 'certificate';
      const files = { certificate: Buffer.from(rsa.pem), privateKey: Buffer.from(rsa.key), [part]: Buffer.from(bytes) };
      expect(outcome({ certificate: '', privateKey: '' }, rsa, () => fromFiles(files))).toBeDefined();
    }),
  );
});

test('any text is refused, the more so if it looks like PEM', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(...rsa.key.split('\n'), ...rsa.pem.split('\n'), '-----BEGIN ', 'END-----', '-----BEGIN -----'),
    fc.base64String({ maxLength: 64 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('certificate', 'privateKey'), (lines, part) => {
      const parts = { certificate: rsa.pem, privateKey: rsa.key, [part]: lines.join('\n') };
      expect(outcome(parts, rsa)).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

describe('huge inputs', () => {
  const large = 'A'.repeat(3_000_000);
  test.each<[string, string]>([
    ['one line', large],
    ['one block', pem('CERTIFICATE', Buffer.alloc(3_000_000))],
    ['thousands of blocks', rsa.pem.repeat(2000)],
    ['line breaks', '\n'.repeat(3_000_000)],
    ['beginnings', '-----BEGIN CERTIFICATE-----\n'.repeat(100_000)],
    ['dashes', '-'.repeat(3_000_000)],
    ['text before', `${large}\n${rsa.pem}`],
  ])('are refused at once: %s', (_, text) => {
    const received = 'must fit into a Secret, which holds 1 MiB at most';
    expect(outcome({ certificate: text, privateKey: rsa.key }, rsa)).toContain(received);
    expect(outcome({ certificate: rsa.pem, privateKey: text }, rsa)).toContain(received);
    const parts = { certificate: rsa.pem, privateKey: rsa.key, certificateAuthority: root.pem };
    expect(outcome({ ...parts, certificateAuthority: text }, rsa)).toContain(received);
    expect(outcome({ ...parts, revocationList: text }, rsa)).toContain(received);
  });

  test.each<[string, string]>([
    ['line breaks', '\n'.repeat(1_000_000)],
    ['beginnings', '-----BEGIN CERTIFICATE-----\n'.repeat(30_000)],
    ['dashes', '-'.repeat(1_000_000)],
    ['certificates', rsa.pem.repeat(800)],
    ['colons', `-----BEGIN CERTIFICATE-----\n${'a:b\n'.repeat(200_000)}-----END CERTIFICATE-----\n`],
  ])('that just fit are refused soon: %s', (_, text) => {
    expect(outcome({ certificate: text, privateKey: rsa.key }, rsa)).toBeDefined();
  });

  test('files without an end are read as far as they can be used', () => {
    const files = { certificateFile: '/dev/zero', privateKeyFile: join(folder, 'tls.key') };
    const make = (): PemCredential => PemCredential.ofFiles(files, () => NOW);
    writeFileSync(files.privateKeyFile, rsa.key);
    expect(outcome({ certificate: '', privateKey: '' }, rsa, make)).toContain('must fit into a Secret');
  });
});
