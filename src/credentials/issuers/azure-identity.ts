import { checkText, renderSecretKey } from './private/checks';
import { SecretKeySelector } from './secret-key-selector';

/** An application that Azure knows, with a password. */
export interface ServicePrincipalProps {
  /** The id of the application. */
  readonly clientId: string;

  /** The id of its tenant. */
  readonly tenantId: string;

  /** Its password. */
  readonly clientSecret: SecretKeySelector;
}

/**
 * How cert-manager logs in to Azure.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/azuredns/
 */
export class AzureIdentity {
  /**
   * By a managed identity, or a workload identity where the environment of cert-manager's pods has the token of one.
   *
   * @param clientId the id of the identity.
   * @param tenantId the id of its tenant; that of the pods' environment where nothing is said.
   * @throws if an id is empty.
   */
  public static managed(clientId: string, tenantId?: string): AzureIdentity {
    const managedIdentity = {
      clientID: checkText(clientId, 'the id of a managed identity'),
      tenantID: tenantId === undefined ? undefined : checkText(tenantId, 'the id of a tenant'),
    };
    return new AzureIdentity({ managedIdentity });
  }

  /**
   * By a managed identity, named by its id among the resources of Azure.
   *
   * @throws if the id is empty.
   */
  public static managedResource(resourceId: string): AzureIdentity {
    return new AzureIdentity({ managedIdentity: { resourceID: checkText(resourceId, 'the id of a resource') } });
  }

  /**
   * By a service principal and its password.
   *
   * @throws if an id is empty, or the password is no reference to a value in a Secret.
   */
  public static servicePrincipal(props: ServicePrincipalProps): AzureIdentity {
    return new AzureIdentity({
      clientID: checkText(props.clientId, 'clientId'),
      tenantID: checkText(props.tenantId, 'tenantId'),
      clientSecretSecretRef: renderSecretKey(props.clientSecret, 'clientSecret'),
    });
  }

  private constructor(private readonly fields: { readonly [field: string]: unknown }) {}

  /** @internal */
  public _render(): { readonly [field: string]: unknown } {
    return this.fields;
  }
}
