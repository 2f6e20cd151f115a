/**
 * A cipher suite for TLS 1.2 and older, by its OpenSSL name. TLS 1.3 has its own, which are not configurable.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-cipher_suites
 */
export enum CipherSuite {
  /** For an ECDSA certificate, with forward secrecy. */
  ECDHE_ECDSA_AES128_GCM_SHA256 = 'ECDHE-ECDSA-AES128-GCM-SHA256',
  /** For an RSA certificate, with forward secrecy. */
  ECDHE_RSA_AES128_GCM_SHA256 = 'ECDHE-RSA-AES128-GCM-SHA256',
  /** For an ECDSA certificate, with forward secrecy. */
  ECDHE_ECDSA_AES256_GCM_SHA384 = 'ECDHE-ECDSA-AES256-GCM-SHA384',
  /** For an RSA certificate, with forward secrecy. */
  ECDHE_RSA_AES256_GCM_SHA384 = 'ECDHE-RSA-AES256-GCM-SHA384',
  /** For an ECDSA certificate, with forward secrecy. */
  ECDHE_ECDSA_CHACHA20_POLY1305 = 'ECDHE-ECDSA-CHACHA20-POLY1305',
  /** For an RSA certificate, with forward secrecy. */
  ECDHE_RSA_CHACHA20_POLY1305 = 'ECDHE-RSA-CHACHA20-POLY1305',
  /** For an ECDSA certificate, with forward secrecy; CBC with SHA-1, for old clients only. */
  ECDHE_ECDSA_AES128_SHA = 'ECDHE-ECDSA-AES128-SHA',
  /** For an RSA certificate, with forward secrecy; CBC with SHA-1, for old clients only. */
  ECDHE_RSA_AES128_SHA = 'ECDHE-RSA-AES128-SHA',
  /** For an ECDSA certificate, with forward secrecy; CBC with SHA-1, for old clients only. */
  ECDHE_ECDSA_AES256_SHA = 'ECDHE-ECDSA-AES256-SHA',
  /** For an RSA certificate, with forward secrecy; CBC with SHA-1, for old clients only. */
  ECDHE_RSA_AES256_SHA = 'ECDHE-RSA-AES256-SHA',
  /** For an RSA certificate, without forward secrecy. */
  AES128_GCM_SHA256 = 'AES128-GCM-SHA256',
  /** For an RSA certificate, without forward secrecy. */
  AES256_GCM_SHA384 = 'AES256-GCM-SHA384',
  /** For an RSA certificate, without forward secrecy; CBC with SHA-1, for old clients only. */
  AES128_SHA = 'AES128-SHA',
  /** For an RSA certificate, without forward secrecy; CBC with SHA-1, for old clients only. */
  AES256_SHA = 'AES256-SHA',
  /** For an RSA certificate, without forward secrecy; broken. */
  DES_CBC3_SHA = 'DES-CBC3-SHA',
}
