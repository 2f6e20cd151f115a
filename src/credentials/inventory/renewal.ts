import { X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { freshFields, HOUR } from '../private/certificate-times';
import { EntryName, numberedEntry, parseEntryName } from '../private/entry-name';
import { readKeyPair } from '../private/key-pair';
import { SUPERSEDED } from '../private/store';
import { createWhole, readPrivate, replaceWhole } from '../private/store-files';
import { readStoredPair, storedPairOf, writeStoredPair } from '../private/stored-pair';
import type { PemPair } from '../private/x509';
import { StoredCertificate } from './stored-certificate';
import { StoreInventory } from './store-inventory';

/**
 * Gives a certificate of a store a successor with a key of its own, for the same names and as long a time, before it is due. The next synth
 * renders it. The key of the old one is taken out of the store when the new one is there.
 *
 * @throws if the store is only read, the CA that signed it is there no longer, or an entry is damaged.
 */
export function renew(stored: StoredCertificate, inventory: StoreInventory, now: Date): void {
  const { store } = inventory;
  if (store._isReadOnly) {
    throw misuse({
      at: store.path,
      rule: 'nothing is renewed in a certificate store that is only read',
      received: stored.name,
      fix: 'renew where it may be written, or set CDK8S_ISTIO_CERTIFICATES_ACCESS to read-write',
    });
  }
  const { base, digest, number } = entryOf(stored);
  const text = readPrivate(stored.path) ?? '';
  const made = successor(stored, issuerPair(stored, inventory), now);
  const pair = storedPairOf(
    readKeyPair(
      { text: made.certificate, name: 'the new certificate' },
      { text: made.privateKey, name: 'its private key' },
      () => undefined,
    ),
  );
  // Where the number is given already, another process has renewed it.
  createWhole(numberedEntry(base, number + 1), writeStoredPair(text.split('\n', 1)[0], pair, digest));
  replaceWhole(stored.path, SUPERSEDED);
}

function successor(
  { certificate, validFrom, validTo }: StoredCertificate,
  issuer: PemPair | undefined,
  now: Date,
): PemPair {
  const { makeSuccessor } = require('../private/x509') as typeof import('../private/x509');
  // A new one begins an hour early.
  const fields = freshFields(now, validTo.getTime() - validFrom.getTime() - HOUR);
  const limit = issuer === undefined ? Infinity : Date.parse(new X509Certificate(issuer.certificate).validTo);
  return makeSuccessor(
    certificate.toString(),
    {
      ...fields,
      notAfter: new Date(Math.min(fields.notAfter.getTime(), limit)),
      keySize: certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0,
    },
    issuer,
  );
}

function issuerPair(stored: StoredCertificate, inventory: StoreInventory): PemPair | undefined {
  if (stored.isSelfSigned) {
    return undefined;
  }
  const issuer = inventory.issuerOf(stored);
  if (issuer === undefined) {
    throw misuse({
      at: stored.path,
      rule: 'the CA that signed a certificate has to be in the store to renew it',
      received: stored.certificate.issuer.replaceAll('\n', ', '),
      fix: 'synthesize: it makes a certificate by the CA that there is now',
    });
  }
  const pair = readStoredPair(readPrivate(issuer.path) ?? '', entryOf(issuer).digest);
  if (pair === undefined) {
    throw misuse({
      at: issuer.path,
      rule: 'the entry of a CA must be as it was written',
      received: 'an entry that was changed',
      fix: 'put it back as it was, or synthesize, which says what is wrong with it',
    });
  }
  return pair;
}

function entryOf({ path }: StoredCertificate): EntryName {
  const name = parseEntryName(path);
  if (name === undefined) {
    throw new TypeError(`What an inventory lists is called as entries are, other than ${path}.`);
  }
  return name;
}
