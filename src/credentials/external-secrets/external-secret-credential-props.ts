import { Duration } from 'cdk8s';
import {
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  ExternalSecretRefreshPolicy,
} from './external-secret-policies';
import { ExternalSecretStore } from './external-secret-store';
import { RemoteCertificate } from './remote-certificate';

/**
 * A certificate that a secret manager keeps, and the External Secrets Operator brings into the cluster.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export interface ExternalSecretCredentialProps {
  /** Where it is looked up. */
  readonly store: ExternalSecretStore;

  /** How it is kept there. */
  readonly content: RemoteCertificate;

  /**
   * The name of the Secret, and of the ExternalSecret. Istio keeps names that begin with `istio` or `prometheus` for itself, and reads
   * only a client CA from one that ends in `-cacert`.
   *
   * @default - named after what uses it first, such as a SecureIngress.
   */
  readonly name?: string;

  /**
   * The DNS names of the certificate, which have to cover the hosts of the servers that use it.
   *
   * @default - not known, so no host is checked against them.
   */
  readonly dnsNames?: string[];

  /**
   * How long it takes at most until a change is brought along; with zero it is never looked up again. Only
   * `ExternalSecretRefreshPolicy.PERIODIC` goes by it.
   *
   * @default - an hour.
   */
  readonly refreshInterval?: Duration;

  /**
   * When the certificate is looked up.
   *
   * @default ExternalSecretRefreshPolicy.PERIODIC
   */
  readonly refreshPolicy?: ExternalSecretRefreshPolicy;

  /**
   * Whether the Secret goes with the ExternalSecret.
   *
   * @default ExternalSecretCreationPolicy.OWNER
   */
  readonly creationPolicy?: ExternalSecretCreationPolicy;

  /**
   * What becomes of the Secret when the certificate is gone from the store. Only the owner of a Secret may delete it.
   *
   * @default ExternalSecretDeletionPolicy.RETAIN
   */
  readonly deletionPolicy?: ExternalSecretDeletionPolicy;

  /**
   * Fields of the ExternalSecret's `spec` that have no property here, such as labels of the Secret in `target.template.metadata`, laid over what is
   * rendered: maps merge key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
