import { AcmeServer } from './acme-server';
import { AcmeSolver } from './acme-solver';
import { SecretKeySelector } from './secret-key-selector';

/** An account that the certificate authority had before, which the one of the ACME server is bound to. */
export interface ExternalAccount {
  /** The id of its key, as the authority calls it. */
  readonly keyId: string;

  /** The key itself, in the alphabet of base64 for URLs and without padding. */
  readonly key: SecretKeySelector;
}

/**
 * An issuer that has names proved by an ACME server.
 *
 * @see https://cert-manager.io/docs/configuration/acme/
 */
export interface AcmeIssuerProps {
  /** The server that proves the names and signs the certificates. */
  readonly server: AcmeServer;

  /** How its challenges are answered; which of them for which name is for their options to say. */
  readonly solvers: AcmeSolver[];

  /**
   * Where the authority writes to, should there be something to say of a certificate.
   *
   * @default - nowhere.
   */
  readonly email?: string;

  /**
   * The name of the Secret that the key of the account is kept in. cert-manager makes it; with `existingAccount` it has to be there.
   *
   * @default - the name of the issuer, with `-account-key` after it.
   */
  readonly accountKeySecret?: string;

  /**
   * Whether the account is there already, and its key in the Secret.
   *
   * @default false
   * @see https://cert-manager.io/docs/configuration/acme/#reusing-an-acme-account
   */
  readonly existingAccount?: boolean;

  /**
   * An account that the authority had before.
   *
   * @default - the authority wants none.
   * @see https://cert-manager.io/docs/configuration/acme/#external-account-bindings
   */
  readonly externalAccount?: ExternalAccount;

  /**
   * The common name of the root that the chain is to lead to, where the authority offers several chains; at most 64 characters.
   *
   * @default - the chain that the authority prefers.
   * @see https://cert-manager.io/docs/configuration/acme/#use-an-alternative-certificate-chain
   */
  readonly preferredChain?: string;

  /**
   * The profile of the certificates, where the authority has several, such as `shortlived`.
   *
   * @default - the one that the authority prefers.
   */
  readonly profile?: string;

  /**
   * Whether the authority is asked for the `duration` of a Certificate. Let's Encrypt refuses that.
   *
   * @default false
   */
  readonly enableDuration?: boolean;
}
