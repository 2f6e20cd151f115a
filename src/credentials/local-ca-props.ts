import { Duration } from 'cdk8s';
import { CredentialSecretProps } from './credential-props';
import { CertificateStore } from './certificate-store';
import { RsaKeySize } from './rsa-key-size';

/** A CA of this machine. */
export interface LocalCaProps {
  /**
   * Its name, which is also its common name; another name is another CA. Lower-case letters, digits, `-` and `.`.
   *
   * @default 'cdk8s-istio-local-ca'
   */
  readonly name?: string;

  /**
   * The domains that it may sign for, each with all that is below it, such as `example.test`: clients that trust the CA refuse what it signs
   * for any other name (name constraints).
   *
   * @default - any.
   * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10
   */
  readonly permittedDomains?: string[];

  /**
   * The length of its RSA key.
   *
   * @default RsaKeySize.BITS_3072
   */
  readonly keySize?: RsaKeySize;

  /**
   * How long it is valid from the moment it is made; at least one day.
   *
   * @default Duration.days(3650)
   */
  readonly validFor?: Duration;

  /**
   * How long before its end a synth makes a new CA, which has to be trusted anew and signs all certificates again. What it signs has to be
   * renewed later than that.
   *
   * @default - 90 days, or a third of `validFor` where that is shorter.
   */
  readonly renewBefore?: Duration;

  /**
   * Where its key and certificate are kept, and all that it signs.
   *
   * @default - the folder in the environment variable `CDK8S_ISTIO_CERTIFICATES`, or else `.cdk8s-istio/certificates` in the
   * working directory; only read where `CDK8S_ISTIO_CERTIFICATES_ACCESS` is `read-only`.
   */
  readonly store?: CertificateStore;
}

/** A server's certificate that a local CA signs. */
export interface LocalCaCredentialProps extends CredentialSecretProps {
  /**
   * The DNS names of the certificate, wildcards such as `*.example.com` included.
   *
   * @default - the hosts of the servers that it is bound for first.
   */
  readonly dnsNames?: string[];

  /**
   * The length of its RSA key.
   *
   * @default RsaKeySize.BITS_2048
   */
  readonly keySize?: RsaKeySize;

  /**
   * How long it is valid from the moment it is made, or to the end of its CA where that is earlier; at least one day. Some clients refuse
   * more than 825 days.
   *
   * @default Duration.days(397)
   */
  readonly validFor?: Duration;

  /**
   * How long before its end a synth makes a new key and certificate.
   *
   * @default - 30 days, or a third of `validFor` or the CA's `renewBefore` where that is shorter.
   */
  readonly renewBefore?: Duration;

  /**
   * The certificates in PEM of the CAs that sign the certificates of clients.
   *
   * @default - the local CA, which signs clients' certificates, too.
   */
  readonly certificateAuthority?: string;
}

/** A client's certificate that a local CA signs. */
export interface ClientCertificateProps {
  /** The name of the client, which is the common name of its certificate: lower-case letters, digits, `-` and `.`. */
  readonly name: string;

  /**
   * DNS names of the client.
   *
   * @default - none.
   */
  readonly dnsNames?: string[];

  /**
   * The identity of the client in the form of SPIFFE, such as `spiffe://cluster.local/ns/shop/sa/cart`, by which `subjectAltNames` of a server
   * may pick it.
   *
   * @default - none.
   * @see https://github.com/spiffe/spiffe/blob/main/standards/X509-SVID.md
   */
  readonly spiffeId?: string;

  /**
   * The length of its RSA key.
   *
   * @default RsaKeySize.BITS_2048
   */
  readonly keySize?: RsaKeySize;

  /**
   * How long it is valid from the moment it is made, or to the end of its CA where that is earlier; at least one day.
   *
   * @default Duration.days(397)
   */
  readonly validFor?: Duration;

  /**
   * How long before its end a new key and certificate are made.
   *
   * @default - 30 days, or a third of `validFor` or the CA's `renewBefore` where that is shorter.
   */
  readonly renewBefore?: Duration;
}
