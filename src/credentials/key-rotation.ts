/**
 * Which key a certificate has after it is renewed.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.PrivateKeyRotationPolicy
 */
export enum KeyRotation {
  /** A new one each time. */
  ALWAYS = 'Always',
  /** The same one, for clients that pin it. */
  NEVER = 'Never',
}
