/**
 * To which Secret a sealed credential can be unsealed.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
export enum SealingScope {
  /** To one of its own name in its own namespace: nobody can make it another one's. */
  STRICT = 'strict',
  /** To any in its own namespace. */
  NAMESPACE_WIDE = 'namespace-wide',
  /** To any in the cluster. */
  CLUSTER_WIDE = 'cluster-wide',
}
