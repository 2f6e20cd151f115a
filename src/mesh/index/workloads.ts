import { Kind, MeshObject } from '../mesh-object';
import { addTo } from '../lists';
import { WORKLOAD_ENTRY, WORKLOAD_GROUP, WORKLOAD_KINDS } from '../kinds';
import { WorkloadGroupSpec } from '../wire/networking';
import { at, listAt, numberAt, TextMap, textAt, textsAt } from '../wire/json';
import { LabelIndex } from './label-index';

/** A port that a container opens. */
export interface ContainerPort {
  readonly name?: string;
  readonly number: number;
}

/** Something that runs: the pods of one object, or a machine outside of Kubernetes. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  readonly serviceAccount: string;
  /** The ports that its containers name. */
  readonly ports: readonly ContainerPort[];
  /** The spec of its pods; of a machine that of its object. */
  readonly podSpec: unknown;
  /** Pods of Kubernetes, a WorkloadEntry, or machines that a WorkloadGroup lets in. */
  readonly type: 'pods' | 'machine' | 'machines';
  /** The object that it comes from. */
  readonly source: MeshObject;
}

/** Gives the objects of a kind. */
type ObjectsOf = <Spec>(kind: Kind<Spec>) => readonly MeshObject<Spec>[];

const NONE: readonly Workload[] = Object.freeze([]);

/** Everything that runs, by namespace and labels. */
export class Workloads {
  public readonly all: readonly Workload[];
  private readonly byNamespace: ReadonlyMap<string, LabelIndex<Workload>>;
  private anywhere: LabelIndex<Workload> | undefined;

  constructor(all: ObjectsOf) {
    this.all = [
      ...WORKLOAD_KINDS.flatMap((kind) => all(kind).map((source) => new Pods(source, kind.template))),
      ...all(WORKLOAD_ENTRY).map((source) => {
        const { labels, serviceAccount } = source.spec;
        return machine(source, { ...labels, ...source.labels }, serviceAccount, 'machine');
      }),
      ...all(WORKLOAD_GROUP).map((source) => {
        // An object that is only referred to, or was not admitted, may have no template.
        const { metadata, template = {} } = source.spec as Partial<WorkloadGroupSpec>;
        return machine(source, { ...template.labels, ...metadata?.labels }, template.serviceAccount, 'machines');
      }),
    ];
    const byNamespace = new Map<string, Workload[]>();
    this.all.forEach((workload) => addTo(byNamespace, workload.namespace, workload));
    this.byNamespace = new Map([...byNamespace].map(([namespace, each]) => [namespace, new LabelIndex(each)]));
  }

  /** The workloads of a namespace. */
  public inNamespace(namespace: string): readonly Workload[] {
    return this.byNamespace.get(namespace)?.all ?? NONE;
  }

  /** The workloads of a namespace that carry all labels of a selector. */
  public selected(namespace: string, selector: TextMap): readonly Workload[] {
    return this.byNamespace.get(namespace)?.selected(selector) ?? NONE;
  }

  /** The workloads of all namespaces that carry all labels of a selector, in the order in which their namespaces first occur. */
  public selectedAnywhere(selector: TextMap): readonly Workload[] {
    this.anywhere ??= new LabelIndex([...this.byNamespace.values()].flatMap(({ all }) => all));
    return this.anywhere.selected(selector);
  }
}

/** The pods of an object. */
class Pods implements Workload {
  public readonly namespace: string;
  public readonly name: string;
  public readonly labels: TextMap;
  public readonly annotations: TextMap;
  public readonly podSpec: unknown;
  public readonly type = 'pods';

  constructor(
    public readonly source: MeshObject,
    template: readonly string[],
  ) {
    this.namespace = source.namespace;
    this.name = source.name;
    const pod = at(source.manifest, ...template);
    const metadata = at(pod, 'metadata');
    this.labels = textsAt(metadata, 'labels');
    this.annotations = textsAt(metadata, 'annotations');
    this.podSpec = at(pod, 'spec');
  }

  public get serviceAccount(): string {
    return textAt(this.podSpec, 'serviceAccountName') ?? 'default';
  }

  public get ports(): readonly ContainerPort[] {
    const containers = [...listAt(this.podSpec, 'containers'), ...listAt(this.podSpec, 'initContainers')];
    return containers.flatMap((container) =>
      listAt(container, 'ports').map((port) => ({
        name: textAt(port, 'name'),
        number: numberAt(port, 'containerPort') ?? 0,
      })),
    );
  }
}

function machine(
  source: MeshObject,
  labels: TextMap,
  serviceAccount: string | undefined,
  type: Workload['type'],
): Workload {
  const { namespace, name, annotations, spec } = source;
  return {
    namespace,
    name,
    labels,
    annotations,
    serviceAccount: serviceAccount ?? '',
    ports: [],
    podSpec: spec,
    type,
    source,
  };
}
