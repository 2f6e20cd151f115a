import * as networking from '../../imports/networking';
import { ClientCa } from '../credentials/client-ca';
import { misuse } from '../kernel/errors';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { CipherSuite } from './cipher-suite';
import { ServerCertificate } from './server-certificate';
import { TlsVersion } from './tls-version';

/** What every TLS server can narrow down. */
export interface ServerTlsOptions {
  /**
   * The oldest TLS version that clients may use.
   *
   * @default - TLS 1.2.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-min_protocol_version
   */
  readonly minProtocolVersion?: TlsVersion;

  /**
   * The newest TLS version that clients may use.
   *
   * @default - TLS 1.3.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-max_protocol_version
   */
  readonly maxProtocolVersion?: TlsVersion;

  /**
   * The cipher suites for TLS 1.2 and older.
   *
   * @default - Envoy's choice.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-cipher_suites
   */
  readonly cipherSuites?: CipherSuite[];

  /**
   * Fields of `tls` that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** How a server checks the certificates of its clients. */
export interface ClientVerificationOptions extends ServerTlsOptions {
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
   * Hexadecimal SHA-256 hashes of the certificates that are accepted, with or without colons.
   *
   * @default - any certificate is accepted.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-verify_certificate_hash
   */
  readonly verifyCertificateHash?: string[];

  /**
   * The name of a Secret or ConfigMap beside the credential that holds the client CA, instead of the credential itself.
   *
   * @default - the CA in the credential's Secret.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_cert_credential_name
   */
  readonly caCertCredentialName?: string;

  /**
   * The path of a revocation list in the gateway's file system; with a credential the list belongs into its Secret.
   *
   * @default - no list is looked at.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_crl
   */
  readonly caCrl?: string;

  /**
   * Lets clients through although their certificate does not verify, so that a backend can judge it.
   *
   * @default - a certificate that does not verify ends the handshake.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-insecure_skip_verify
   */
  readonly insecureSkipVerify?: boolean;
}

type Mode = networking.ServerTlsSettingsTlsMode;
const Mode = networking.ServerTlsSettingsTlsMode;

const ORDER = [TlsVersion.V1_0, TlsVersion.V1_1, TlsVersion.V1_2, TlsVersion.V1_3];

/**
 * What a server does with TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 */
export class ServerTls {
  /** Ends TLS with the server's certificate; clients show none (`SIMPLE`). */
  public static simple(certificate: ServerCertificate, options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls(Mode.SIMPLE, certificate, options);
  }

  /**
   * Ends TLS, and clients have to show a certificate of the client CA (`MUTUAL`).
   *
   * @throws if there is no client CA to check them with.
   */
  public static mutual(certificate: ServerCertificate, options: ClientVerificationOptions = {}): ServerTls {
    return new ServerTls(Mode.MUTUAL, certificate, options);
  }

  /**
   * Ends TLS; clients may show a certificate, and one that they show has to verify (`OPTIONAL_MUTUAL`).
   *
   * @throws if there is no client CA to check them with.
   */
  public static optionalMutual(certificate: ServerCertificate, options: ClientVerificationOptions = {}): ServerTls {
    return new ServerTls(Mode.OPTIONAL_MUTUAL, certificate, options);
  }

  /** Hands the TLS stream on, chosen by its SNI through TLS routes; the backend has the certificate (`PASSTHROUGH`). */
  public static passthrough(options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls(Mode.PASSTHROUGH, undefined, options);
  }

  /** Hands mesh mTLS on by the cluster name in its SNI, as between networks; no routes are needed (`AUTO_PASSTHROUGH`). */
  public static autoPassthrough(options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls(Mode.AUTO_PASSTHROUGH, undefined, options);
  }

  /** Ends TLS with the gateway's mesh identity; clients are in the mesh (`ISTIO_MUTUAL`). */
  public static istioMutual(options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls(Mode.ISTIO_MUTUAL, undefined, options);
  }

  private readonly overrides: JsonMap | undefined;
  private readonly settings: networking.ServerTlsSettings;

