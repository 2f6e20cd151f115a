/**
 * Whether a credential's Secret holds the CA certificates that a gateway checks client certificates with.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway
 */
export enum ClientCa {
  /** There is none, as TLS mode `SIMPLE` needs it. */
  NONE = 'NONE',
  /** It is beside the server's certificate, as the TLS modes `MUTUAL` and `OPTIONAL_MUTUAL` need it. */
  IN_SECRET = 'IN_SECRET',
}
