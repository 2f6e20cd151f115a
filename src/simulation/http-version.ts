/** A version of HTTP, as access logs write it. */
export enum HttpVersion {
  /** Without keep-alive, and often without `Host`; Envoy answers it with 426 unless it is told to take it. */
  HTTP_1_0 = 'HTTP/1.0',
  /** What clients speak without TLS, and where TLS agrees on nothing else. */
  HTTP_1_1 = 'HTTP/1.1',
  /** What browsers agree on by TLS (ALPN), and what gRPC needs. */
  HTTP_2 = 'HTTP/2',
}
