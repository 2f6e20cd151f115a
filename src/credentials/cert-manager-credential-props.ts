import { Duration } from 'cdk8s';
import { ICertificateIssuer } from './certificate-issuer-interface';
import { CertificateKey } from './certificate-key';
import { KeyRotation } from './key-rotation';

/**
 * A certificate that cert-manager asks for and renews.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export interface CertManagerCredentialProps {
  /** Who signs it: an `Issuer` or `ClusterIssuer` that is made here, or a `CertificateIssuer` for one that is in the cluster. */
  readonly issuer: ICertificateIssuer;

  /**
   * The name of the Secret, and of the Certificate. Istio keeps names that begin with `istio` or `prometheus` for itself, and reads
   * only a client CA from one that ends in `-cacert`.
   *
   * @default - named after what uses it first, such as a SecureIngress.
   */
  readonly name?: string;

  /**
   * The DNS names of the certificate, wildcards such as `*.example.com` included.
   *
   * @default - the hosts of the servers that it is bound for first.
   */
  readonly dnsNames?: string[];

  /**
   * How long the certificate is to be valid; at least an hour. ACME issuers mostly decide that themselves.
   *
   * @default - 90 days, unless the issuer says otherwise.
   */
  readonly duration?: Duration;

  /**
   * How long before its end it is renewed; at least five minutes, and less than `duration`.
   *
   * @default - a third of the time that it is valid.
   */
  readonly renewBefore?: Duration;

  /**
   * The kind and size of the private key that cert-manager makes for it.
   *
   * @default - an RSA key of 2048 bits.
   */
  readonly privateKey?: CertificateKey;

  /**
   * Whether it has a new key after it is renewed.
   *
   * @default - as cert-manager has it: since its version 1.18 a new one each time, before that the same one.
   */
  readonly keyRotation?: KeyRotation;

  /**
   * Whether cert-manager puts a certificate of its own, which nobody trusts, into the Secret until the first one is issued. With it the
   * gateway ends TLS from the start: clients see an untrusted certificate instead of a connection that is closed, and a redirect to HTTPS
   * has somewhere to lead to.
   *
   * @default false
   * @see https://cert-manager.io/docs/usage/certificate/#temporary-certificates-while-issuing
   */
  readonly temporaryCertificate?: boolean;

  /**
   * Labels of the Certificate, by which an ACME issuer may choose the solver (`matchLabels`).
   *
   * @default - those of the chart.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Fields of the Certificate's `spec` that have no property here, such as `subject` or `secretTemplate`, laid over what is rendered: maps merge
   * key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
