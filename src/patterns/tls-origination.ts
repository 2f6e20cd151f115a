import { ClientTls, ClientTlsOptions, MutualTlsFilesOptions, SimpleTlsOptions } from '../networking/client-tls';

/** TLS to an external service that wants no certificate of its clients. */
export interface TlsOriginationOptions extends SimpleTlsOptions {
  /**
   * The port that the service speaks TLS on, for HTTP ports that have no `targetPort` of their own.
   *
   * @default 443
   */
  readonly targetPort?: number;
}

/** TLS to an external service with a client certificate in a Secret. */
export interface MutualTlsOriginationOptions extends ClientTlsOptions {
  /**
   * The port that the service speaks TLS on, for HTTP ports that have no `targetPort` of their own.
   *
   * @default 443
   */
  readonly targetPort?: number;
}

/** TLS to an external service with a client certificate in files of the proxy. */
export interface MutualTlsFilesOriginationOptions extends MutualTlsFilesOptions {
  /**
   * The port that the service speaks TLS on, for HTTP ports that have no `targetPort` of their own.
   *
   * @default 443
   */
  readonly targetPort?: number;
}

const USUAL_PORT = 443;
/** What Istio calls the CAs of the operating system. */
const SYSTEM = 'system';
const CONFIG_MAP = 'configmap://';

/**
 * TLS that a proxy begins for applications that speak plain text: `http://api.example.com/` in the application, HTTPS on the way out. So
 * proxies see the requests, and timeouts, retries and faults are possible.
 *
 * The proxy asks for the service's host (SNI) and checks that the certificate is for it. Istio alone checks no name as soon as an `sni`
 * is set without `subjectAltNames`; here both are set. For wildcard hosts both are taken from each request. The certificate has to come from
 * a CA of the proxy's operating system unless others are named; that is said (`system`), because what Istio does otherwise depends on its
 * version and settings.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/
 */
export class TlsOrigination {
  /**
   * TLS without a client certificate.
   *
   * @throws when used, for what `ClientTls.simple()` throws.
   */
  public static simple(options: TlsOriginationOptions = {}): TlsOrigination {
    const { targetPort, ...tls } = options;
    const make = (host: string) => ClientTls.simple({ ...tls, ...authoritiesFor(tls), ...namesFor(host, tls) });
    return new TlsOrigination(make, targetPort ?? USUAL_PORT, tls.credentialName);
  }

  /**
   * TLS with the client certificate in a Secret beside the pods of the egress gateway, which only goes with one: sidecars would send
   * plain text.
   *
   * @throws when used, for what `ClientTls.mutual()` throws.
   */
  public static mutual(credentialName: string, options: MutualTlsOriginationOptions = {}): TlsOrigination {
    const { targetPort, ...tls } = options;
    const make = (host: string) => ClientTls.mutual(credentialName, { ...tls, ...namesFor(host, tls) });
    return new TlsOrigination(make, targetPort ?? USUAL_PORT, credentialName);
  }

  /**
   * TLS with the client certificate in files that the proxy has mounted.
   *
   * @throws when used, for what `ClientTls.mutualFiles()` throws.
   */
  public static mutualFiles(options: MutualTlsFilesOriginationOptions): TlsOrigination {
    const { targetPort, ...tls } = options;
    const make = (host: string) => ClientTls.mutualFiles({ ...tls, ...authoritiesFor(tls), ...namesFor(host, tls) });
    return new TlsOrigination(make, targetPort ?? USUAL_PORT, undefined);
  }

  private constructor(
    /** The TLS for a host. @internal */
    public readonly _tlsFor: (host: string) => ClientTls,
    /** @internal */
    public readonly _targetPort: number,
    private readonly credentialName: string | undefined,
  ) {}

  /** The Secret that it needs, which sidecars do not read. @internal */
  public get _secret(): string | undefined {
    return this.credentialName?.startsWith(CONFIG_MAP) === true ? undefined : this.credentialName;
  }
}

/** The CAs of the operating system, where no others are named and certificates are checked at all. */
function authoritiesFor(tls: SimpleTlsOptions): Pick<SimpleTlsOptions, 'caCertificates'> {
  const { caCertificates, credentialName, insecureSkipVerify } = tls;
  const isElsewhere = credentialName !== undefined || insecureSkipVerify === true;
  return { caCertificates: caCertificates ?? (isElsewhere ? undefined : SYSTEM) };
}

function namesFor(host: string, tls: ClientTlsOptions): ClientTlsOptions {
  const sni = tls.sni ?? (host.startsWith('*') ? undefined : host);
  const checked = sni === undefined || tls.insecureSkipVerify === true ? undefined : [sni];
  return { sni, subjectAltNames: tls.subjectAltNames ?? checked };
}
