/** What the path of an entry of the store says: what it is for, the digest of the request, and which one in a row it is. */
export interface EntryName {
  /** The path without the number. */
  readonly base: string;
  /** `namespace.name`, with the folder before it where the path has one. */
  readonly name: string;
  readonly digest: string;
  readonly number: number;
}

const ENTRY = /^(?<base>(?<name>.+)-(?<digest>[0-9a-f]{16}))\.(?<number>[1-9]\d*)\.pem$/;

/** What the path of an entry says; undefined of any other file. */
export function parseEntryName(path: string): EntryName | undefined {
  const { base, name, digest, number } = ENTRY.exec(path)?.groups ?? {};
  return number === undefined ? undefined : { base, name, digest, number: Number(number) };
}

/** The path of the entry of this number. */
export function numberedEntry(base: string, number: number): string {
  return `${base}.${number}.pem`;
}
