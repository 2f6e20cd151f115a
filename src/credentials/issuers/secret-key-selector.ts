/**
 * A value in a Secret. An Issuer reads Secrets of its own namespace, a ClusterIssuer those of the namespace that cert-manager runs in, unless
 * it was told another one.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#meta.cert-manager.io/v1.SecretKeySelector
 */
export interface SecretKeySelector {
  /** The name of the Secret. */
  readonly name: string;

  /** The key in it that has the value. */
  readonly key: string;
}
