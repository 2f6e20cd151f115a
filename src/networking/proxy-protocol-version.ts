/**
 * The form of the PROXY protocol's header, which tells a server the address of the client.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-ProxyProtocol-VERSION
 */
export enum ProxyProtocolVersion {
  /** A line of text. */
  V1 = 'V1',
  /** Binary. */
  V2 = 'V2',
}
