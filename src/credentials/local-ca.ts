import { ClientCertificate } from './client-certificate';
import { ClientCertificateProps, LocalCaProps } from './local-ca-props';
import { Authority } from './private/authority';
import { Readers, writeExported } from './private/exported-file';

/**
 * A CA of this machine, for development: whoever trusts its one certificate trusts all servers whose `Credential.localCa` it signs. It signs
 * certificates of clients, too, for servers that ask for them.
 *
 * Its key and certificate are made once and kept in the certificate store. Who has the store can sign in its name: trust it on machines for
 * development alone, and limit it by `permittedDomains`.
 */
export class LocalCa {
  /** Its `Authority`, of which users' compilers need not know: its types speak of Node's. @internal */
  public readonly _authority: object;

  private readonly authority: Authority;

  /** @throws if a name or domain is malformed, or a duration is out of range. */
  public constructor(props: LocalCaProps = {}) {
    this.authority = new Authority(props);
    this._authority = this.authority;
  }

  /**
   * The certificate of the CA in PEM, which is not secret: what clients are told to trust.
   *
   * @throws if the store refuses.
   */
  public get certificatePem(): string {
    return this.authority.certificate;
  }

  /**
   * Writes the certificate of the CA to a file, over an older one, for `curl --cacert` or the machine's own list of CAs.
   *
   * @throws if the file can't be written, or the store refuses.
   */
  public writeCertificate(path: string): void {
    writeExported(path, this.certificatePem, Readers.ALL, 'LocalCa.writeCertificate');
  }

  /**
   * A certificate for a client.
   *
   * @throws if a name is malformed, or a duration is out of range.
   */
  public clientCertificate(props: ClientCertificateProps): ClientCertificate {
    return ClientCertificate._of(this._authority, props);
  }
}
