/** The content of a credential Secret, checked and in clean PEM. Never log or show it: it holds a private key. */
export interface CredentialMaterial {
  /** The certificate chain, leaf first. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The CA certificates for client certificates; undefined where there are none. */
  readonly certificateAuthority?: string;
  /** The certificates that these CAs have revoked; undefined where they are not looked at. */
  readonly revocationList?: string;
  /** The DNS names of the leaf. */
  readonly dnsNames: readonly string[];
}
