import { AcmeChallenge } from './acme-challenge';

/**
 * Who signs the certificates that cert-manager asks for: an `Issuer` or `ClusterIssuer` of this app, or a `CertificateIssuer`, which refers
 * to one that is in the cluster already.
 *
 * @see https://cert-manager.io/docs/concepts/issuer/
 */
export interface ICertificateIssuer {
  /** The API group of the issuer's kind. */
  readonly issuerGroup: string;

  /** The issuer's kind. */
  readonly issuerKind: string;

  /** The issuer's name. */
  readonly issuerName: string;

  /**
   * The only namespace that it signs for.
   *
   * @default - all, or it is not known.
   */
  readonly issuerNamespace?: string;

  /**
   * How the issuer has it proved to an ACME server that a DNS name is the user's; undefined where that is not known, or it speaks no ACME.
   *
   * @param labels those of the Certificate; without them it is not known what solvers with labels are for.
   * @throws if it is known that the issuer can't have the name proved.
   */
  challengeFor(dnsName: string, labels?: { [label: string]: string }): AcmeChallenge | undefined;
}
