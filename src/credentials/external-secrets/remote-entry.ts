import { misuse } from '../../kernel/errors';

/**
 * How the text of an entry is read.
 *
 * @see https://external-secrets.io/latest/guides/decoding-strategy/
 */
export enum EntryDecoding {
  /** As it is. */
  NONE = 'None',
  /** As base64. */
  BASE64 = 'Base64',
  /** As base64 in the alphabet for URLs. */
  BASE64_URL = 'Base64URL',
  /** As base64 in either alphabet where it can be read so, and otherwise as it is. */
  AUTO = 'Auto',
}

/** What is taken of an entry. */
export interface RemoteEntryOptions {
  /**
   * A property of the entry, where the entry is a map; in most stores that is a path such as `tls.key` in JSON.
   *
   * @default - the whole entry.
   */
  readonly property?: string;

  /**
   * A version of the entry, as the store counts them.
   *
   * @default - the latest.
   */
  readonly version?: string;

  /**
   * How its text is read.
   *
   * @default EntryDecoding.NONE
   */
  readonly decoding?: EntryDecoding;
}

/**
 * An entry of a secret manager, such as a secret of Vault, AWS Secrets Manager or Azure Key Vault.
 *
 * @see https://external-secrets.io/latest/api/spec/#external-secrets.io/v1.ExternalSecretDataRemoteRef
 */
export class RemoteEntry {
  /**
   * The entry under a key, which is what the store calls it: a path, a name, an identifier.
   *
   * @throws if the key, the property or the version is empty.
   */
  public static of(key: string, options: RemoteEntryOptions = {}): RemoteEntry {
    return new RemoteEntry(key, options);
  }

  private readonly options: RemoteEntryOptions;

  private constructor(
    private readonly key: string,
    options: RemoteEntryOptions,
  ) {
    const { property, version } = options;
    for (const [field, value] of Object.entries({ key, property, version })) {
      if (value === '') {
        throw misuse({
          at: 'RemoteEntry.of',
          rule: `the ${field} of an entry must not be empty`,
          received: value,
          fix: field === 'key' ? "give what the store calls the entry, such as 'shop/tls'" : `leave ${field} out`,
        });
      }
    }
    this.options = { ...options };
  }

  /** @internal */
  public _render(): { readonly [field: string]: string | undefined } {
    const { property, version, decoding } = this.options;
    return { key: this.key, property, version, decodingStrategy: decoding };
  }
}
