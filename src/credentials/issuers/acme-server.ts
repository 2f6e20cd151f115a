import { checkUrl, renderCaBundle } from './private/checks';

/** What is known of an ACME server. */
export interface AcmeServerOptions {
  /**
   * The CAs, in PEM, that its own certificate is checked with.
   *
   * @default - those that cert-manager's image knows.
   */
  readonly caBundle?: string;
}

/**
 * An ACME server: a certificate authority that has names proved and signs without anybody's doing.
 *
 * @see https://cert-manager.io/docs/configuration/acme/
 */
export class AcmeServer {
  /**
   * Let's Encrypt, whose certificates everybody trusts.
   *
   * @see https://letsencrypt.org/docs/rate-limits/
   */
  public static letsEncrypt(): AcmeServer {
    return new AcmeServer('https://acme-v02.api.letsencrypt.org/directory', {});
  }

  /**
   * The Let's Encrypt for trying things out: nobody trusts its certificates, and it lets one try more often.
   *
   * @see https://letsencrypt.org/docs/staging-environment/
   */
  public static letsEncryptStaging(): AcmeServer {
    return new AcmeServer('https://acme-staging-v02.api.letsencrypt.org/directory', {});
  }

  /**
   * Another server, by the URL of its directory.
   *
   * @throws if the URL is not one of HTTPS, or `caBundle` holds no certificates.
   */
  public static at(url: string, options: AcmeServerOptions = {}): AcmeServer {
    return new AcmeServer(url, options);
  }

  private readonly caBundle: string | undefined;

  private constructor(
    /** The URL of its directory. */
    public readonly url: string,
    options: AcmeServerOptions,
  ) {
    checkUrl(url, 'the URL of an ACME server');
    this.caBundle = renderCaBundle(options.caBundle, 'caBundle');
  }

  /** @internal */
  public _render(): { readonly [field: string]: unknown } {
    return { server: this.url, caBundle: this.caBundle };
  }
}
