import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { misuse } from '../../kernel/errors';
import { CertificateStore } from '../certificate-store';
import { BindTarget } from './bind-target';
import { checkFolder, createWhole, prepareFolder, readPrivate, setAside } from './store-files';

const LONGEST_READABLE_NAME = 150;

/** Opens the folder of a store, which is made where it may be written and is missing. */
export function openStore(store: CertificateStore): void {
  if (store._isReadOnly) {
    checkFolder(store.path);
    return;
  }
  if (store._isFleeting && !existsSync(store.path)) {
    process.stderr.write(
      `A new certificate store is made in ${store.path}. If this machine forgets it, as those of pipelines do, each run renders other keys and certificates: keep the folder from run to run and name it by CDK8S_ISTIO_CERTIFICATES, or take credentials that need none (Credential.certManager(), existing()).\n`,
    );
  }
  prepareFolder(store.path);
}

/** The path of an entry for a Secret: readable at the front, exact by its digest. */
export function entryPath(store: CertificateStore, { namespace, name }: BindTarget, digest: string): string {
  return join(store.path, `${`${namespace}.${name}`.slice(0, LONGEST_READABLE_NAME)}-${digest}`);
}

/** The text of an entry, which is made where it is missing. Of several processes that make one, the first to write it has made it for all. */
export function readOrCreate(path: string, make: () => string): string {
  const existing = readPrivate(path);
  if (existing !== undefined) {
    return existing;
  }
  createWhole(path, make());
  const text = readPrivate(path);
  if (text === undefined) {
    throw misuse({
      at: path,
      rule: 'an entry of the certificate store must stay while it is used',
      received: 'an entry that was deleted at once',
      fix: 'synthesize again',
    });
  }
  return text;
}

/** A Secret in words. */
export function secretOf({ namespace, name }: BindTarget): string {
  return `Secret ${name} in namespace ${namespace}`;
}

/** The error for an entry that is missing where none is made. */
export function missing(store: CertificateStore, purpose: string, what: string): Error {
  return misuse({
    at: store.path,
    rule: `a certificate store that is only read must hold ${what} for ${purpose}, for exactly these names and properties`,
    received: existsSync(store.path) ? 'a folder without it' : 'no folder',
    fix: 'synthesize where the store may be written, and bring the folder here; or write it here too: CertificateStore.directory(), or no CDK8S_ISTIO_CERTIFICATES_ACCESS',
  });
}

/** An entry that is damaged. */
export interface DamagedEntry {
  readonly path: string;
  readonly text: string;
  readonly reason: string;
  /** What making it again is for: `to get a new key and certificate`. */
  readonly purpose: string;
}

/** The error for an entry that is damaged, which is kept under another name: it may be a key that is in use. */
export function damaged(store: CertificateStore, { path, text, reason, purpose }: DamagedEntry): Error {
  return misuse({
    at: path,
    rule: 'an entry of the certificate store must be as it was written',
    received: reason,
    fix: store._isReadOnly ? `put the file back as it was, or delete it ${purpose}` : keep(path, text, purpose),
  });
}

function keep(path: string, text: string, purpose: string): string {
  const kept = setAside(path, text);
  return kept === undefined
    ? 'synthesize again: another process has put it aside already'
    : `it is kept as '${kept}': repair it and name it back, or synthesize again ${purpose}`;
}
