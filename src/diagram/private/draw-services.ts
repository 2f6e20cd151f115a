import { backingWorkloadsOf } from '../../mesh/index/backing-workloads';
import { Cluster, ClusterClient, Endpoint } from '../../mesh/index/clusters';
import { Routing } from '../../mesh/index/routing';
import { RegisteredPort, RegisteredService } from '../../mesh/index/services';
import { Workload } from '../../mesh/index/workloads';
import { Mesh } from '../../mesh/mesh';
import { EdgeKind } from '../edge-kind';
import { NodeKind } from '../node-kind';
import { GraphBuilder, placeIn } from './graph-builder';
import { serviceId, subsetId, workloadId } from './ids';
import { labelText, someOf } from './route-text';

const NO_POLICY = { subsets: [], sources: [] };

/** Draws services with their subsets, and what runs behind them. */
export class ServiceDrawer {
  /** Subsets whose workloads are drawn, with the workloads. */
  private readonly bySubset = new Map<string, Set<string>>();

  constructor(
    private readonly mesh: Mesh,
    private readonly routing: Routing,
    private readonly builder: GraphBuilder,
  ) {}

  /** Draws what a cluster stands for; the id of the service's node, or of the subset's. */
  public drawCluster({ service, subset, endpoints, subsetSource }: Cluster): string {
    const card = this.drawService(service);
    if (subset === '') {
      this.drawEndpoints(card, endpoints);
      return card;
    }
    const row = subsetId(card, subset);
    this.drawSubset(card, subset, subsetSource?.spec.subsets?.find(({ name }) => name === subset)?.labels ?? {});
    this.drawEndpoints(row, endpoints);
    return row;
  }

  /** Draws a service, the subsets that it has for clients of its own namespace, and the workloads behind them. */
  public drawService(service: RegisteredService): string {
    const id = serviceId(service);
    const { source, hostname, namespace, external, registry, ports, endpoints, alias } = service;
    const isNew = this.builder.add(
      {
        id,
        kind: external ? NodeKind.EXTERNAL_SERVICE : NodeKind.SERVICE,
        title: registry === 'Kubernetes' ? source.name : hostname,
        namespace,
        hosts: [hostname],
        isAssumed: source.isAssumed,
        details: [
          ...(ports.length === 0 ? [] : [`port ${someOf(ports.map(portText), 4).join(', ')}`]),
          ...(alias === undefined ? [] : [`another name for ${alias}`]),
          ...someOf(endpoints.flatMap(({ address }) => address ?? [])),
        ],
      },
      placeIn(source),
    );
    if (isNew) {
      this.drawBehind(id, service);
    }
    return id;
  }

  private drawBehind(id: string, service: RegisteredService): void {
    const scope = this.routing.services(service.namespace);
    const client: ClusterClient = { namespace: service.namespace, labels: {}, service: (host) => scope.service(host) };
    const { subsets, sources } = this.routing.destinationRules.of(service, client) ?? NO_POLICY;
    sources.forEach((rule) => this.builder.addPlace(id, placeIn(rule)));
    for (const { subset, source } of subsets) {
      const index = (source.spec.subsets ?? []).findIndex(({ name }) => name === subset.name);
      this.drawSubset(id, subset.name, subset.labels ?? {});
      this.builder.addPlace(subsetId(id, subset.name), placeIn(source, `spec.subsets[${index}]`));
      for (const port of service.ports) {
        const { cluster } = this.routing.clusters.ofService(service, port, subset.name, client);
        this.drawEndpoints(subsetId(id, subset.name), cluster?.endpoints);
      }
    }
    const inSubsets = new Set(
      subsets.flatMap(({ subset }) => [...(this.bySubset.get(subsetId(id, subset.name)) ?? [])]),
    );
    const workloads = backingWorkloadsOf(this.mesh).of(service);
    for (const workload of workloads) {
      if (!inSubsets.has(workloadId(workload))) {
        this.builder.connect(id, this.drawWorkload(workload), EdgeKind.TRAFFIC);
      }
    }
    if (workloads.length === 0 && service.selector !== undefined && !this.mesh.isPartial && !service.source.isAssumed) {
      this.builder.setProblem(id, 'no workload is behind it');
    }
  }

  private drawSubset(card: string, subset: string, labels: { readonly [label: string]: string }): void {
    this.builder.add({
      id: subsetId(card, subset),
      kind: NodeKind.SUBSET,
      title: subset,
      parent: card,
      details: Object.keys(labels).length === 0 ? [] : [labelText(labels)],
      labels,
    });
  }

  private drawEndpoints(from: string, endpoints: readonly Endpoint[] | undefined): void {
    const drawn = this.bySubset.get(from) ?? new Set<string>();
    this.bySubset.set(from, drawn);
    for (const { workload } of endpoints ?? []) {
      if (workload !== undefined && !drawn.has(workloadId(workload))) {
        drawn.add(workloadId(workload));
        this.builder.connect(from, this.drawWorkload(workload), EdgeKind.TRAFFIC);
      }
    }
  }

  private drawWorkload(workload: Workload): string {
    const { source, namespace, name, labels } = workload;
    const id = workloadId(workload);
    const shown = Object.entries(labels).filter(([label]) => !label.startsWith('cdk8s.io/'));
    this.builder.add(
      {
        id,
        kind: NodeKind.WORKLOAD,
        title: name,
        namespace,
        labels,
        isAssumed: source.isAssumed,
        details: [source.kind, ...someOf(shown.map(([label, value]) => labelText({ [label]: value })).sort())],
      },
      placeIn(source),
    );
    return id;
  }
}

function portText({ number, protocol, name }: RegisteredPort): string {
  return [String(number), protocol ?? name].filter((each) => each !== '').join(' ');
}
