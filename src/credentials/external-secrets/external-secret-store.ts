import { checkObjectName } from '../../kernel/kube-name';

/**
 * Where the External Secrets Operator looks things up: the object that says which secret manager that is, and how to log in to it.
 *
 * @see https://external-secrets.io/latest/introduction/overview/#secretstore
 */
export class ExternalSecretStore {
  /**
   * A ClusterSecretStore of the cluster.
   *
   * @throws if the name is not one Kubernetes takes.
   * @see https://external-secrets.io/latest/api/clustersecretstore/
   */
  public static clusterSecretStore(name: string): ExternalSecretStore {
    return new ExternalSecretStore('ClusterSecretStore', name);
  }

  /**
   * A SecretStore in the namespace of the gateway's pods, where the ExternalSecret is made.
   *
   * @throws if the name is not one Kubernetes takes.
   * @see https://external-secrets.io/latest/api/secretstore/
   */
  public static secretStore(name: string): ExternalSecretStore {
    return new ExternalSecretStore('SecretStore', name);
  }

  private constructor(
    private readonly kind: string,
    private readonly name: string,
  ) {
    checkObjectName(name, `the name of the ${kind}`, 'ExternalSecretStore');
  }

  /** @internal */
  public _render(): { readonly [field: string]: string } {
    return { kind: this.kind, name: this.name };
  }
}
