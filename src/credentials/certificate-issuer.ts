import { misuse } from '../kernel/errors';
import { checkObjectName } from '../kernel/kube-name';
import { AcmeChallenge } from './acme-challenge';
import { ICertificateIssuer } from './certificate-issuer-interface';
import { wildcardByHttp } from './private/solver-choice';

const CERT_MANAGER = 'cert-manager.io';

/** What is known of an issuer. */
export interface CertificateIssuerOptions {
  /**
   * How an ACME issuer has names proved; with it, names that can't be proved that way are found at synth.
   *
   * @default - not known, so not checked; or the issuer speaks no ACME.
   */
  readonly challenge?: AcmeChallenge;
}

/**
 * An issuer that is in the cluster already, and signs the certificates that cert-manager asks for. One that is made here is an `Issuer` or a
 * `ClusterIssuer`.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class CertificateIssuer implements ICertificateIssuer {
  /**
   * A ClusterIssuer of the cluster.
   *
   * @throws if the name is not one Kubernetes takes.
   * @see https://cert-manager.io/docs/concepts/issuer/
   */
  public static clusterIssuer(name: string, options: CertificateIssuerOptions = {}): CertificateIssuer {
    return new CertificateIssuer(CERT_MANAGER, 'ClusterIssuer', name, options.challenge);
  }

  /**
   * An Issuer in the namespace of the gateway's pods, where the certificate is asked for.
   *
   * @throws if the name is not one Kubernetes takes.
   * @see https://cert-manager.io/docs/concepts/issuer/
   */
  public static issuer(name: string, options: CertificateIssuerOptions = {}): CertificateIssuer {
    return new CertificateIssuer(CERT_MANAGER, 'Issuer', name, options.challenge);
  }

  /**
   * An issuer that is an object of another API group, served by a controller of its own, such as `awspca.cert-manager.io`.
   *
   * @throws if the group or the name is not one Kubernetes takes, or the kind is no kind.
   * @see https://cert-manager.io/docs/configuration/issuers/
   */
  public static external(group: string, kind: string, name: string): CertificateIssuer {
    checkObjectName(group, 'the API group of an issuer', 'CertificateIssuer.external');
    if (!/^[A-Z][A-Za-z0-9]*$/.test(kind)) {
      throw misuse({
        at: 'CertificateIssuer.external',
        rule: 'the kind of an issuer must be a kind of Kubernetes objects',
        received: kind,
        fix: "write it as its manifest does, such as 'AWSPCAClusterIssuer'",
      });
    }
    return new CertificateIssuer(group, kind, name, undefined);
  }

  private constructor(
    /** The API group of the issuer's kind. */
    public readonly issuerGroup: string,
    /** The issuer's kind. */
    public readonly issuerKind: string,
    /** The issuer's name. */
    public readonly issuerName: string,
    private readonly challenge: AcmeChallenge | undefined,
  ) {
    checkObjectName(issuerName, `the name of the ${issuerKind}`, 'CertificateIssuer');
  }

  /**
   * How names are proved, if that was said.
   *
   * @param _labels those of the Certificate, which change nothing here.
   * @throws if the name is a wildcard, and names are proved by HTTP-01.
   */
  public challengeFor(dnsName: string, _labels?: { [label: string]: string }): AcmeChallenge | undefined {
    if (this.challenge === AcmeChallenge.HTTP_01 && dnsName.startsWith('*')) {
      throw wildcardByHttp(dnsName);
    }
    return this.challenge;
  }
}
