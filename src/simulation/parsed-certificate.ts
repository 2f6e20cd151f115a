import { certificateBodies } from '../kernel/certificate-blocks';
import { contextTag, DER, derBits, derChildren, derOid, DerValue, derValues } from '../kernel/der';
import { hexOf } from '../mesh/semantics/sha256';

/** A name of a certificate's holder: of a host, a URI, an address of mail or of the network. */
export interface AlternativeName {
  readonly type: 'dns' | 'uri' | 'email' | 'ip';
  readonly value: string;
}

/** A certificate as far as who issued it and whom it is for. Names of holders and issuers are hexadecimal digits of their DER. */
export interface ParsedCertificate {
  /** The certificate as a whole. */
  readonly bytes: Uint8Array;
  readonly issuer: string;
  readonly subject: string;
  /** The public key, with its kind. */
  readonly keyInfo: DerValue;
  readonly alternativeNames: readonly AlternativeName[];
  /** What the issuer signed. */
  readonly signed: Uint8Array;
  /** How, as an object identifier. */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

const SUBJECT_ALT_NAME = '2.5.29.17';
/** The kinds of names that Envoy compares, by their tags. */
const NAME_TYPES: ReadonlyMap<number, AlternativeName['type']> = new Map([
  [0x81, 'email'],
  [0x82, 'dns'],
  [0x86, 'uri'],
  [0x87, 'ip'],
]);

/** The certificates in a text of PEM blocks; those that can't be read are left out. */
export function certificatesIn(pem: string): readonly ParsedCertificate[] {
  return certificateBodies(pem).flatMap((base64) => parse(base64) ?? []);
}

/** Certificate: { tbs: { [version], serial, algorithm, issuer, validity, subject, key, ... }, algorithm, signature } in DER. */
function parse(base64: string): ParsedCertificate | undefined {
  const bytes = bytesIn(base64);
  const [tbs, algorithm, signature] = derChildren(bytes && derValues(bytes)?.[0]);
  const fields = derChildren(tbs);
  const first = fields[0]?.tag === contextTag(0) ? 1 : 0;
  const [issuer, , subject, keyInfo] = fields.slice(first + 2);
  const [signatureAlgorithm] = derChildren(algorithm);
  return bytes === undefined || keyInfo === undefined || signatureAlgorithm === undefined || signature === undefined
    ? undefined
    : {
        bytes,
        issuer: hexOf(issuer.whole),
        subject: hexOf(subject.whole),
        keyInfo,
        alternativeNames: alternativeNamesIn(fields.find(({ tag }) => tag === contextTag(3))),
        signed: tbs.whole,
        signatureAlgorithm: derOid(signatureAlgorithm),
        signature: derBits(signature),
      };
}

function bytesIn(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function alternativeNamesIn(extensions: DerValue | undefined): readonly AlternativeName[] {
  const found = derChildren(derChildren(extensions)[0])
    .map(derChildren)
    .find(([identifier]) => identifier !== undefined && derOid(identifier) === SUBJECT_ALT_NAME);
  const value = found?.find(({ tag }) => tag === DER.OCTET_STRING);
  const names = derChildren(derChildren(value)[0]);
  return names.flatMap(({ tag, content }): AlternativeName[] => {
    const type = NAME_TYPES.get(tag);
    return type === undefined
      ? []
      : [{ type, value: type === 'ip' ? addressOf(content) : new TextDecoder().decode(content) }];
  });
}

/** Four bytes with dots between them; sixteen as groups with colons, none of them left out. */
function addressOf(bytes: Uint8Array): string {
  const numbers = [...bytes];
  if (numbers.length === 4) {
    return numbers.join('.');
  }
  const groups = numbers.flatMap((byte, index) => (index % 2 === 0 ? [byte * 256 + (numbers[index + 1] ?? 0)] : []));
  return groups.map((group) => group.toString(16)).join(':');
}
