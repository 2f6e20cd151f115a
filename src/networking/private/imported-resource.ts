import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Assumption, ASSUMES, IAssuming } from '../../kernel/assumption';
import { IIstioResource } from '../../kernel/istio-resource';
import { checkLabelName } from '../../kernel/kube-name';

/** An object that something else puts into the cluster; without a namespace of its own it is in the chart's. */
export class ImportedResource extends Construct implements IIstioResource, IAssuming {
  public readonly namespace?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly kind: string,
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

  public [ASSUMES](): Assumption {
    const { kind, name, namespace } = this;
    return { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec: this.assumedSpec() };
  }

  /** What is known of its spec. */
  protected assumedSpec(): object {
    return {};
  }
}
