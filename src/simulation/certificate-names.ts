/** A certificate as far as who issued it and whom it is for. */
export interface CertificateNames {
  /** The certificate as a whole. */
  readonly bytes: string;
  readonly issuer: string;
  readonly subject: string;
}

/** The certificates in a text of PEM blocks; those that can't be read are left out. */
export function certificatesIn(pem: string): readonly CertificateNames[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g);
  return [...blocks].flatMap(([, base64]) => {
    try {
      return namesOf(atob(base64.replace(/\s/g, '')));
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
  return { bytes, issuer: fields[first + 2].whole, subject: fields[first + 4].whole };
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
