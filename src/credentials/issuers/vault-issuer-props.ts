import { SecretKeySelector } from './secret-key-selector';
import { VaultAuth } from './vault-auth';

/**
 * An issuer that has certificates signed by the PKI engine of HashiCorp Vault or OpenBao.
 *
 * @see https://cert-manager.io/docs/configuration/vault/
 */
export interface VaultIssuerProps {
  /** The URL of the server. */
  readonly server: string;

  /** The path of the role that signs: the mount of the engine, then `sign`, then the role, such as `pki_int/sign/example-dot-com`. */
  readonly path: string;

  /** How cert-manager logs in. */
  readonly auth: VaultAuth;

  /**
   * The namespace of Vault, which has nothing to do with those of Kubernetes.
   *
   * @default - none.
   */
  readonly vaultNamespace?: string;

  /**
   * The CAs, in PEM, that the server's certificate is checked with.
   *
   * @default - those that cert-manager's image knows.
   */
  readonly caBundle?: string;

  /**
   * The same in a Secret; it can't be given beside `caBundle`.
   *
   * @default - none.
   */
  readonly caBundleSecret?: SecretKeySelector;

  /**
   * The certificate that cert-manager shows when it connects, for a server that asks for one; it goes with `clientKeySecret`.
   *
   * @default - none is shown.
   */
  readonly clientCertificateSecret?: SecretKeySelector;

  /**
   * The key of that certificate; it goes with `clientCertificateSecret`.
   *
   * @default - no certificate is shown.
   */
  readonly clientKeySecret?: SecretKeySelector;

  /**
   * The name that the server's certificate has to be for.
   *
   * @default - the host of the URL.
   */
  readonly serverName?: string;
}
