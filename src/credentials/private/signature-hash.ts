/** Object identifiers, in hexadecimal DER, of the signatures that are no longer trusted. */
const BROKEN: { readonly [oid: string]: 'SHA-1' | 'MD5' } = {
  // 1.2.840.113549.1.1.4 and .5: RSA with MD5, RSA with SHA-1.
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  // 1.3.14.3.2.29: RSA with SHA-1 as old tools write it.
  '2b0e03021d': 'SHA-1',
  // 1.2.840.10045.4.1: ECDSA with SHA-1.
  '2a8648ce3d0401': 'SHA-1',
};

/** The broken hash that a certificate in DER is signed by means of; undefined where it is none of these. */
export function signatureHashOf(der: Buffer): 'SHA-1' | 'MD5' | undefined {
  // Certificate ::= SEQUENCE { tbsCertificate SEQUENCE, signatureAlgorithm SEQUENCE { OID, ... }, ... }
  const certificate = contentAt(der, 0);
  const signed = certificate && contentAt(der, certificate.start);
  const algorithm = signed && contentAt(der, signed.end);
  const oid = algorithm && contentAt(der, algorithm.start);
  return oid && BROKEN[der.subarray(oid.start, oid.end).toString('hex')];
}

/** Where the content of the DER value at an offset begins and ends; undefined where there is none. */
function contentAt(der: Buffer, offset: number): { readonly start: number; readonly end: number } | undefined {
  const length = der[offset + 1];
  if (length === undefined) {
    return undefined;
  }
  if (length < 0x80) {
    return within(der, offset + 2, length);
  }
  const size = length & 0x7f;
  return size >= 1 && size <= 4 && offset + 2 + size <= der.length
    ? within(der, offset + 2 + size, der.readUIntBE(offset + 2, size))
    : undefined;
}

function within(
  der: Buffer,
  start: number,
  length: number,
): { readonly start: number; readonly end: number } | undefined {
  return start + length <= der.length ? { start, end: start + length } : undefined;
}
