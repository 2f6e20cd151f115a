import { ApiObject } from 'cdk8s';
import { CertManagerCredentialProps } from './cert-manager-credential-props';
import { ICredential } from './credential-interface';
import { FileCredentialProps, PemCredentialProps, SelfSignedCredentialProps } from './credential-props';
import { ExternalSecretCredentialProps } from './external-secrets/external-secret-credential-props';
import { LocalCa } from './local-ca';
import { LocalCaCredentialProps } from './local-ca-props';
import { Pkcs12CredentialProps } from './pkcs12-credential-props';
import { SealedCredentialProps } from './sealed-credential-props';
import type { Authority } from './private/authority';
import { ExistingCredential } from './private/existing-credential';

/**
 * The ways to give a gateway a certificate and its private key.
 *
 * Each returns a source, which makes its Secret where it is bound: `SecureIngress` does that. To use one credential for several
 * ingresses, give the others the first one's `credential`.
 *
 * Except with `existing`, `certManager`, `externalSecret` and `sealed`, the private key becomes part of the manifests, merely
 * base64-encoded: who reads them has the key.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-tls-ingress-gateway-for-a-single-host
 */
export abstract class Credential {
  /**
   * A Secret that is in the cluster already, or comes there by other means, in the namespace of the gateway's pods. What is in it
   * is not checked.
   *
   * @throws if the name is none that Istio reads a credential from.
   */
  public static existing(name: string): ICredential {
    return new ExistingCredential(name);
  }

  /**
   * A certificate and key as texts in PEM. Byte order marks, any line breaks and text around the PEM blocks are taken; the Secret
   * gets the blocks alone.
   *
   * @throws if a text is damaged or of another kind, the key is not the certificate's, the chain is out of order, or a certificate
   * is not valid now. No error shows any part of the key.
   */
  public static fromPem(props: PemCredentialProps): ICredential {
    return material().PemCredential.ofTexts(props);
  }

  /**
   * A certificate and key in files, which are read at once.
   *
   * @throws if a file can't be read, and for whatever `fromPem` throws.
   */
  public static fromFiles(props: FileCredentialProps): ICredential {
    return material().PemCredential.ofFiles(props);
  }

  /**
   * A certificate and key in one file in PKCS#12 (`.p12`, `.pfx`), as Windows, browsers and Java export them, which is read at once. RC2 and
   * Triple DES are read as well as AES.
   *
   * @throws if the file can't be read, is damaged, has another password, or not exactly one private key and its certificate; and for whatever
   * `fromPem` throws. No error shows the password.
   */
  public static fromPkcs12(props: Pkcs12CredentialProps): ICredential {
    return material().PemCredential.ofPkcs12(props);
  }

  /**
   * A certificate that is made here and signed by itself, for development: clients have to be told to trust it. Key and certificate
   * are made once and kept in a folder on this machine, so that the next synth gives the same bytes; a machine without that folder
   * makes others.
   *
   * @throws if a name is no DNS name, or a duration is out of range; when bound, if the store refuses.
   */
  public static selfSigned(props: SelfSignedCredentialProps = {}): ICredential {
    const { SelfSignedCredential } =
      require('./private/self-signed-credential') as typeof import('./private/self-signed-credential');
    return new SelfSignedCredential(props);
  }

  /**
   * A certificate that a CA of this machine signs, for development: clients that trust the CA trust all that it signs. The Secret holds the CA's
   * certificate as well, so that it suits servers that ask for the certificates of clients. It is made once and kept in the CA's store, and
   * again when the CA is another one.
   *
   * @throws if a name is no DNS name or one that the CA may not sign for, or a duration is out of range; when bound, if the store refuses.
   */
  public static localCa(ca: LocalCa, props: LocalCaCredentialProps = {}): ICredential {
    const { LocalCaCredential } =
      require('./private/local-ca-credential') as typeof import('./private/local-ca-credential');
    return new LocalCaCredential(ca._authority as Authority, props);
  }

  /**
   * A Secret of this app; for one of cdk8s-plus that is `ApiObject.of(secret)`. It has to be filled before the credential is bound,
   * and to be in the namespace of the gateway's pods.
   *
   * @throws if the object is no Secret; when bound, if Istio can't read a credential from it, and for whatever `fromPem` throws.
   */
  public static fromSecret(secret: ApiObject): ICredential {
    const { SecretCredential } = require('./private/secret-credential') as typeof import('./private/secret-credential');
    return new SecretCredential(secret);
  }

  /**
   * A Secret that cert-manager fills and renews. A Certificate is made in the namespace of the gateway's pods, for the hosts of the
   * servers that use it; nothing secret is rendered. Until it is issued, TLS handshakes fail.
   *
   * @throws if a name is no DNS name or one that the issuer can't have proved, or a duration is out of range; when bound, if the names
   * do not cover a host.
   * @see https://istio.io/latest/docs/ops/integrations/certmanager/
   */
  public static certManager(props: CertManagerCredentialProps): ICredential {
    const { CertManagerCredential } =
      require('./private/cert-manager-credential') as typeof import('./private/cert-manager-credential');
    return new CertManagerCredential(props);
  }

  /**
   * A Secret that the External Secrets Operator fills from a secret manager, such as Vault, AWS Secrets Manager, Google Secret Manager or
   * Azure Key Vault. An ExternalSecret is made in the namespace of the gateway's pods; nothing secret is rendered. Until it is synced, TLS
   * handshakes fail.
   *
   * @throws if the name is none that Istio reads a credential from, or a DNS name is none; when bound, if the names do not cover a host, or a
   * client CA is missing.
   * @see https://external-secrets.io/latest/introduction/overview/
   */
  public static externalSecret(props: ExternalSecretCredentialProps): ICredential {
    const { ExternalSecretCredential } =
      require('./external-secrets/external-secret-credential') as typeof import('./external-secrets/external-secret-credential');
    return new ExternalSecretCredential(props);
  }

  /**
   * A credential that is sealed here for the Sealed Secrets controller of the cluster, which makes the Secret of it: nobody else can
   * read its key, so the manifests can go to Git. It is sealed offline, once; the next synth gives the same bytes, as long as the
   * store is there and neither the credential nor the controller's certificate changes.
   *
   * @param source the credential: by `fromFiles`, `fromPem`, `fromPkcs12`, `selfSigned` or `localCa`.
   * @throws if the key of the source is not known here, or the controller's certificate can't be read, is not valid now or has no RSA
   * key; when bound, for whatever the source throws, and if the store refuses.
   * @see https://github.com/bitnami-labs/sealed-secrets#overview
   */
  public static sealed(source: ICredential, props: SealedCredentialProps): ICredential {
    const { SealedCredential } = require('./private/sealed-credential') as typeof import('./private/sealed-credential');
    return new SealedCredential(source, props);
  }

  private constructor() {}
}

/** Loaded when used: an app with nothing but existing Secrets needs no cryptography. */
function material(): typeof import('./private/pem-credential') {
  return require('./private/pem-credential') as typeof import('./private/pem-credential');
}
