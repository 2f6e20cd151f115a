/**
 * Whether a workload wants mutual TLS from its clients.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS-Mode
 */
export enum MutualTlsMode {
  /** As the next wider policy says: for a port its workload's, for a workload its namespace's, for a namespace the mesh's; then PERMISSIVE. */
  UNSET = 'UNSET',
  /** Plain text only; clients lose their identity, and nothing is encrypted. */
  DISABLE = 'DISABLE',
  /** Mutual TLS and plain text. */
  PERMISSIVE = 'PERMISSIVE',
  /** Mutual TLS only; connections in plain text are closed. */
  STRICT = 'STRICT',
}
