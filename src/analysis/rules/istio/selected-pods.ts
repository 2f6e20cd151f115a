import { textOfSelector } from '../../../mesh/index/gateway-pods';
import { Workload } from '../../../mesh/index/workloads';
import { Mesh } from '../../../mesh/mesh';
import { TextMap } from '../../../mesh/wire/json';

/** The pods of all namespaces that a selector selects; an empty one selects all. Many Gateways have the same selector. */
export function podsSelectedBy(mesh: Mesh, selector: TextMap): readonly Workload[] {
  const known = mesh.derive(podsBySelector);
  const text = textOfSelector(selector);
  let pods = known.get(text);
  if (pods === undefined) {
    const found = text === '' ? mesh.workloads.all : mesh.workloads.selectedAnywhere(selector);
    pods = found.filter(({ type }) => type === 'pods');
    known.set(text, pods);
  }
  return pods;
}

function podsBySelector(): Map<string, readonly Workload[]> {
  return new Map();
}

/** The pods of one namespace that a selector selects. */
export function podsSelectedIn(mesh: Mesh, namespace: string, selector: TextMap): readonly Workload[] {
  return mesh.workloads.selected(namespace, selector).filter(({ type }) => type === 'pods');
}

/** Whether the pods of a namespace can be told: an app may leave them to others altogether. */
export function knowsPodsIn(mesh: Mesh, namespace: string): boolean {
  return !mesh.isPartial || mesh.workloads.inNamespace(namespace).some(({ source }) => !source.isAssumed);
}
