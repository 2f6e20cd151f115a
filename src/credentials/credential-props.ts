import { Duration } from 'cdk8s';
import { CertificateStore } from './certificate-store';
import { RsaKeySize } from './rsa-key-size';
import { SecretForm } from './secret-form';

/** What every credential takes whose Secret is made here. */
export interface CredentialSecretProps {
  /**
   * The Secret's name. Istio keeps names that begin with `istio` or `prometheus` for itself, and reads only a client CA from one
   * that ends in `-cacert`.
   *
   * @default - named after what uses it first, such as a SecureIngress.
   */
  readonly name?: string;

  /**
   * The shape of the Secret.
   *
   * @default SecretForm.TLS - the one that other tools make and read, and whose keys the API server checks.
   */
  readonly form?: SecretForm;
}

/** A certificate and key as texts. */
export interface PemCredentialProps extends CredentialSecretProps {
  /** The certificate in PEM: the server's own first, after each one the CA that signed it; the root may be left out. */
  readonly certificate: string;

  /** The private key in PEM, unencrypted: RSA of at least 2048 bits, or EC on P-256, P-384 or P-521. */
  readonly privateKey: string;

  /**
   * The certificates in PEM of the CAs that sign the certificates of clients, for the TLS modes that ask for them.
   *
   * @default - none, so the credential suits servers only that ask for no client certificate.
   */
  readonly certificateAuthority?: string;

  /**
   * The revocation lists (CRLs) in PEM of these CAs: a current one of each, be it empty. A gateway refuses every client certificate
   * whose CA has none, or one that has expired; so the lists have to be replaced in time.
   *
   * @default - none, so no client certificate is looked up.
   * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto#envoy-v3-api-field-extensions-transport-sockets-tls-v3-certificatevalidationcontext-crl
   */
  readonly revocationList?: string;
}

/** A certificate and key in files, with paths from the working directory. They are read at once. */
export interface FileCredentialProps extends CredentialSecretProps {
  /** The path of the certificate in PEM: the server's own first, after each one the CA that signed it. */
  readonly certificateFile: string;

  /** The path of the private key in PEM, unencrypted: RSA of at least 2048 bits, or EC on P-256, P-384 or P-521. */
  readonly privateKeyFile: string;

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

/** A certificate that is made here and signed by itself. */
export interface SelfSignedCredentialProps extends CredentialSecretProps {
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
   * How long it is valid from the moment it is made; at least one day.
   *
   * @default Duration.days(365)
   */
  readonly validFor?: Duration;

  /**
   * How long before its end a synth makes a new key and certificate. The old ones stay until then, so that each synth gives the same
   * bytes.
   *
   * @default - 30 days, or a third of `validFor` where that is shorter.
   */
  readonly renewBefore?: Duration;

  /**
   * The certificates in PEM of the CAs that sign the certificates of clients, for the TLS modes that ask for them.
   *
   * @default - none, so the credential suits servers only that ask for no client certificate.
   */
  readonly certificateAuthority?: string;

  /**
   * Where key and certificate are kept from one synth to the next.
   *
   * @default - the folder in the environment variable `CDK8S_ISTIO_CERTIFICATES`, or else `.cdk8s-istio/certificates` in the
   * working directory; only read where `CDK8S_ISTIO_CERTIFICATES_ACCESS` is `read-only`.
   */
  readonly store?: CertificateStore;
}
