import * as forge from 'node-forge';

/**
 * What keeps a file in PKCS#12 from being read: it is something else or has lost a part, the password is another one, or it is whole and says
 * something in a way that is not known here.
 */
export type Pkcs12Fault = 'damaged' | 'wrong password' | 'unsupported';

/** What a file in PKCS#12 holds, in DER. */
export interface Pkcs12Content {
  /** In PKCS#8. */
  readonly privateKeys: readonly Buffer[];
  readonly certificates: readonly Buffer[];
}

/** The bags of a file, or why it can't be read. The causes stay here: what has seen a key or a password goes into no error. */
export function unpackPkcs12(bytes: Buffer, password: string): Pkcs12Content | Pkcs12Fault {
  const pfx = parse(bytes);
  if (pfx === undefined) {
    return 'damaged';
  }
  try {
    const bags = forge.pkcs12.pkcs12FromAsn1(pfx, password).safeContents.flatMap(({ safeBags }) => safeBags);
    const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
    return {
      privateKeys: bags.filter(({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag).map(privateKeyOf),
      certificates: bags.filter(({ type }) => type === certBag).map(certificateOf),
    };
  } catch (error) {
    return faultOf((error as Error).message);
  }
}

function parse(bytes: Buffer): forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(bytes.toString('latin1'));
  } catch {
    return undefined;
  }
}

/** By the words of node-forge; with a wrong password, what has no checksum fails while it is decrypted. */
function faultOf(message: string): Pkcs12Fault {
  if (/password|decrypt/i.test(message)) {
    return 'wrong password';
  }
  return /unsupported|not supported/i.test(message) ? 'unsupported' : 'damaged';
}

// node-forge knows RSA alone, and hands over everything else as it is.
function privateKeyOf({ key, asn1 }: forge.pkcs12.Bag): Buffer {
  return toDer(key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1);
}

function certificateOf({ cert, asn1 }: forge.pkcs12.Bag): Buffer {
  return toDer(cert ? forge.pki.certificateToAsn1(cert) : asn1);
}

function toDer(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
}
