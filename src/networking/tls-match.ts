import { L4Match } from './l4-match';

/**
 * Which TLS connections a route takes; all of it at once.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export interface TlsMatch extends L4Match {
  /**
   * Server names that clients ask for in the TLS handshake; one of them has to fit. Each must lie within a host of the
   * VirtualService: `a.example.com` or `*.example.com` where `*.example.com` is a host.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes-sni_hosts
   */
  readonly sniHosts: string[];
}
