import { CertificateStore } from './certificate-store';
import { SealingScope } from './sealing-scope';

/** How a credential is sealed. */
export interface SealedCredentialProps {
  /**
   * The certificate in PEM of the Sealed Secrets controller, which is not secret: `kubeseal --fetch-cert` prints it. Only that
   * controller can unseal what is sealed for it.
   */
  readonly controllerCertificate: string;

  /**
   * To which Secret it can be unsealed.
   *
   * @default SealingScope.STRICT
   */
  readonly scope?: SealingScope;

  /**
   * Where sealed texts are kept from one synth to the next, because sealing the same thing again gives another text. They are
   * worthless without the controller.
   *
   * @default - the folder in the environment variable `CDK8S_ISTIO_CERTIFICATES`, or else `.cdk8s-istio/certificates` in the
   * working directory.
   */
  readonly store?: CertificateStore;
}
