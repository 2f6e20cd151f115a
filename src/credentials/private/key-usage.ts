import { X509Certificate } from 'node:crypto';
import { contextTag, DER, derChildren, derOid, DerValue, derValues } from '../../kernel/der';
import { readSigned } from './signature-algorithm';

/** What a certificate's key may be used for, by the bits of the extension `keyUsage`. */
export enum KeyUsage {
  DIGITAL_SIGNATURE = 0,
  KEY_CERT_SIGN = 5,
  CRL_SIGN = 6,
}

/** What the holder of a certificate may be, by the object identifiers of the extension `extKeyUsage`. */
export const ExtendedKeyUsage = {
  SERVER_AUTH: '1.3.6.1.5.5.7.3.1',
  CLIENT_AUTH: '1.3.6.1.5.5.7.3.2',
} as const;

const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const ANY_EXTENDED = '2.5.29.37.0';

/** Whether a certificate lets its key be used so; one that says nothing lets it. */
export function allows({ raw }: X509Certificate, usage: KeyUsage): boolean {
  const [bits] = derValues(extension(raw, KEY_USAGE) ?? Buffer.alloc(0)) ?? [];
  if (bits?.tag !== DER.BIT_STRING) {
    return true;
  }
  // The first byte is the number of bits that are left over at the end; the others count from the left.
  const byte = bits.content[1 + (usage >> 3)] ?? 0;
  return (byte & (0x80 >> (usage & 7))) !== 0;
}

/** Whether a certificate lets its holder be that; one that says nothing lets him. */
export function allowsAs(
  certificate: X509Certificate,
  usage: (typeof ExtendedKeyUsage)[keyof typeof ExtendedKeyUsage],
): boolean {
  // What Node calls by this name is the extended key usage.
  const usages: readonly string[] | undefined = certificate.keyUsage;
  return usages === undefined || usages.some((each) => each === usage || each === ANY_EXTENDED);
}

/** Whether a certificate is that of a CA whose key usage leaves out to sign certificates; for Node it is none. */
export function isCaThatMayNotSign(certificate: X509Certificate): boolean {
  const [constraints] = derValues(extension(certificate.raw, BASIC_CONSTRAINTS) ?? Buffer.alloc(0)) ?? [];
  const [isCa] = derChildren(constraints);
  return isCa?.tag === DER.BOOLEAN && isCa.content[0] !== 0 && !allows(certificate, KeyUsage.KEY_CERT_SIGN);
}

/** The value of a certificate's extension. */
function extension(der: Buffer, oid: string): Uint8Array | undefined {
  const all = derChildren(readSigned(der)?.body).find(({ tag }) => tag === contextTag(3));
  const found = derChildren(derChildren(all)[0]).find((each) => oidOf(derChildren(each)) === oid);
  return derChildren(found).find(({ tag }) => tag === DER.OCTET_STRING)?.content;
}

function oidOf([first]: readonly DerValue[]): string | undefined {
  return first?.tag === DER.OID ? derOid(first) : undefined;
}
