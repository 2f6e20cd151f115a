import { checkLabelName } from '../kernel/kube-name';
import { PolicyTarget } from '../kernel/policy-target';

/** Where the workloads of a scope are. */
export interface WorkloadsScopeOptions {
  /**
   * The namespace of the workloads.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;
}

/** Whose servers take mutual TLS only. */
export class MtlsScope {
  /** All workloads of the mesh, by a policy in its root namespace. A namespace or workload with a policy of its own follows that one. */
  public static mesh(): MtlsScope {
    return new MtlsScope('mesh');
  }

  /**
   * All workloads of a namespace; the chart's, if none is named.
   *
   * @throws if the name is malformed.
   */
  public static namespace(namespace?: string): MtlsScope {
    return new MtlsScope('namespace', checked(namespace));
  }

  /**
   * The pods with all of these labels.
   *
   * @throws if there are no labels, pods can't have one of them, or the namespace is malformed.
   */
  public static workloads(labels: { [label: string]: string }, options: WorkloadsScopeOptions = {}): MtlsScope {
    return new MtlsScope('workloads', checked(options.namespace), PolicyTarget.workloads(labels));
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'mesh' | 'namespace' | 'workloads',
    /** The namespace, where one is named. @internal */
    public readonly _namespace?: string,
    /** @internal */
    public readonly _target?: PolicyTarget,
  ) {}
}

function checked(namespace: string | undefined): string | undefined {
  return namespace === undefined ? undefined : checkLabelName(namespace, 'the namespace of a scope');
}