  private constructor(
    private readonly mode: Mode,
    /** @internal */
    public readonly _certificate: ServerCertificate | undefined,
    options: ClientVerificationOptions,
  ) {
    checkVersions(options);
    if (_certificate !== undefined) {
      checkClientVerification(mode, _certificate, options);
    }
    this.overrides = deepCopy(options.overrides);
    this.settings = settingsOf(options);
  }

  /** Whether TLS ends at the gateway, so that it sees the requests. @internal */
  public get _terminates(): boolean {
    return this.mode !== Mode.PASSTHROUGH && this.mode !== Mode.AUTO_PASSTHROUGH;
  }

  /** Whether the credential's Secret has to hold a client CA. @internal */
  public get _clientCa(): ClientCa {
    return isMutual(this.mode) && this.settings.caCertCredentialName === undefined ? ClientCa.IN_SECRET : ClientCa.NONE;
  }

  /** @internal */
  public _render(credentialNames: readonly string[]): networking.ServerTlsSettings {
    return withOverrides(
      { mode: this.mode, ...this._certificate?._render(credentialNames), ...this.settings },
      this.overrides,
    );
  }
}

const SETTINGS = [
  'minProtocolVersion',
  'maxProtocolVersion',
  'cipherSuites',
  'subjectAltNames',
  'verifyCertificateSpki',
  'verifyCertificateHash',
  'caCertCredentialName',
  'caCrl',
  'insecureSkipVerify',
] as const;

function settingsOf(options: ClientVerificationOptions): networking.ServerTlsSettings {
  const given = SETTINGS.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, deepCopy(options[name])]));
}

function isMutual(mode: Mode): boolean {
  return mode === Mode.MUTUAL || mode === Mode.OPTIONAL_MUTUAL;
}

function checkVersions(options: ServerTlsOptions): void {
  const { minProtocolVersion: least, maxProtocolVersion: newest, cipherSuites: suites } = options;
  if (known(least) && known(newest) && ORDER.indexOf(least) > ORDER.indexOf(newest)) {
    throw misuse({
      rule: 'minProtocolVersion must not be newer than maxProtocolVersion',
      received: `${least} to ${newest}`,
      fix: 'swap the two, or leave one out',
    });
  }
  if ((least === TlsVersion.V1_0 || least === TlsVersion.V1_1) && (suites ?? []).length === 0) {
    throw misuse({
      rule: `${least} needs cipherSuites, because the default ones do not go with it`,
      received: suites,
      fix: 'list suites that end in SHA, such as CipherSuite.ECDHE_RSA_AES128_SHA, or start at TlsVersion.V1_2',
    });
  }
  if (least === TlsVersion.V1_3 && (suites ?? []).length > 0) {
    throw misuse({
      rule: 'cipherSuites do nothing for TLS 1.3, whose suites are fixed',
      received: suites,
      fix: 'leave cipherSuites out, or set minProtocolVersion to TlsVersion.V1_2',
    });
  }
  const repeated = suites?.find((suite, index) => suites.indexOf(suite) !== index);
  if (repeated !== undefined) {
    throw misuse({ rule: 'a cipher suite may be listed once', received: repeated, fix: 'remove the second one' });
  }
}

function known(version: TlsVersion | undefined): version is TlsVersion {
  return version !== undefined && version !== TlsVersion.AUTO;
}

function checkClientVerification(mode: Mode, from: ServerCertificate, options: ClientVerificationOptions): void {
  if (!isMutual(mode)) {
    return;
  }
  if (from._filesHoldClientCa === false && options.caCertCredentialName === undefined) {
    throw misuse({
      rule: `TLS mode ${mode} needs a CA to check client certificates with`,
      received: 'files without caCertificates',
      fix: 'add caCertificates to the files, or set caCertCredentialName',
    });
  }
  if (options.caCrl !== undefined && from._fromSecret) {
    throw misuse({
      rule: 'caCrl is a file, which a credential from a Secret does not look at',
      received: options.caCrl,
      fix: "put the list into the Secret under 'ca.crl' (or 'crl'), or use ServerCertificate.files()",
    });
  }
}
