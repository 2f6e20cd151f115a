import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { checkClientCredential, checkConfigMapNamespace } from './private/client-credential';
import { Field } from './private/field';

/** What every kind of TLS to a server takes. */
export interface ClientTlsOptions {
  /**
   * The server name that the proxy asks for.
   *
   * @default - the host of the request; for mesh mTLS the name of the cluster in Envoy.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-sni
   */
  readonly sni?: string;

  /**
   * Names of which the server's certificate has to hold one; they take the place of those of a ServiceEntry.
   *
   * @default - the host of the request; for mesh mTLS the service accounts of the backend.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-subject_alt_names
   */
  readonly subjectAltNames?: string[];

  /**
   * Accepts any certificate of the server, which leaves the connection open to whoever is in between. What would check
   * one (`subjectAltNames`, a CA) can't go with it.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-insecure_skip_verify
   */
  readonly insecureSkipVerify?: boolean;
}

/** TLS with the CA in a file of the proxy. */
export interface FileTlsOptions extends ClientTlsOptions {
  /**
   * The path in the proxy's file system of the CA certificates that the server's one has to come from.
   *
   * @default - the CAs of the proxy's operating system.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-ca_certificates
   */
  readonly caCertificates?: string;

  /**
   * The path in the proxy's file system of a list of revoked certificates.
   *
   * @default - no list is looked at.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-ca_crl
   */
  readonly caCrl?: string;
}

/** TLS to a server that wants no certificate of its clients. */
export interface SimpleTlsOptions extends FileTlsOptions {
  /**
   * The Secret with the CA certificates (`ca.crt` or `cacert`), in the namespace of the client's pods; see
   * `ClientTls.mutual()` for how it is found. It can't go with files.
   *
   * @default - `caCertificates`, or the CAs of the proxy's operating system.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-credential_name
   */
  readonly credentialName?: string;
}

/** TLS with a client certificate in files of the proxy. */
export interface MutualTlsFilesOptions extends FileTlsOptions {
  /**
   * The path in the proxy's file system of the client certificate.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-client_certificate
   */
  readonly clientCertificate: string;

  /**
   * The path in the proxy's file system of its private key.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-private_key
   */
  readonly privateKey: string;
}

const Mode = networking.ClientTlsSettingsTlsMode;

/**
 * How the proxy of a client opens connections to a backend.
 *
 * Leave it out for backends in the mesh: proxies then find out whether a pod takes mTLS, and use it. What is set here
 * is done whether the pods can do it or not: with `disable()` a pod that insists on mTLS refuses, with `istioMutual()`
 * a pod without proxy does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class ClientTls {
  /** Plain text. */
  public static disable(): ClientTls {
    return new ClientTls({ mode: Mode.DISABLE });
  }

  /**
   * TLS without a client certificate.
   *
   * @throws if a text is empty, a Secret stands beside files, or `insecureSkipVerify` beside what checks certificates.
   */
  public static simple(options: SimpleTlsOptions = {}): ClientTls {
    const credentialName = checkClientCredential(options.credentialName, new Field('tls.credentialName'));
    checkEither(options);
    checkSkip(options, ['caCertificates', 'caCrl', 'credentialName', 'subjectAltNames']);
    return new ClientTls({ mode: Mode.SIMPLE, ...files(options), credentialName, ...common(options) });
  }

  /**
   * TLS with the client certificate in a Secret: `tls.crt` and `tls.key`, with the server's CA in `ca.crt`; or `cert`,
   * `key` and `cacert`. The CA may also be in a Secret of the same name with `-cacert` behind it.
   *
   * The Secret is in the namespace of the client's pods, for an egress gateway that of the gateway. A sidecar only
   * looks at it if the DestinationRule has a `workloadSelector`; without one it sends PLAIN TEXT.
   * `configmap://namespace/name` names a ConfigMap with a CA in the rule's own namespace, which every client may read.
   *
   * @throws if the name is none of a Secret, a text is empty, or `insecureSkipVerify` stands beside `subjectAltNames`.
   */
  public static mutual(credentialName: string, options: ClientTlsOptions = {}): ClientTls {
    checkClientCredential(credentialName, new Field('tls.credentialName'));
    checkSkip(options, ['subjectAltNames']);
    return new ClientTls({ mode: Mode.MUTUAL, credentialName, ...common(options) });
  }

  /**
   * TLS with the client certificate in files that the proxy has mounted.
   *
   * @throws if a text is empty, or `insecureSkipVerify` stands beside what checks certificates.
   */
  public static mutualFiles(options: MutualTlsFilesOptions): ClientTls {
    const field = new Field('tls');
    checkSkip(options, ['caCertificates', 'caCrl', 'subjectAltNames']);
    return new ClientTls({
      mode: Mode.MUTUAL,
      clientCertificate: field.of('clientCertificate').text(options.clientCertificate),
      privateKey: field.of('privateKey').text(options.privateKey),
      ...files(options),
      ...common(options),
    });
  }

  /**
   * The mTLS of the mesh, with the certificates that Istio gives its proxies.
   *
   * @throws if a text is empty.
   */
  public static istioMutual(options: ClientTlsOptions = {}): ClientTls {
    return new ClientTls({ mode: Mode.ISTIO_MUTUAL, ...common(options) });
  }

  private constructor(private readonly settings: networking.ClientTlsSettings) {}

  /** @internal */
  public _render(context: RenderContext): networking.ClientTlsSettings {
    checkConfigMapNamespace(this.settings.credentialName, context);
    return this.settings;
  }
}

function files(options: FileTlsOptions): networking.ClientTlsSettings {
  const field = new Field('tls');
  return {
    caCertificates: field.of('caCertificates').text(options.caCertificates),
    caCrl: field.of('caCrl').text(options.caCrl),
  };
}

function common(options: ClientTlsOptions): networking.ClientTlsSettings {
  const field = new Field('tls');
  return {
    sni: field.of('sni').text(options.sni),
    subjectAltNames: options.subjectAltNames?.map((name, index) => field.of('subjectAltNames').entry(index).text(name)),
    insecureSkipVerify: options.insecureSkipVerify,
  };
}

function checkEither(options: SimpleTlsOptions): void {
  if (options.credentialName !== undefined && (options.caCertificates ?? options.caCrl) !== undefined) {
    throw new Field('tls').fault(
      'must not have both a Secret and files',
      { credentialName: options.credentialName, caCertificates: options.caCertificates, caCrl: options.caCrl },
      'put the CA and the revocation list into the Secret, or leave out `credentialName`',
    );
  }
}

function checkSkip(options: SimpleTlsOptions, checks: ReadonlyArray<keyof SimpleTlsOptions>): void {
  const given = checks.filter((name) => options[name] !== undefined);
  if (options.insecureSkipVerify === true && given.length > 0) {
    throw new Field('tls.insecureSkipVerify').fault(
      'must not stand beside what checks the certificate of the server',
      given,
      `leave out ${given.join(' and ')}, or better insecureSkipVerify`,
    );
  }
}
