import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { misuse } from '../../kernel/errors';
import { CertificateStore } from '../certificate-store';
import { createWhole, prepareFolder, readPrivate } from './store-files';

/** Sealed texts by the keys of a Secret. */
export type SealedData = { readonly [key: string]: string };

/** What was sealed, for whom. */
export interface SealingRequest {
  readonly namespace: string;
  readonly name: string;
  /** All that a sealed text depends on, the plain one included. */
  readonly parts: readonly string[];
  /** Something secret among them: what the entry is called by must tell nobody whether he guessed the plain text. */
  readonly secret: string;
}

const LONGEST_READABLE_NAME = 150;

/** The sealed texts for a request: those of the store, or new ones. The first process to write an entry has made it for all. */
export function obtainSealed(store: CertificateStore, request: SealingRequest, make: () => SealedData): SealedData {
  prepareFolder(store.path);
  const path = join(store.path, `${entryName(request)}.sealed`);
  const text = readPrivate(path) ?? (createWhole(path, JSON.stringify(make())), readPrivate(path));
  return readEntry(path, text ?? '');
}

function entryName({ namespace, name, parts, secret }: SealingRequest): string {
  const digest = createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `${`${namespace}.${name}`.slice(0, LONGEST_READABLE_NAME)}-${digest}`;
}

function readEntry(path: string, text: string): SealedData {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && Object.values(data).every((value) => typeof value === 'string')) {
      return data as SealedData;
    }
  } catch {
    // What is no JSON is no entry either.
  }
  throw misuse({
    at: path,
    rule: 'an entry of the certificate store must be as it was written',
    received: 'a file that holds no sealed texts',
    fix: 'put the file back, or delete it to have the credential sealed again',
  });
}
