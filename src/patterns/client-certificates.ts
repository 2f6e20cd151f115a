import { ClientVerificationOptions, ServerTls, ServerTlsOptions } from '../networking/server-tls';
import { ServerCertificate } from '../networking/server-certificate';

/** Which of the client CA's certificates are accepted. */
export interface ClientCertificateOptions {
  /**
   * Names of which the client's certificate has to hold one.
   *
   * @default - any certificate of the CA is accepted.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-subject_alt_names
   */
  readonly subjectAltNames?: string[];

  /**
   * Base64 SHA-256 hashes of the public keys that are accepted.
   *
   * @default - any key is accepted.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-verify_certificate_spki
   */
  readonly verifyCertificateSpki?: string[];

  /**
   * Hexadecimal SHA-256 hashes of the certificates that are accepted.
   *
   * @default - any certificate is accepted.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-verify_certificate_hash
   */
  readonly verifyCertificateHash?: string[];

  /**
   * The name of a Secret or ConfigMap beside the credential that holds the client CA.
   *
   * @default - the CA in the credential's Secret.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_cert_credential_name
   */
  readonly caCertCredentialName?: string;
}

/** Whether clients of an ingress show a certificate of their own. */
export class ClientCertificates {
  /** Clients are not asked for a certificate (TLS mode `SIMPLE`). */
  public static none(): ClientCertificates {
    return new ClientCertificates((certificate, options) => ServerTls.simple(certificate, options));
  }

  /** Clients without a certificate of the client CA are turned away (TLS mode `MUTUAL`). */
  public static required(options: ClientCertificateOptions = {}): ClientCertificates {
    const copy = copyOf(options);
    return new ClientCertificates((certificate, tls) => ServerTls.mutual(certificate, { ...tls, ...copy }));
  }

  /** Clients may show a certificate; one that does not verify is turned away (TLS mode `OPTIONAL_MUTUAL`). */
  public static optional(options: ClientCertificateOptions = {}): ClientCertificates {
    const copy = copyOf(options);
    return new ClientCertificates((certificate, tls) => ServerTls.optionalMutual(certificate, { ...tls, ...copy }));
  }

  private constructor(
    /** @internal */
    public readonly _tls: (certificate: ServerCertificate, options: ServerTlsOptions) => ServerTls,
  ) {}
}

function copyOf(options: ClientCertificateOptions): ClientVerificationOptions {
  return {
    subjectAltNames: options.subjectAltNames && [...options.subjectAltNames],
    verifyCertificateSpki: options.verifyCertificateSpki && [...options.verifyCertificateSpki],
    verifyCertificateHash: options.verifyCertificateHash && [...options.verifyCertificateHash],
    caCertCredentialName: options.caCertCredentialName,
  };
}
