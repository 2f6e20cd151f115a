import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { IssuerObject } from './issuer-object';
import { IssuerProps } from './issuer-props';

/**
 * An issuer of cert-manager for Certificates of all namespaces. Secrets that it needs lie in the namespace that cert-manager runs in.
 *
 * @see https://cert-manager.io/docs/concepts/issuer/
 * @see https://cert-manager.io/docs/configuration/#cluster-resource-namespace
 */
export class ClusterIssuer extends IssuerObject {
  /** @throws if the metadata has a namespace. */
  public constructor(scope: Construct, id: string, props: IssuerProps) {
    if (props.metadata?.namespace !== undefined) {
      throw misuse({
        at: `${scope.node.path}/${id}`,
        rule: 'a ClusterIssuer is in no namespace',
        received: props.metadata.namespace,
        fix: 'leave `metadata.namespace` out, or make an Issuer',
      });
    }
    super(scope, id, 'ClusterIssuer', props);
    if (this.metadata.namespace !== undefined) {
      // cdk8s writes the chart's into every object.
      this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }
}
