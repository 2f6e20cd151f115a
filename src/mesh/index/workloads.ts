import { Kind, MeshObject } from '../mesh-object';
import { addTo } from '../lists';
import { WORKLOAD_ENTRY, WORKLOAD_GROUP, WORKLOAD_KINDS } from '../kinds';
import { WorkloadGroupSpec } from '../wire/networking';
import { selects } from '../semantics/selector';
import { at, listAt, numberAt, TextMap, textAt, textsAt } from '../wire/json';

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
  private readonly byLabel = new Map<string, Workload[]>();
  private readonly byLabelAnywhere = new Map<string, Workload[]>();
  private readonly byNamespace = new Map<string, Workload[]>();
  private ranks: ReadonlyMap<string, number> | undefined;

  constructor(all: ObjectsOf) {
    this.all = [
      ...WORKLOAD_KINDS.flatMap((kind) => all(kind).map((source) => ofPods(source, kind.template))),
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
    for (const workload of this.all) {
      addTo(this.byNamespace, workload.namespace, workload);
      for (const key in workload.labels) {
        const label = `${key}=${workload.labels[key]}`;
        addTo(this.byLabel, `${workload.namespace}/${label}`, workload);
        addTo(this.byLabelAnywhere, label, workload);
      }
    }
  }

  /** The workloads of a namespace. */
  public inNamespace(namespace: string): readonly Workload[] {
    return this.byNamespace.get(namespace) ?? NONE;
  }

  /** The workloads of a namespace that carry all labels of a selector. */
  public selected(namespace: string, selector: TextMap): readonly Workload[] {
    return carrying(selector, this.inNamespace(namespace), (label) => this.byLabel.get(`${namespace}/${label}`));
  }

  /** The workloads of all namespaces that carry all labels of a selector. */
  public selectedAnywhere(selector: TextMap): readonly Workload[] {
    const found = carrying(selector, this.all, (label) => this.byLabelAnywhere.get(label));
    return found.length < 2 ? found : this.byNamespaces(found);
  }

  /** In the order in which their namespaces first occur. */
  private byNamespaces(workloads: readonly Workload[]): readonly Workload[] {
    this.ranks ??= new Map([...this.byNamespace.keys()].map((namespace, rank) => [namespace, rank]));
    const ranks = this.ranks;
    const rankOf = ({ namespace }: Workload): number => ranks.get(namespace) ?? 0;
    return [...workloads].sort((a, b) => rankOf(a) - rankOf(b));
  }
}

/** The workloads that carry all labels of a selector: the rarest label leaves the fewest to look at. */
function carrying(
  selector: TextMap,
  all: readonly Workload[],
  carriersOf: (label: string) => readonly Workload[] | undefined,
): readonly Workload[] {
  let candidates = all;
  for (const key in selector) {
    const carriers = carriersOf(`${key}=${selector[key]}`) ?? NONE;
    candidates = carriers.length < candidates.length ? carriers : candidates;
  }
  return candidates.filter(({ labels }) => selects(selector, labels));
}

function ofPods(source: MeshObject, template: readonly string[]): Workload {
  const { manifest, namespace, name } = source;
  const podSpec = at(manifest, ...template, 'spec');
  const metadata = at(manifest, ...template, 'metadata');
  const containers = [...listAt(podSpec, 'containers'), ...listAt(podSpec, 'initContainers')];
  return {
    namespace,
    name,
    labels: textsAt(metadata, 'labels'),
    annotations: textsAt(metadata, 'annotations'),
    serviceAccount: textAt(podSpec, 'serviceAccountName') ?? 'default',
    ports: containers.flatMap((container) =>
      listAt(container, 'ports').map((port) => ({
        name: textAt(port, 'name'),
        number: numberAt(port, 'containerPort') ?? 0,
      })),
    ),
    podSpec,
    type: 'pods',
    source,
  };
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
