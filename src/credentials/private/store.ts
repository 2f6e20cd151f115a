import { createHash } from 'node:crypto';
import { CertificateStore } from '../certificate-store';
import { checkValidity, readCertificates, subjectOf } from './certificate';
import { KeyPair, LeafCheck, readKeyPair } from './key-pair';
import { kindOf, parsePem, PemPlace, toPem } from './pem';
import { dnsNamesOf } from './san';
import { numberedEntry } from './entry-name';
import { damaged, entryPath, missing, openStore, readOrCreate, secretOf } from './store-entry';
import { readPrivate, replaceWhole } from './store-files';
import { readStoredPair, StoredPair, storedPairOf, writeStoredPair } from './stored-pair';
import type { PemPair } from './x509';

/** What a certificate is asked for by; a request that differs in anything gets another certificate. */
export interface CertificateRequest {
  readonly namespace: string;
  readonly name: string;
  readonly dnsNames: readonly string[];
  readonly keySize: number;
  /** In milliseconds. */
  readonly validFor: number;
  /** What else the certificate depends on, such as who signs it. */
  readonly details?: readonly string[];
  /** What it is for, where that is no Secret of this name and namespace. */
  readonly purpose?: string;
  /** What it has to be good for, where that is no server. */
  readonly check?: LeafCheck;
}

/** What it takes to decide whether to make a certificate, and to make it. */
export interface CertificateMaker {
  readonly now: Date;
  /** How long before its end a certificate is replaced, in milliseconds. */
  readonly renewBefore: number;
  readonly make: () => PemPair;
}

/** What remains of an entry that was renewed; its key is gone. */
export const SUPERSEDED = 'superseded by the next entry\n';

/**
 * The key and certificate for a request: those of the store while they last, or new ones.
 *
 * Entries of a request are numbered, and a number is given once: whoever writes it first has made the certificate that all use. So
 * processes that run at the same time agree without a lock. An entry that runs out is followed by the next number, and its key is
 * then taken out of it.
 */
export function obtain(store: CertificateStore, request: CertificateRequest, maker: CertificateMaker): PemPair {
  openStore(store);
  const entry: Entry = { store, request, digest: digestOf(request) };
  const { certificate, privateKey } = store._isReadOnly ? last(entry, maker.now) : current(entry, maker);
  return { certificate, privateKey };
}

/** What is looked for in a store. */
interface Entry {
  readonly store: CertificateStore;
  readonly request: CertificateRequest;
  readonly digest: string;
}

function current(entry: Entry, maker: CertificateMaker): PemPair {
  const outdated: string[] = [];
  for (let number = 1; ; number += 1) {
    const path = numbered(entry, number);
    const text = readOrCreate(path, () => makeEntry(entry, maker));
    if (text === SUPERSEDED) {
      continue;
    }
    const pair = readEntry(entry, path, text);
    if (maker.now.getTime() >= pair.validTo - maker.renewBefore) {
      outdated.push(path);
      continue;
    }
    checkValid(pair, { name: 'the certificate of the store', at: path }, maker.now);
    outdated.forEach((each) => replaceWhole(each, SUPERSEDED));
    return pair;
  }
}

/** The last entry, as long as it is valid. */
function last(entry: Entry, now: Date): PemPair {
  let found: { readonly path: string; readonly text: string } | undefined;
  for (let number = 1; ; number += 1) {
    const path = numbered(entry, number);
    const text = readPrivate(path);
    if (text === undefined) {
      break;
    }
    found = text === SUPERSEDED ? found : { path, text };
  }
  if (found === undefined) {
    throw missing(entry.store, purposeOf(entry.request), 'a key and certificate');
  }
  const pair = readEntry(entry, found.path, found.text);
  checkValid(pair, { name: 'the certificate of a store that is only read', at: found.path }, now);
  return pair;
}

function numbered({ store, request, digest }: Entry, number: number): string {
  return numberedEntry(entryPath(store, request, digest), number);
}

function checkValid({ validFrom, validTo, certificate }: StoredPair, place: PemPlace, now: Date): void {
  if (now.getTime() < validFrom || now.getTime() > validTo) {
    checkValidity(readCertificates({ ...place, text: certificate }), place, now);
  }
}

function purposeOf({ namespace, name, purpose }: CertificateRequest): string {
  return purpose ?? secretOf({ namespace, name });
}

function digestOf(request: CertificateRequest): string {
  const { namespace, name, dnsNames, keySize, validFor, details = [] } = request;
  const exact = JSON.stringify([namespace, name, [...dnsNames].sort(), keySize, validFor, ...details]);
  return createHash('sha256').update(exact).digest('hex').slice(0, 16);
}

function makeEntry({ request, digest }: Entry, { make }: CertificateMaker): string {
  const { certificate, privateKey } = make();
  const about = `For ${purposeOf(request)}. Delete this file to get a new key and certificate.`;
  const pair = storedPairOf(
    readKeyPair(
      { text: certificate, name: 'the new certificate' },
      { text: privateKey, name: 'its private key' },
      request.check,
    ),
  );
  return writeStoredPair(about, pair, digest);
}

function readEntry({ store, request, digest }: Entry, path: string, text: string): StoredPair {
  const purpose = 'to get a new key and certificate';
  const broken = (reason: string): Error => damaged(store, { path, text, reason, purpose });
  const known = readStoredPair(text, digest);
  if (known !== undefined) {
    return known;
  }
  let pair: KeyPair;
  try {
    pair = readPair(text, request.check);
  } catch (error) {
    throw broken(`an entry that breaks the rule: ${(error as Error).message.split('\n')[0]}`);
  }
  const [leaf] = pair.chain;
  const names = dnsNamesOf(leaf.subjectAltName).sort().join();
  if (
    names !== [...request.dnsNames].sort().join() ||
    leaf.publicKey.asymmetricKeyDetails?.modulusLength !== request.keySize
  ) {
    throw broken(`the certificate of something else, '${subjectOf(leaf)}'`);
  }
  return storedPairOf(pair);
}

/** The pair of an entry that somebody has changed, who may know what he does. */
function readPair(text: string, check: LeafCheck | undefined): KeyPair {
  const blocks = parsePem({ text, name: 'the entry' });
  const textOf = (kind: string): string =>
    blocks
      .filter((block) => kindOf(block) === kind)
      .map((block) => toPem(block.label, block.der))
      .join('');
  return readKeyPair(
    { text: textOf('a certificate'), name: 'its certificate' },
    { text: textOf('a private key'), name: 'its private key' },
    check,
  );
}
