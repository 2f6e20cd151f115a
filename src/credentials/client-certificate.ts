import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { misuse } from '../kernel/errors';
import { ClientCertificateProps } from './local-ca-props';
import { Password } from './password';
import { Authority, checkCommonName } from './private/authority';
import { checkClientCertificate } from './private/certificate';
import { checkValidFor } from './private/certificate-times';
import { checkDnsNames } from './private/dns-names';
import { Readers, writeExported } from './private/exported-file';
import type { PemPair } from './private/x509';
import { RsaKeySize } from './rsa-key-size';

const AT = 'LocalCa.clientCertificate';
const SPIFFE_ID = /^spiffe:\/\/[a-z0-9._-]{1,255}(\/[A-Za-z0-9._-]+)+$/;

/**
 * A certificate that a client shows to servers which ask for one, signed by a `LocalCa`. Key and certificate are made when they are first
 * written, and kept in the store of the CA; nothing of them is rendered.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway
 */
export class ClientCertificate {
  /** Of the `Authority` of a local CA. @internal */
  public static _of(authority: object, props: ClientCertificateProps): ClientCertificate {
    return new ClientCertificate(authority as Authority, props);
  }

  /** The name of the client. */
  public readonly name: string;

  private readonly obtain: () => PemPair;

  private constructor(
    private readonly authority: Authority,
    props: ClientCertificateProps,
  ) {
    const name = checkCommonName(props.name, 'the name of a client', AT);
    const dnsNames = checkDnsNames(props.dnsNames ?? [], AT);
    const uris = props.spiffeId === undefined ? [] : [checkSpiffeId(props.spiffeId)];
    const validFor = checkValidFor(props.validFor ?? Duration.days(397), AT);
    const renewBefore = authority.renewalOf(props.renewBefore, validFor, AT);
    authority.checkPermitted(dnsNames, AT);
    const keySize = props.keySize ?? RsaKeySize.BITS_2048;
    this.name = name;
    this.obtain = () =>
      authority.issue({
        at: AT,
        namespace: 'client',
        name,
        commonName: name,
        dnsNames,
        uris,
        usage: 'clientAuth',
        keySize,
        validFor,
        renewBefore,
        purpose: `the client ${name} of the local CA ${authority.name}`,
        check: checkClientCertificate,
      });
  }

  /**
   * The certificate in PEM, which is not secret.
   *
   * @throws if the store refuses.
   */
  public get certificatePem(): string {
    return this.obtain().certificate;
  }

  /**
   * Writes `<name>.crt`, `<name>.key` (mode 0600) and the CA's `ca.crt` to a folder, which is made where it is missing: what
   * `curl --cert <name>.crt --key <name>.key --cacert ca.crt` takes. Each file is replaced at one blow.
   *
   * @throws if a file can't be written, or the store refuses.
   */
  public writePem(folder: string): void {
    const { certificate, privateKey } = this.obtain();
    const path = (file: string): string => (folder === '' ? folder : join(folder, file));
    writeExported(path(`${this.name}.key`), privateKey, Readers.OWNER, AT);
    writeExported(path(`${this.name}.crt`), certificate, Readers.ALL, AT);
    writeExported(path('ca.crt'), this.authority.certificate, Readers.ALL, AT);
  }

  /**
   * Writes key, certificate and the CA's certificate to one file in PKCS#12 (mode 0600), as browsers and Java take them; encrypted with AES-256.
   * It is replaced at one blow, with other bytes each time.
   *
   * @throws if the password is empty or not in ASCII, the file can't be written, or the store refuses.
   */
  public writePkcs12(path: string, password: Password): void {
    const text = password._reveal();
    if (!/^[ -~]+$/.test(text)) {
      throw misuse({
        at: AT,
        rule: 'a file in PKCS#12 needs a password of printable ASCII characters, which all programs encode alike',
        received: text === '' ? 'an empty one' : 'another one, which is not shown',
        fix: 'give another password, or write PEM: writePem()',
      });
    }
    const { makePkcs12 } = require('./private/x509') as typeof import('./private/x509');
    const file = makePkcs12(this.obtain(), this.authority.certificate, text, this.name);
    writeExported(path, file, Readers.OWNER, AT);
  }
}

function checkSpiffeId(id: string): string {
  if (typeof id !== 'string' || !SPIFFE_ID.test(id)) {
    throw misuse({
      at: AT,
      rule: 'a SPIFFE ID names a trust domain, and a path in it',
      received: id,
      fix: "write it as 'spiffe://cluster.local/ns/shop/sa/cart'",
    });
  }
  return id;
}
