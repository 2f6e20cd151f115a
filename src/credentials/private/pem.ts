import { misuse } from '../../kernel/errors';

/** How errors call a text in PEM. */
export interface PemPlace {
  /** What the user calls it, such as `privateKey`. */
  readonly name: string;
  /** A construct path, or what else it is part of; never a construct, whose objects may hold keys that a debugger would print. */
  readonly at?: string;
}

/** A text in PEM. It may hold a private key, so an error shows no part of it. */
export interface PemSource extends PemPlace {
  readonly text: string;
}

/** One object of a PEM text. */
export interface PemBlock {
  readonly label: string;
  readonly der: Buffer;
  readonly encrypted: boolean;
}

const BEGIN = /^-----BEGIN ([A-Z0-9 #]+)-----$/;
const END = /^-----END ([A-Z0-9 #]+)-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const LINE_LENGTH = 64;
/** What a Secret holds at most, all of its values together. */
export const LARGEST_SECRET = 1024 * 1024;

/** What labels stand for; only these words go into errors. */
const KINDS: { readonly [label: string]: string } = {
  CERTIFICATE: 'a certificate',
  'X509 CERTIFICATE': 'a certificate',
  'TRUSTED CERTIFICATE': "a certificate in OpenSSL's TRUSTED form",
  'CERTIFICATE REQUEST': 'a certificate request',
  'NEW CERTIFICATE REQUEST': 'a certificate request',
  'PRIVATE KEY': 'a private key',
  'RSA PRIVATE KEY': 'a private key',
  'EC PRIVATE KEY': 'a private key',
  'DSA PRIVATE KEY': 'a DSA private key',
  'ENCRYPTED PRIVATE KEY': 'an encrypted private key',
  'OPENSSH PRIVATE KEY': "a private key in OpenSSH's form",
  'PUBLIC KEY': 'a public key',
  'RSA PUBLIC KEY': 'a public key',
  'EC PARAMETERS': 'parameters of a key',
  'DH PARAMETERS': 'parameters of a key exchange',
  'X509 CRL': 'a revocation list',
  PKCS7: 'a PKCS#7 bundle',
  CMS: 'a PKCS#7 bundle',
};

/** What a block holds, in words. */
export function kindOf(block: PemBlock): string {
  return block.encrypted ? 'an encrypted private key' : (KINDS[block.label] ?? 'something of another kind');
}

/**
 * The objects of a PEM text, which may have a byte order mark, any line breaks, indentation, and text around its blocks.
 *
 * @throws if it has no block, or one that is cut off or damaged.
 */
export function parsePem(source: PemSource): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { readonly label: string; readonly lines: string[] } | undefined;
  for (const line of linesOf(source)) {
    const begin = BEGIN.exec(line)?.[1];
    const end = END.exec(line)?.[1];
    if (begin !== undefined) {
      if (open !== undefined) {
        throw cutOff(source);
      }
      open = { label: begin, lines: [] };
    } else if (end !== undefined) {
      if (open?.label !== end) {
        throw cutOff(source);
      }
      blocks.push(decode(source, open.label, open.lines));
      open = undefined;
    } else {
      open?.lines.push(line);
    }
  }
  if (open !== undefined) {
    throw cutOff(source);
  }
  if (blocks.length === 0) {
    throw notPem(source);
  }
  return blocks;
}

/** One block in the form that every reader of PEM takes: line feeds, 64 characters a line. */
export function toPem(label: string, der: Uint8Array): string {
  const body = Buffer.from(der).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < body.length; at += LINE_LENGTH) {
    lines.push(body.slice(at, at + LINE_LENGTH));
  }
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function linesOf(source: PemSource): string[] {
  if (typeof source.text !== 'string') {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be a text in PEM`,
      received: source.text === undefined ? 'nothing' : `a value of type ${typeof source.text}`,
      fix: 'give the text that begins with -----BEGIN',
    });
  }
  if (source.text.length > LARGEST_SECRET) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must fit into a Secret, which holds 1 MiB at most`,
      received: 'a text that is longer',
      fix: 'give the certificates or the key alone',
    });
  }
  return source.text
    .replaceAll('\uFEFF', '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim());
}

function decode(source: PemSource, label: string, lines: readonly string[]): PemBlock {
  const headers = lines.filter((line) => line.includes(':'));
  const body = lines.filter((line) => !line.includes(':')).join('');
  const encrypted = label === 'ENCRYPTED PRIVATE KEY' || headers.some((line) => /^Proc-Type:.*ENCRYPTED/i.test(line));
  const der = BASE64.test(body) && body.length % 4 === 0 ? Buffer.from(body, 'base64') : Buffer.alloc(0);
  if (!encrypted && !isComplete(der)) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must be whole, from each BEGIN line to its END line`,
      received: 'a PEM block that is damaged or has lost a part',
      fix: 'copy the file again, every line of it',
    });
  }
  return { label, der, encrypted };
}

/** Whether the bytes are one DER value, to its last byte. */
function isComplete(der: Buffer): boolean {
  if (der.length < 2) {
    return false;
  }
  if (der[1] < 0x80) {
    return der.length === 2 + der[1];
  }
  const size = der[1] & 0x7f;
  return size >= 1 && size <= 4 && der.length >= 2 + size && der.length === 2 + size + der.readUIntBE(2, size);
}

function cutOff(source: PemPlace): Error {
  return misuse({
    at: source.at,
    rule: `${source.name} must be whole, from each BEGIN line to its END line`,
    received: 'a PEM text that is cut off: a BEGIN line and an END line do not belong together',
    fix: 'copy the file again, every line of it',
  });
}

function notPem(source: PemSource): Error {
  const { received, fix } = guess(source.text);
  return misuse({ at: source.at, rule: `${source.name} must be a text in PEM`, received, fix });
}

/** What the text is instead, told from its form alone. */
function guess(text: string): { readonly received: string; readonly fix: string } {
  if (text.trim() === '') {
    return { received: 'an empty text', fix: 'give the text that begins with -----BEGIN' };
  }
  if (text.includes('\\n') && text.includes('-----BEGIN')) {
    return { received: "PEM with '\\n' in place of line breaks", fix: "turn each '\\n' into a line break" };
  }
  if (text.includes('-----BEGIN')) {
    return {
      received: 'PEM that has lost its line breaks or some dashes',
      fix: 'give it as the file has it: BEGIN and END stand on lines of their own',
    };
  }
  if (text.trimStart().startsWith('LS0tLS1CRUdJTi')) {
    return { received: 'PEM that is base64-encoded once more', fix: 'decode it, or take the file it was made from' };
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    return {
      received: 'binary data, or text in UTF-16',
      fix: 'convert DER with `openssl x509 -inform der` or `openssl pkey -inform der`; save text as UTF-8',
    };
  }
  return {
    received: 'a text without a PEM block',
    fix: 'give the text that begins with -----BEGIN; paths of files go to Credential.fromFiles()',
  };
}
