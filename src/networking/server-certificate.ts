import * as networking from '../../imports/networking';
import { misuse } from '../kernel/errors';
import { ICredential } from '../credentials/credential-interface';

/** Where in the gateway's file system a certificate is. */
export interface CertificateFiles {
  /**
   * The path of the certificate chain, leaf first, in PEM.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-server_certificate
   */
  readonly serverCertificate: string;

  /**
   * The path of the private key, in PEM.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-private_key
   */
  readonly privateKey: string;

  /**
   * The path of the CA certificates that client certificates are checked with.
   *
   * @default - none; the MUTUAL modes need it.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_certificates
   */
  readonly caCertificates?: string;
}

/**
 * Where a TLS server has its certificate from: Secrets that Envoy fetches over SDS, or files in the gateway's pods.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export class ServerCertificate {
  /** A credential Secret in the namespace of the gateway's pods. */
  public static credential(credential: ICredential): ServerCertificate {
    return new ServerCertificate([credential], [], 'credential');
  }

  /**
   * Two credential Secrets for the same hosts, one with an RSA and one with an ECDSA key; each client gets the one it can use.
   *
   * @throws if there are none, or more than two.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-credential_names
   */
  public static credentials(credentials: ICredential[]): ServerCertificate {
    checkCount(credentials.length, 'credentials');
    return new ServerCertificate([...credentials], [], 'credentials');
  }

  /** Files that are mounted into the gateway's pods. */
  public static files(files: CertificateFiles): ServerCertificate {
    return new ServerCertificate([], [{ ...files }], 'files');
  }

  /**
   * Files of two certificates for the same hosts, one with an RSA and one with an ECDSA key.
   *
   * @throws if there are none, or more than two.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-tls_certificates
   */
  public static fileList(files: CertificateFiles[]): ServerCertificate {
    checkCount(files.length, 'certificates');
    return new ServerCertificate(
      [],
      files.map((pair) => ({ ...pair })),
      'fileList',
    );
  }

  private constructor(
    /** @internal */
    public readonly _credentials: readonly ICredential[],
    private readonly pairs: readonly CertificateFiles[],
    private readonly form: 'credential' | 'credentials' | 'files' | 'fileList',
  ) {}

  /** Whether client certificates can be checked with what the files hold; undefined where a Secret holds it. @internal */
  public get _filesHoldClientCa(): boolean | undefined {
    return this.form.startsWith('credential')
      ? undefined
      : this.pairs.every((pair) => pair.caCertificates !== undefined);
  }

  /** Whether the certificate comes from Secrets. @internal */
  public get _fromSecret(): boolean {
    return this.form.startsWith('credential');
  }

  /** @internal */
  public _render(credentialNames: readonly string[]): networking.ServerTlsSettings {
    switch (this.form) {
      case 'credential':
        return { credentialName: credentialNames[0] };
      case 'credentials':
        return { credentialNames: [...credentialNames] };
      case 'files':
        return { ...this.pairs[0] };
      case 'fileList':
        // Client certificates are checked with one bundle for the whole server, so the first pair's stands on top.
        return {
          tlsCertificates: this.pairs.map((pair) => ({ ...pair })),
          caCertificates: this.pairs[0].caCertificates,
        };
    }
  }
}

function checkCount(count: number, what: string): void {
  if (count < 1 || count > 2) {
    throw misuse({
      rule: `a TLS server takes one or two ${what}`,
      received: count,
      fix: 'give one with an RSA key and one with an ECDSA key; put further hosts on a server of their own',
    });
  }
}
