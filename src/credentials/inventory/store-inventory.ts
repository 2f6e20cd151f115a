import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { misuse } from '../../kernel/errors';
import { CertificateStore } from '../certificate-store';
import { parseEntryName } from '../private/entry-name';
import { SUPERSEDED } from '../private/store';
import { checkFolder, readPrivate } from '../private/store-files';
import { StoredCertificate, storedCertificate, UnusableEntry } from './stored-certificate';

const DAMAGED = /^(?<name>.+)\.damaged(-\d+)?$/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/** What a certificate store holds, as far as everybody may know it: of keys it only looks whether they are there. */
export class StoreInventory {
  /**
   * What is in a store now; nothing where there is no folder.
   *
   * @throws if the folder can't be read, or others may write to it.
   */
  public static of(store: CertificateStore): StoreInventory {
    checkFolder(store.path);
    const files = existsSync(store.path) ? readdirSync(store.path).sort() : [];
    return new StoreInventory(store, files);
  }

  /** The certificates in force. */
  public readonly certificates: readonly StoredCertificate[];
  /** Entries that can't be used. */
  public readonly unusable: readonly UnusableEntry[];

  private constructor(
    public readonly store: CertificateStore,
    files: readonly string[],
  ) {
    const certificates: StoredCertificate[] = [];
    const unusable: UnusableEntry[] = [];
    for (const file of inForce(files)) {
      const path = join(store.path, file);
      try {
        const found = this.read(file, path);
        certificates.push(...(found === undefined ? [] : [found]));
      } catch (error) {
        unusable.push({ file, path, state: 'refused', reason: (error as Error).message });
      }
    }
    for (const file of files.filter((each) => DAMAGED.test(each))) {
      const path = join(store.path, file);
      unusable.push({
        file,
        path,
        state: 'damaged',
        reason: 'it was kept aside: repair it and name it back, or delete it',
      });
    }
    this.certificates = certificates;
    this.unusable = unusable;
  }

  /** The CA of the store that signed a certificate; undefined of one that signed itself, or whose CA is there no longer. */
  public issuerOf({ certificate, isSelfSigned }: StoredCertificate): StoredCertificate | undefined {
    return isSelfSigned
      ? undefined
      : this.certificates.find(
          ({ kind, certificate: authority }) =>
            kind === 'ca' && authority.subject === certificate.issuer && certificate.verify(authority.publicKey),
        );
  }

  private read(file: string, path: string): StoredCertificate | undefined {
    const text = readPrivate(path);
    if (text === undefined || text === SUPERSEDED) {
      return undefined;
    }
    const [pem] = CERTIFICATE.exec(text) ?? [];
    const { name = file } = parseEntryName(file) ?? {};
    return storedCertificate({ file, path, name }, text, parsed(pem, path));
  }
}

/** The last file of each request. */
function inForce(files: readonly string[]): readonly string[] {
  const last = new Map<string, { readonly file: string; readonly number: number }>();
  for (const file of files) {
    const entry = parseEntryName(file);
    if (entry !== undefined && entry.number > (last.get(entry.base)?.number ?? 0)) {
      last.set(entry.base, { file, number: entry.number });
    }
  }
  return [...last.values()].map(({ file }) => file);
}

function parsed(pem: string | undefined, path: string): X509Certificate {
  try {
    return new X509Certificate(pem ?? '');
  } catch {
    throw misuse({
      at: path,
      rule: 'an entry of the certificate store must hold a certificate',
      received: 'an entry without one that can be read',
      fix: 'synthesize: that keeps it aside and makes another',
    });
  }
}
