import { misuse } from '../kernel/errors';
import { checkObjectName } from '../kernel/kube-name';
import { AcmeChallenge } from './acme-challenge';

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
 * Who signs the certificates that cert-manager asks for.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class CertificateIssuer {
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
    private readonly group: string,
    private readonly kind: string,
    private readonly name: string,
    /** @internal */
    public readonly _challenge: AcmeChallenge | undefined,
  ) {
    checkObjectName(name, `the name of the ${kind}`, 'CertificateIssuer');
  }

  /** @internal */
  public _render(): { readonly [field: string]: string } {
    return { group: this.group, kind: this.kind, name: this.name };
  }
}
