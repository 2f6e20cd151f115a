/**
 * How proxies find the addresses behind a ServiceEntry. How applications resolve its hosts is another matter: they may need an answer
 * from DNS before any traffic reaches their proxy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
 */
export enum ServiceEntryResolution {
  /** Not at all: traffic goes on to the address that the client sent it to. What Istio takes where nothing is said. */
  NONE = 'NONE',
  /** By the IP addresses of `endpoints`, or of what `workloadSelector` selects. */
  STATIC = 'STATIC',
  /** By DNS, for the names in `endpoints`, or for the hosts themselves; all addresses are balanced over. */
  DNS = 'DNS',
  /** By DNS, one address for each new connection; for names behind which addresses come and go. At most one endpoint. */
  DNS_ROUND_ROBIN = 'DNS_ROUND_ROBIN',
  /** By DNS for the name in each request or SNI; the way for wildcard hosts. Only `HTTP`, `HTTP2`, `GRPC` and `TLS` ports. */
  DYNAMIC_DNS = 'DYNAMIC_DNS',
}
