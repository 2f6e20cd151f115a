import { CredentialSecretProps } from './credential-props';
import { Password } from './password';

/** A certificate and key in one file in PKCS#12 (`.p12`, `.pfx`), which is read at once. */
export interface Pkcs12CredentialProps extends CredentialSecretProps {
  /** The path of the file, from the working directory. It has one private key, its certificate, and those of the CAs between it and the root. */
  readonly path: string;

  /** What the file is encrypted with. */
  readonly password: Password;

  /**
   * The path of the certificates in PEM of the CAs that sign the certificates of clients.
   *
   * @default - none, so the credential suits servers only that ask for no client certificate.
   */
  readonly certificateAuthorityFile?: string;

  /**
   * The path of the revocation lists (CRLs) in PEM of these CAs: a current one of each, be it empty.
   *
   * @default - none, so no client certificate is looked up.
   */
  readonly revocationListFile?: string;
}
