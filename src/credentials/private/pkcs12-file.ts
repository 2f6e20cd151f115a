import { KeyObject, X509Certificate, createPrivateKey } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { Password } from '../password';
import { isSelfSigned, linkFault } from './chain-link';
import { certificatesToPem } from './certificate';
import { PemSource, toPem } from './pem';
import { fileBytes } from './pem-file';
import type { Pkcs12Content } from './pkcs12';

/** The certificate chain and key of a file in PKCS#12, in PEM. */
export interface Pkcs12Sources {
  readonly certificate: PemSource;
  readonly privateKey: PemSource;
}

interface Place {
  readonly path: string;
  readonly at: string;
}

/** Magic number of the older keystores of Java. */
const JKS = Buffer.from('feedfeed', 'hex');

/** Reads a file in PKCS#12; throws unless it has one private key, and its certificate. */
export function pkcs12Sources(path: string, password: Password, at: string): Pkcs12Sources {
  const bytes = fileBytes(path, 'path', at);
  const place = { path, at };
  const content = unpack(bytes, password, place);
  const [key] = content.privateKeys;
  if (content.privateKeys.length !== 1) {
    throw misuse({
      at,
      rule: `file '${path}' must hold one private key`,
      received: content.privateKeys.length === 0 ? 'a file without one' : `${content.privateKeys.length} private keys`,
      fix:
        content.privateKeys.length === 0
          ? 'export the certificate again, with its private key: `openssl pkcs12 -export -inkey KEY -in CERTIFICATE`'
          : 'export the one that is meant into a file of its own: `keytool -importkeystore -srcalias ALIAS`, or `openssl pkcs12 -export -inkey KEY -in CERTIFICATE`',
    });
  }
  return {
    certificate: { text: certificatesToPem(chainOf(key, content.certificates, place)), name: `file '${path}'`, at },
    privateKey: { text: toPem('PRIVATE KEY', key), name: `the private key of file '${path}'`, at },
  };
}

function unpack(bytes: Buffer, password: Password, { path, at }: Place): Pkcs12Content {
  // node-forge is loaded here.
  const { unpackPkcs12 } = require('./pkcs12') as typeof import('./pkcs12');
  const text = password._reveal();
  const content = unpackPkcs12(bytes, text);
  switch (content) {
    case 'damaged':
      throw misuse({ at, rule: `file '${path}' must be a whole file in PKCS#12`, ...guess(bytes) });
    case 'wrong password':
      throw misuse({
        at,
        rule: `file '${path}' must have the password that was given`,
        received: 'another one, which is not shown',
        fix: /^[ -~]*$/.test(text)
          ? 'try it with `openssl pkcs12 -noout -in FILE`; look for a line break or a space at its end'
          : 'try it with `openssl pkcs12 -noout -in FILE`; if it is right, export the file again with a password in ASCII, because programs encode others differently',
      });
    case 'unsupported':
      throw misuse({
        at,
        rule: `file '${path}' must be encrypted in a way that is known here, and hold keys and certificates alone`,
        received: 'one with something else',
        fix: 'convert it: `openssl pkcs12 -in FILE -out PEM -nodes`, and `openssl pkcs12 -export -in PEM`',
      });
    default:
      return content;
  }
}

function guess(bytes: Buffer): { readonly received: string; readonly fix: string } {
  if (bytes.length === 0) {
    return { received: 'an empty file', fix: 'export it again' };
  }
  if (bytes.includes('-----BEGIN ')) {
    return { received: 'a file in PEM', fix: 'give its path to Credential.fromFiles()' };
  }
  if (bytes.subarray(0, JKS.length).equals(JKS)) {
    return {
      received: 'a Java keystore in the older form JKS',
      fix: 'convert it: `keytool -importkeystore -srckeystore FILE -destkeystore NEW -deststoretype pkcs12`',
    };
  }
  return {
    received: 'a file that is something else, or has lost a part',
    fix: 'look at it with `openssl pkcs12 -info -noout -in FILE`, and copy it again in binary',
  };
}

/** The certificate of the key, and after each one its CA; the root, which clients have, is left out. */
function chainOf(key: Buffer, ders: readonly Buffer[], { path, at }: Place): X509Certificate[] {
  const unread = (what: string): Error =>
    misuse({
      at,
      rule: `file '${path}' must hold ${what} that can be read`,
      received: 'one that is damaged, or of an unknown kind',
      fix: 'look at it with `openssl pkcs12 -info -in FILE`, and export it again',
    });
  const privateKey = orThrow(
    (): KeyObject => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    () => unread('a private key'),
  );
  const all = ders.map((der) =>
    orThrow(
      () => new X509Certificate(der),
      () => unread('certificates'),
    ),
  );
  const leaf = all.find((each) => each.checkPrivateKey(privateKey));
  if (leaf === undefined) {
    throw misuse({
      at,
      rule: `file '${path}' must hold the certificate of its private key`,
      received: all.length === 0 ? 'a file without a certificate' : 'certificates of other keys alone',
      fix: 'export the key again with its certificate: `openssl pkcs12 -export -inkey KEY -in CERTIFICATE`',
    });
  }
  const chain = [leaf];
  for (let last = leaf; !isSelfSigned(last); last = chain[chain.length - 1]) {
    const issuer = all.find((each) => !chain.includes(each) && linkFault(last, each) === undefined);
    if (issuer === undefined || isSelfSigned(issuer)) {
      break;
    }
    chain.push(issuer);
  }
  return chain;
}

/** What has seen the key goes into no error. */
function orThrow<T>(read: () => T, fault: () => Error): T {
  try {
    return read();
  } catch {
    throw fault();
  }
}
