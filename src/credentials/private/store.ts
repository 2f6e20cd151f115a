import { createHash } from 'node:crypto';
import { CertificateStore } from '../certificate-store';
import { checkValidity, subjectOf } from './certificate';
import { KeyPair, readKeyPair } from './key-pair';
import { kindOf, parsePem, toPem } from './pem';
import { dnsNamesOf } from './san';
import { damaged, entryPath, missing, openStore, readOrCreate } from './store-entry';
import { readPrivate, replaceWhole } from './store-files';
import type { PemPair } from './x509';

/** What a certificate is asked for by; a request that differs in anything gets another certificate. */
export interface CertificateRequest {
  readonly namespace: string;
  readonly name: string;
  readonly dnsNames: readonly string[];
  readonly keySize: number;
  /** In milliseconds. */
  readonly validFor: number;
}

/** What it takes to decide whether to make a certificate, and to make it. */
export interface CertificateMaker {
  readonly now: Date;
  /** How long before its end a certificate is replaced, in milliseconds. */
  readonly renewBefore: number;
  readonly make: () => PemPair;
}

/** What remains of an entry that was renewed; its key is gone. */
const SUPERSEDED = 'superseded by the next entry\n';

/**
 * The key and certificate for a request: those of the store while they last, or new ones.
 *
 * Entries of a request are numbered, and a number is given once: whoever writes it first has made the certificate that all use. So
 * processes that run at the same time agree without a lock. An entry that runs out is followed by the next number, and its key is
 * then taken out of it.
 */
export function obtain(store: CertificateStore, request: CertificateRequest, maker: CertificateMaker): PemPair {
  openStore(store);
  return store._isReadOnly ? last(store, request, maker.now) : current(store, request, maker);
}

function current(store: CertificateStore, request: CertificateRequest, maker: CertificateMaker): PemPair {
  const outdated: string[] = [];
  for (let number = 1; ; number += 1) {
    const path = numbered(store, request, number);
    const text = readOrCreate(path, () => makeEntry(request, maker));
    if (text === SUPERSEDED) {
      continue;
    }
    const pair = readEntry(store, path, text, request);
    const [leaf] = pair.chain;
    if (maker.now.getTime() >= new Date(leaf.validTo).getTime() - maker.renewBefore) {
      outdated.push(path);
      continue;
    }
    checkValidity([leaf], { name: 'the certificate of the store', at: path }, maker.now);
    outdated.forEach((each) => replaceWhole(each, SUPERSEDED));
    return pemsOf(pair);
  }
}

/** The last entry, as long as it is valid. */
function last(store: CertificateStore, request: CertificateRequest, now: Date): PemPair {
  let found: { readonly path: string; readonly text: string } | undefined;
  for (let number = 1; ; number += 1) {
    const path = numbered(store, request, number);
    const text = readPrivate(path);
    if (text === undefined) {
      break;
    }
    found = text === SUPERSEDED ? found : { path, text };
  }
  if (found === undefined) {
    throw missing(store, request, 'a key and certificate');
  }
  const pair = readEntry(store, found.path, found.text, request);
  checkValidity(pair.chain, { name: 'the certificate of a store that is only read', at: found.path }, now);
  return pemsOf(pair);
}

function numbered(store: CertificateStore, request: CertificateRequest, number: number): string {
  return `${entryPath(store, request, digestOf(request))}.${number}.pem`;
}

function pemsOf({ chain: [leaf], privateKey }: KeyPair): PemPair {
  return { certificate: toPem('CERTIFICATE', leaf.raw), privateKey: privateKey.pem };
}

function digestOf(request: CertificateRequest): string {
  const { namespace, name, dnsNames, keySize, validFor } = request;
  const exact = JSON.stringify([namespace, name, [...dnsNames].sort(), keySize, validFor]);
  return createHash('sha256').update(exact).digest('hex').slice(0, 16);
}

function makeEntry(request: CertificateRequest, { make }: CertificateMaker): string {
  const { certificate, privateKey } = make();
  const about = `For Secret ${request.name} in ${request.namespace}. Delete this file to get a new key and certificate.\n`;
  return `${about}${privateKey}${certificate}`;
}

function readEntry(store: CertificateStore, path: string, text: string, request: CertificateRequest): KeyPair {
  const broken = (reason: string): Error => damaged(store, path, reason, 'to get a new key and certificate');
  let pair: KeyPair;
  try {
    const blocks = parsePem({ text, name: 'the entry' });
    const textOf = (kind: string): string =>
      blocks
        .filter((block) => kindOf(block) === kind)
        .map((block) => toPem(block.label, block.der))
        .join('');
    pair = readKeyPair(
      { text: textOf('a certificate'), name: 'its certificate' },
      { text: textOf('a private key'), name: 'its private key' },
    );
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
  return pair;
}
