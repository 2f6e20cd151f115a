/**
 * When the operator looks the certificate up.
 *
 * @see https://external-secrets.io/latest/guides/ownership-deletion-policy/#refresh-policy
 */
export enum ExternalSecretRefreshPolicy {
  /** Each time that `refreshInterval` is over, and when the ExternalSecret changes. */
  PERIODIC = 'Periodic',
  /** When the ExternalSecret changes. */
  ON_CHANGE = 'OnChange',
  /** Once: a certificate that is renewed in the store is not brought along. */
  CREATED_ONCE = 'CreatedOnce',
}

/**
 * Whether the Secret goes with the ExternalSecret.
 *
 * @see https://external-secrets.io/latest/guides/ownership-deletion-policy/#creation-policy
 */
export enum ExternalSecretCreationPolicy {
  /** It is deleted with it. */
  OWNER = 'Owner',
  /** It stays when the ExternalSecret is deleted, so that the gateway goes on serving. */
  ORPHAN = 'Orphan',
}

/**
 * What becomes of the Secret when the certificate is gone from the store, where the store can tell.
 *
 * @see https://external-secrets.io/latest/guides/ownership-deletion-policy/#deletion-policy
 */
export enum ExternalSecretDeletionPolicy {
  /** It stays, and the ExternalSecret says that it can't be synced. */
  RETAIN = 'Retain',
  /** It is deleted. */
  DELETE = 'Delete',
}
