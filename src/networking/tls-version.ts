/**
 * A version of TLS, as the least or the newest that a server speaks.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSProtocol
 */
export enum TlsVersion {
  /** Istio's choice: 1.2 as the least, 1.3 as the newest. */
  AUTO = 'TLS_AUTO',
  /** TLS 1.0, which is broken; needs cipher suites that still go with it. */
  V1_0 = 'TLSV1_0',
  /** TLS 1.1, which is broken; needs cipher suites that still go with it. */
  V1_1 = 'TLSV1_1',
  /** TLS 1.2. */
  V1_2 = 'TLSV1_2',
  /** TLS 1.3; its cipher suites are fixed. */
  V1_3 = 'TLSV1_3',
}
