/** The length of an RSA key; a longer one makes each TLS handshake slower. */
export enum RsaKeySize {
  /** 2048 bits, the least that Envoy accepts. */
  BITS_2048 = 2048,
  /** 3072 bits, the least for use beyond 2030 by NIST's advice. */
  BITS_3072 = 3072,
  /** 4096 bits. */
  BITS_4096 = 4096,
}
