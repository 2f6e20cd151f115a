import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { IIstioResource } from '../../kernel/istio-resource';
import { checkLabelName } from '../../kernel/kube-name';

/** An object that something else puts into the cluster; without a namespace of its own it is in the chart's. */
export class ImportedResource extends Construct implements IIstioResource {
  public readonly namespace?: string;

  constructor(
    scope: Construct,
    id: string,
    kind: string,
    public readonly name: string,
    namespace: string | undefined,
    checkName: (name: string, field: string, at: string) => string,
  ) {
    super(scope, id);
    checkName(name, `the name of a ${kind}`, this.node.path);
    if (namespace !== undefined) {
      checkLabelName(namespace, `the namespace of a ${kind}`, this.node.path);
    }
    this.namespace = namespace ?? Chart.of(this).namespace;
  }
}
