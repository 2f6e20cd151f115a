import { misuse } from '../../kernel/errors';
import { checkObjectName } from '../../kernel/kube-name';
import { checkSecretName, checkText, checkVaultPath, renderSecretKey } from './private/checks';
import { SecretKeySelector } from './secret-key-selector';

/** A role of Vault for applications. */
export interface VaultAppRoleProps {
  /** Its id. */
  readonly roleId: string;

  /** The id of its secret. */
  readonly secretId: SecretKeySelector;

  /**
   * Where the way to log in is mounted.
   *
   * @default 'approle'
   */
  readonly path?: string;
}

/** A role of Vault for ServiceAccounts of Kubernetes. */
export interface VaultKubernetesProps {
  /** Its name. */
  readonly role: string;

  /**
   * The ServiceAccount, in the namespace of the Issuer; for a ClusterIssuer in that of cert-manager. cert-manager has to be allowed to make
   * tokens for it.
   */
  readonly serviceAccount: string;

  /**
   * What the tokens are for, besides `vault://<namespace>/<issuer>`.
   *
   * @default - nothing else.
   */
  readonly audiences?: string[];

  /**
   * Where the way to log in is mounted, with `/v1/auth/` before it.
   *
   * @default '/v1/auth/kubernetes'
   */
  readonly mountPath?: string;
}

/** A client certificate that Vault knows. */
export interface VaultClientCertificateProps {
  /** The Secret of type `kubernetes.io/tls` that it is in. */
  readonly secretName: string;

  /**
   * The role of Vault that is asked for.
   *
   * @default - whichever suits the certificate.
   */
  readonly role?: string;

  /**
   * Where the way to log in is mounted, with `/v1/auth/` before it.
   *
   * @default '/v1/auth/cert'
   */
  readonly mountPath?: string;
}

/** A role of Vault for identities of AWS. */
export interface VaultAwsProps {
  /** Its name. */
  readonly role: string;

  /**
   * The AWS region that the request is signed for.
   *
   * @default - the one in the environment of cert-manager's pods, or else `us-east-1`.
   */
  readonly region?: string;

  /**
   * The ServiceAccount that stands for the identity, by IAM roles for service accounts; it goes with `iamRoleArn`.
   *
   * @default - the identity of cert-manager's pods.
   */
  readonly serviceAccount?: string;

  /**
   * The ARN of the role in IAM that the ServiceAccount takes; it goes with `serviceAccount`.
   *
   * @default - the identity of cert-manager's pods.
   */
  readonly iamRoleArn?: string;

  /**
   * The value of the header `X-Vault-AWS-IAM-Server-ID`, where Vault asks for it.
   *
   * @default - the header is not sent.
   */
  readonly serverIdHeader?: string;

  /**
   * Where the way to log in is mounted, with `/v1/auth/` before it.
   *
   * @default '/v1/auth/aws'
   */
  readonly mountPath?: string;
}

/**
 * How cert-manager logs in to Vault.
 *
 * @see https://cert-manager.io/docs/configuration/vault/#vault-authentication
 */
export class VaultAuth {
  /**
   * By a token, which somebody else has to renew.
   *
   * @throws if the token is no reference to a value in a Secret.
   */
  public static token(token: SecretKeySelector): VaultAuth {
    return new VaultAuth({ tokenSecretRef: renderSecretKey(token, 'token') });
  }

  /**
   * By an AppRole.
   *
   * @throws if the id of the role is empty, that of its secret no reference to a value in a Secret, or the path leads upwards.
   */
  public static appRole(props: VaultAppRoleProps): VaultAuth {
    return new VaultAuth({
      appRole: {
        roleId: checkText(props.roleId, 'roleId'),
        secretRef: renderSecretKey(props.secretId, 'secretId'),
        path: checkVaultPath(props.path ?? 'approle', 'the path of AppRole'),
      },
    });
  }

  /**
   * By a token of a ServiceAccount, made for the purpose each time.
   *
   * @throws if the role is empty, the ServiceAccount has no name that Kubernetes takes, or the path leads upwards.
   */
  public static kubernetes(props: VaultKubernetesProps): VaultAuth {
    const at = 'VaultAuth.kubernetes';
    const name = checkObjectName(props.serviceAccount, 'the name of a ServiceAccount', at);
    return new VaultAuth({
      kubernetes: {
        role: checkText(props.role, 'the role of Vault'),
        serviceAccountRef: { name, audiences: props.audiences && [...props.audiences] },
        mountPath: checkMount(props.mountPath),
      },
    });
  }

  /**
   * By a client certificate.
   *
   * @throws if the Secret has no name that Kubernetes takes, or the path leads upwards.
   */
  public static clientCertificate(props: VaultClientCertificateProps): VaultAuth {
    return new VaultAuth({
      clientCertificate: {
        secretName: checkSecretName(props.secretName, 'secretName'),
        name: props.role,
        mountPath: checkMount(props.mountPath),
      },
    });
  }

  /**
   * By an identity of AWS, since cert-manager 1.21.
   *
   * @throws if the role is empty, the ServiceAccount has no name that Kubernetes takes or comes without `iamRoleArn`, or the path leads upwards.
   */
  public static aws(props: VaultAwsProps): VaultAuth {
    const at = 'VaultAuth.aws';
    const { serviceAccount, iamRoleArn } = props;
    if ((serviceAccount === undefined) !== (iamRoleArn === undefined)) {
      throw misuse({
        at,
        rule: 'a ServiceAccount and the role that it takes in IAM go together',
        received: serviceAccount === undefined ? 'iamRoleArn alone' : 'serviceAccount alone',
        fix: 'give both, or neither for the identity of the pods of cert-manager',
      });
    }
    return new VaultAuth({
      aws: {
        role: checkText(props.role, 'the role of Vault'),
        region: props.region,
        serviceAccountRef:
          serviceAccount === undefined
            ? undefined
            : { name: checkObjectName(serviceAccount, 'the name of a ServiceAccount', at) },
        iamRoleArn,
        vaultHeaderValue: props.serverIdHeader,
        mountPath: checkMount(props.mountPath),
      },
    });
  }

  private constructor(private readonly fields: { readonly [way: string]: unknown }) {}

  /** @internal */
  public _render(): { readonly [way: string]: unknown } {
    return this.fields;
  }
}

function checkMount(path: string | undefined): string | undefined {
  return path === undefined ? undefined : checkVaultPath(path, 'mountPath');
}
