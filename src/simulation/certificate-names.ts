import { certificateBodies } from '../kernel/certificate-blocks';

/** A name of a certificate's holder: of a host, a URI, an address of mail or of the network. */
export interface AlternativeName {
  readonly type: 'dns' | 'uri' | 'email' | 'ip';
  readonly value: string;
}

/** A certificate as far as who issued it and whom it is for. */
export interface CertificateNames {
  /** The certificate as a whole. */
  readonly bytes: string;
  readonly issuer: string;
  readonly subject: string;
  /** The public key, with its kind. */
  readonly keyInfo: string;
  readonly alternativeNames: readonly AlternativeName[];
}

/** The certificates in a text of PEM blocks; those that can't be read are left out. */
export function certificatesIn(pem: string): readonly CertificateNames[] {
  return certificateBodies(pem).flatMap((base64) => {
    try {
      return namesOf(atob(base64));
    } catch {
      return [];
    }
  });
}

/** Whether a certificate names another as its issuer, or is that one; signatures are not checked. */
export function isIssuedBy(certificate: CertificateNames, issuer: CertificateNames): boolean {
  return certificate.bytes === issuer.bytes || certificate.issuer === issuer.subject;
}

/** Certificate: { tbs: { [version], serial, algorithm, issuer, validity, subject, ... }, ... } in DER. */
function namesOf(bytes: string): CertificateNames {
  const tbs = readElements(readElements(bytes)[0].content)[0];
  const fields = readElements(tbs.content);
  const EXPLICIT_VERSION = 0xa0;
  const first = fields[0].tag === EXPLICIT_VERSION ? 1 : 0;
  return {
    bytes,
    issuer: fields[first + 2].whole,
    subject: fields[first + 4].whole,
    keyInfo: fields[first + 5].whole,
    alternativeNames: alternativeNamesIn(fields.find(({ tag }) => tag === EXPLICIT_EXTENSIONS)),
  };
}

const EXPLICIT_EXTENSIONS = 0xa3;
const OCTET_STRING = 0x04;
/** The object identifier 2.5.29.17. */
const SUBJECT_ALT_NAME = '\u0055\u001d\u0011';
/** The kinds of names that Envoy compares, by their tags. */
const NAME_TYPES: ReadonlyMap<number, AlternativeName['type']> = new Map([
  [0x81, 'email'],
  [0x82, 'dns'],
  [0x86, 'uri'],
  [0x87, 'ip'],
]);

function alternativeNamesIn(extensions: DerElement | undefined): readonly AlternativeName[] {
  const all = extensions === undefined ? [] : readElements(readElements(extensions.content)[0].content);
  const found = all
    .map(({ content }) => readElements(content))
    .find(([identifier]) => identifier.content === SUBJECT_ALT_NAME);
  const value = found?.find(({ tag }) => tag === OCTET_STRING)?.content;
  const names = value === undefined ? [] : readElements(readElements(value)[0].content);
  return names.flatMap(({ tag, content }): AlternativeName[] => {
    const type = NAME_TYPES.get(tag);
    return type === undefined ? [] : [{ type, value: type === 'ip' ? addressOf(content) : content }];
  });
}

/** Four bytes with dots between them; sixteen as groups with colons, none of them left out. */
function addressOf(bytes: string): string {
  const numbers = Array.from(bytes, (char) => char.charCodeAt(0));
  if (numbers.length === 4) {
    return numbers.join('.');
  }
  const groups = numbers.flatMap((byte, index) => (index % 2 === 0 ? [byte * 256 + (numbers[index + 1] ?? 0)] : []));
  return groups.map((group) => group.toString(16)).join(':');
}

interface DerElement {
  readonly tag: number;
  readonly content: string;
  readonly whole: string;
}

function readElements(bytes: string): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes.charCodeAt(at);
    let length = bytes.charCodeAt(at + 1);
    let start = at + 2;
    if (length > 0x80) {
      const count = length - 0x80;
      length = 0;
      for (let index = 0; index < count; index++) {
        length = length * 256 + bytes.charCodeAt(start + index);
      }
      start += count;
    }
    const end = start + length;
    if (!(end <= bytes.length)) {
      throw new RangeError('The element is longer than what holds it.');
    }
    elements.push({ tag, content: bytes.slice(start, end), whole: bytes.slice(at, end) });
    at = end;
  }
  return elements;
}
