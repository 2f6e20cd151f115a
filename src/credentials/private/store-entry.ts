import { join } from 'node:path';
import { misuse } from '../../kernel/errors';
import { CertificateStore } from '../certificate-store';
import { BindTarget } from './bind-target';
import { createWhole, readPrivate } from './store-files';

const LONGEST_READABLE_NAME = 150;

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
