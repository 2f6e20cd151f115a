import { Construct } from 'constructs';
import { IssuerObject } from './issuer-object';
import { IssuerProps } from './issuer-props';

/**
 * An issuer of cert-manager for Certificates of its own namespace. For a gateway that is the namespace of the gateway's pods.
 *
 * @see https://cert-manager.io/docs/concepts/issuer/
 */
export class Issuer extends IssuerObject {
  /** @throws for whatever cdk8s throws: a scope outside of a chart, or an id that is taken. */
  public constructor(scope: Construct, id: string, props: IssuerProps) {
    super(scope, id, 'Issuer', props);
  }

  /**
   * The only namespace that it signs for.
   *
   * @default - the namespace that the manifest is applied to.
   */
  public get issuerNamespace(): string | undefined {
    return this.metadata.namespace;
  }
}
