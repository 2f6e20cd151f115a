import { checkObjectName } from '../../kernel/kube-name';
import { checkText, renderSecretKey } from './private/checks';
import { SecretKeySelector } from './secret-key-selector';

/** How cert-manager logs in to AWS. */
export class AwsCredentials {
  /**
   * By an access key, whose id is no secret.
   *
   * @throws if the id is empty, or the secret is no reference to one.
   */
  public static accessKey(accessKeyId: string, secretAccessKey: SecretKeySelector): AwsCredentials {
    return new AwsCredentials({
      accessKeyID: checkText(accessKeyId, 'the id of an access key'),
      secretAccessKeySecretRef: renderSecretKey(secretAccessKey, 'secretAccessKey'),
    });
  }

  /**
   * By an access key, whose id is in a Secret as well.
   *
   * @throws if one of the two is no reference to a value in a Secret.
   */
  public static accessKeyInSecret(accessKeyId: SecretKeySelector, secretAccessKey: SecretKeySelector): AwsCredentials {
    return new AwsCredentials({
      accessKeyIDSecretRef: renderSecretKey(accessKeyId, 'accessKeyId'),
      secretAccessKeySecretRef: renderSecretKey(secretAccessKey, 'secretAccessKey'),
    });
  }

  /**
   * By a token of a ServiceAccount, for which AWS gives a role. cert-manager has to be allowed to make such tokens.
   *
   * @param audiences what the token is for; `sts.amazonaws.com` where nothing is said.
   * @throws if the name is not one Kubernetes takes.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/#referenced-service-account
   */
  public static serviceAccount(name: string, audiences?: string[]): AwsCredentials {
    const checked = checkObjectName(name, 'the name of a ServiceAccount', 'AwsCredentials.serviceAccount');
    const serviceAccountRef = { name: checked, audiences: audiences && [...audiences] };
    return new AwsCredentials({ auth: { kubernetes: { serviceAccountRef } } });
  }

  private constructor(private readonly fields: { readonly [field: string]: unknown }) {}

  /** @internal */
  public _render(): { readonly [field: string]: unknown } {
    return this.fields;
  }
}
