import { NAMESPACE, WORKLOAD_KINDS } from '../kinds';
import { Mesh } from '../mesh';
import { INJECTION, injectionWish, proxyContainers, REVISION } from '../semantics/injection';
import { at } from '../wire/json';
import { Workload } from './workloads';

/** Whether the pods of a workload get a sidecar: by their containers, else by their own label or annotation, else by the labels of their namespace. */
export function hasSidecar(mesh: Mesh, { namespace, labels, annotations, source, type }: Workload): boolean {
  if (type !== 'pods') {
    return false;
  }
  const template =
    WORKLOAD_KINDS.find(({ group, kind }) => group === source.group && kind === source.kind)?.template ?? [];
  if (proxyContainers(at(source.manifest, ...template, 'spec')).length > 0) {
    return true;
  }
  const wish = injectionWish(labels, annotations);
  if (wish !== undefined) {
    return wish === 'true';
  }
  const own = mesh.get(NAMESPACE, '', namespace)?.labels ?? {};
  return own[INJECTION] === undefined ? (labels[REVISION] ?? own[REVISION] ?? '') !== '' : own[INJECTION] === 'enabled';
}
