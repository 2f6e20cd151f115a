import { MeshGraph } from '../diagram/mesh-graph';
import { NodeKind } from '../diagram/node-kind';
import { Workload } from '../mesh/index/workloads';
import { Mesh } from '../mesh/mesh';
import { selects } from '../mesh/semantics/selector';
import { TextMap } from '../mesh/wire/json';
import { Client } from '../simulation/client';

/** Somebody who can send a request. */
export interface ClientChoice {
  /** As people read it. */
  readonly title: string;
  /** As the command line writes it. */
  readonly text: string;
  readonly client: Client;
}

const MOST_PODS = 1000;

/** Who can send a request from outside: by each gateway. */
export function outsideOf(graph: MeshGraph): readonly ClientChoice[] {
  return graph.nodes
    .filter(({ kind }) => kind === NodeKind.GATEWAY)
    .map(({ title, namespace, labels }) => ({
      title: `${title} in ${namespace}`,
      text: `gateway:${placeOf(namespace, labels)}`,
      client: Client.outside(labels, namespace),
    }));
}

/** Who can send a request from inside: all that runs, whether a service leads to it or not, and others of its namespaces. */
export function podsOf(graph: MeshGraph, mesh: Mesh): readonly ClientChoice[] {
  const gateways = graph.nodes.filter(({ kind }) => kind === NodeKind.GATEWAY);
  const isGateway = ({ namespace, labels }: Workload): boolean =>
    gateways.some((gateway) => gateway.namespace === namespace && selects(gateway.labels, labels));
  const pods = mesh.workloads.all.filter((each) => !isGateway(each)).slice(0, MOST_PODS);
  const namespaces = new Set([...graph.nodes, ...pods].map(({ namespace }) => namespace).filter((each) => each !== ''));
  return [
    ...pods.map(({ name, namespace, labels, serviceAccount }) => ({
      title: `${name} in ${namespace}`,
      text: placeOf(namespace, labels),
      // Policies go by the account.
      client: Client.pod(namespace, labels, serviceAccount === '' ? undefined : serviceAccount),
    })),
    ...[...namespaces]
      .sort()
      .map((each) => ({ title: `any other in ${each}`, text: placeOf(each, {}), client: Client.pod(each) })),
  ];
}

function placeOf(namespace: string, labels: TextMap): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return [namespace, ...(pairs.length === 0 ? [] : [pairs.sort().join(',')])].join('/');
}
