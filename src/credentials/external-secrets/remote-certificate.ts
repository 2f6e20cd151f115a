import { ClientCa } from '../client-ca';
import { RemoteEntry } from './remote-entry';
import { SECRET_KEYS } from '../private/secret-keys';
import { SecretForm } from '../secret-form';

/** What a secret manager may have beside a certificate and its key. */
export interface RemoteCertificateOptions {
  /**
   * The CAs, in PEM, that sign the certificates of clients.
   *
   * @default - none: no server that asks for certificates of clients can use the credential.
   */
  readonly certificateAuthority?: RemoteEntry;

  /**
   * The revocation lists, in PEM, of those CAs. Envoy wants one for each of them.
   *
   * @default - nothing is revoked.
   */
  readonly revocationList?: RemoteEntry;
}

/** A certificate and its key in entries of their own. */
export interface RemoteKeyPairProps extends RemoteCertificateOptions {
  /** The certificate in PEM, with the intermediate ones after it. */
  readonly certificate: RemoteEntry;

  /** Its private key in PEM, without a password. */
  readonly privateKey: RemoteEntry;
}

/** A certificate and its key in PKCS#12. */
export interface RemotePkcs12Options extends RemoteCertificateOptions {
  /**
   * Where the password of the file is.
   *
   * @default - an empty one.
   */
  readonly password?: RemoteEntry;
}

/** The Secret that the operator is asked for, without its name. */
interface Wanted {
  readonly form: SecretForm;
  /** What is looked up, by the name that the templates know it by, or else that of the Secret's key. */
  readonly entries: { readonly [name: string]: RemoteEntry | undefined };
  /** An entry of which all properties are taken. */
  readonly whole?: RemoteEntry;
  /** The Secret's keys as templates; without them it has what was looked up. */
  readonly templates?: { readonly [key: string]: string | undefined };
  /** Undefined where it is not known. */
  readonly clientCa?: ClientCa;
}

const KEYS = SECRET_KEYS[SecretForm.TLS];

/**
 * How a secret manager keeps a certificate and its private key.
 *
 * @see https://external-secrets.io/latest/guides/common-k8s-secret-types/#tls-cert-example
 */
export class RemoteCertificate {
  /** The certificate and the key in PEM, each in an entry or a property of its own. */
  public static keyPair(props: RemoteKeyPairProps): RemoteCertificate {
    const { certificate, privateKey } = props;
    return new RemoteCertificate({
      form: SecretForm.TLS,
      entries: { [KEYS.certificate]: certificate, [KEYS.privateKey]: privateKey, ...clientEntries(props) },
      clientCa: clientCaOf(props),
    });
  }

  /**
   * An entry with properties that are called as the keys of the Secret: `tls.crt`, `tls.key`, and perhaps `ca.crt` and `ca.crl`; in the
   * generic form `cert`, `key`, and perhaps `cacert` and `crl`. All properties are taken, and whether there is a client CA is not
   * checked.
   *
   * @see https://external-secrets.io/latest/guides/all-keys-one-secret/
   */
  public static properties(entry: RemoteEntry, form: SecretForm = SecretForm.TLS): RemoteCertificate {
    return new RemoteCertificate({ form, entries: {}, whole: entry });
  }

  /**
   * The certificate, the intermediate ones and the key as PEM blocks of one entry. The certificate has to be the first of the certificates, and
   * there has to be one key, without a password.
   *
   * @see https://external-secrets.io/latest/guides/templating/#filter-pem-blocks
   */
  public static pemBundle(entry: RemoteEntry, options: RemoteCertificateOptions = {}): RemoteCertificate {
    return RemoteCertificate.templated({ bundle: entry }, options, {
      certificate: '{{ .bundle | filterPEM "CERTIFICATE" }}',
      // The type of the block is in its first line: PKCS#8 has no word before it.
      privateKey: '{{ .bundle | filterPEM (.bundle | regexFind "(RSA |EC )?PRIVATE KEY") }}',
    });
  }

  /**
   * The certificate, the intermediate ones and the key in PKCS#12. Azure Key Vault has certificates so, in base64:
   * `RemoteEntry.of('shop', { decoding: EntryDecoding.BASE64 })`.
   *
   * @see https://external-secrets.io/latest/guides/templating/#extract-keys-and-certificates-from-pkcs12-archive
   */
  public static pkcs12(entry: RemoteEntry, options: RemotePkcs12Options = {}): RemoteCertificate {
    const { password } = options;
    const isPlain = password === undefined;
    return RemoteCertificate.templated({ bundle: entry, password }, options, {
      certificate: isPlain ? '{{ .bundle | pkcs12cert }}' : '{{ .bundle | pkcs12certPass .password }}',
      privateKey: isPlain ? '{{ .bundle | pkcs12key }}' : '{{ .bundle | pkcs12keyPass .password }}',
    });
  }

  private static templated(
    entries: Wanted['entries'],
    options: RemoteCertificateOptions,
    templates: { readonly certificate: string; readonly privateKey: string },
  ): RemoteCertificate {
    const { certificateAuthority, revocationList } = options;
    return new RemoteCertificate({
      form: SecretForm.TLS,
      entries: { ...entries, authority: certificateAuthority, revocations: revocationList },
      templates: {
        [KEYS.certificate]: templates.certificate,
        [KEYS.privateKey]: templates.privateKey,
        [KEYS.certificateAuthority]: certificateAuthority && '{{ .authority }}',
        [KEYS.revocationList]: revocationList && '{{ .revocations }}',
      },
      clientCa: clientCaOf(options),
    });
  }

  private constructor(private readonly wanted: Wanted) {}

  /** @internal */
  public get _clientCa(): ClientCa | undefined {
    return this.wanted.clientCa;
  }

  /** What to look up. @internal */
  public _renderData(): { readonly [field: string]: unknown } {
    const { entries, whole } = this.wanted;
    const data = Object.entries(entries).flatMap(([secretKey, entry]) =>
      entry === undefined ? [] : [{ secretKey, remoteRef: entry._render() }],
    );
    return whole === undefined ? { data } : { dataFrom: [{ extract: whole._render() }] };
  }

  /** What to make of it. @internal */
  public _renderTemplate(): { readonly [field: string]: unknown } {
    const { form, templates } = this.wanted;
    return { type: form, data: templates && { ...templates } };
  }
}

function clientEntries({ certificateAuthority, revocationList }: RemoteCertificateOptions): Wanted['entries'] {
  return { [KEYS.certificateAuthority]: certificateAuthority, [KEYS.revocationList]: revocationList };
}

function clientCaOf({ certificateAuthority }: RemoteCertificateOptions): ClientCa {
  return certificateAuthority === undefined ? ClientCa.NONE : ClientCa.IN_SECRET;
}
