import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { Workload } from '../../../mesh/index/workloads';
import { Mesh } from '../../../mesh/mesh';
import { TextMap } from '../../../mesh/wire/json';

/** The pods of all namespaces that a selector selects; an empty one selects all. */
export function podsSelectedBy(mesh: Mesh, selector: TextMap): readonly Workload[] {
  return mesh.derive(gatewayPodsOf).pods(selector);
}

/** The pods of one namespace that a selector selects. */
export function podsSelectedIn(mesh: Mesh, namespace: string, selector: TextMap): readonly Workload[] {
  return mesh.workloads.selected(namespace, selector).filter(({ type }) => type === 'pods');
}

/** Whether the pods of a namespace can be told: an app may leave them to others altogether. */
export function knowsPodsIn(mesh: Mesh, namespace: string): boolean {
  return !mesh.isPartial || mesh.workloads.inNamespace(namespace).some(({ source }) => !source.isAssumed);
}
