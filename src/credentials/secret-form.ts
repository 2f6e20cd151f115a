/**
 * The two shapes of a credential Secret that Istio reads; they serve clients alike.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats
 */
export enum SecretForm {
  /**
   * Type `kubernetes.io/tls` with `tls.crt`, `tls.key` and, for a client CA, `ca.crt`: what `kubectl create secret tls` and
   * cert-manager make. The API server refuses one that lacks the certificate or the key.
   */
  TLS = 'kubernetes.io/tls',

  /**
   * Type `Opaque` with `cert`, `key` and, for a client CA, `cacert`: what `kubectl create secret generic` makes. Where a Secret has
   * both shapes' keys, Istio reads these.
   */
  GENERIC = 'Opaque',
}
