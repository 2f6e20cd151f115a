/** What becomes of a connection. */
export enum ConnectionResult {
  /** It carries an answer. */
  OK = 'ok',
  /** Nobody listens on the port. */
  REFUSED = 'refused',
  /** The TLS handshake fails. */
  TLS_ERROR = 'tls-error',
  /** It is closed without an answer. */
  CLOSED = 'closed',
}
