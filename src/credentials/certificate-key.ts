import { CertificatePrivateKey, PrivateKeyAlgorithm } from '../../imports/certmanager/certificate';
import { RsaKeySize } from './rsa-key-size';

/** The curves of ECDSA keys that Envoy serves. */
export enum EcdsaCurve {
  /** P-256, which every client knows. */
  P256 = 256,
  /** P-384. */
  P384 = 384,
  /** P-521, which some clients do not know. */
  P521 = 521,
}

/**
 * The private key that cert-manager makes for a certificate. Ed25519 is not among them: Envoy serves no such key.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificatePrivateKey
 */
export class CertificateKey {
  /** An RSA key. */
  public static rsa(size: RsaKeySize = RsaKeySize.BITS_2048): CertificateKey {
    return new CertificateKey(PrivateKeyAlgorithm.RSA, size);
  }

  /** An ECDSA key: smaller, and faster in TLS handshakes. */
  public static ecdsa(curve: EcdsaCurve = EcdsaCurve.P256): CertificateKey {
    return new CertificateKey(PrivateKeyAlgorithm.ECDSA, curve);
  }

  private constructor(
    private readonly algorithm: PrivateKeyAlgorithm,
    private readonly size: number,
  ) {}

  /** @internal */
  public _render(): CertificatePrivateKey {
    return { algorithm: this.algorithm, size: this.size };
  }
}
