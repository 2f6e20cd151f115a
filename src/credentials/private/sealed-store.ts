import { createHmac } from 'node:crypto';
import { CertificateStore } from '../certificate-store';
import { BindTarget } from './bind-target';
import { damaged, entryPath, missing, openStore, readOrCreate, secretOf } from './store-entry';
import { readPrivate } from './store-files';

/** Sealed texts by the keys of a Secret. */
export type SealedData = { readonly [key: string]: string };

/** What was sealed, for whom. */
export interface SealingRequest extends BindTarget {
  /** All that a sealed text depends on, the plain one included. */
  readonly parts: readonly string[];
  /** Something secret among them: what the entry is called by must tell nobody whether he guessed the plain text. */
  readonly secret: string;
}

/** The sealed texts for a request: those of the store, or new ones. */
export function obtainSealed(store: CertificateStore, request: SealingRequest, make: () => SealedData): SealedData {
  openStore(store);
  const path = `${entryPath(store, request, digestOf(request))}.sealed`;
  const text = store._isReadOnly ? readPrivate(path) : readOrCreate(path, () => JSON.stringify(make()));
  if (text === undefined) {
    throw missing(store, secretOf(request), 'the sealed texts');
  }
  return readEntry(store, path, text);
}

function digestOf({ parts, secret }: SealingRequest): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function readEntry(store: CertificateStore, path: string, text: string): SealedData {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && Object.values(data).every((value) => typeof value === 'string')) {
      return data as SealedData;
    }
  } catch {
    // What is no JSON is no entry either.
  }
  throw damaged(store, {
    path,
    text,
    reason: 'a file that holds no sealed texts',
    purpose: 'to have the credential sealed again',
  });
}
