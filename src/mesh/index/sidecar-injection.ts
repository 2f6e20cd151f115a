import { NAMESPACE } from '../kinds';
import { Mesh } from '../mesh';
import { INJECTION, injectionWish, proxyContainers, REVISION } from '../semantics/injection';
import { Workload } from './workloads';

/**
 * Whether the pods of a workload get a sidecar: by their containers, else by their own label or annotation, else by the labels of their
 * namespace. Undefined where those would tell, and the Namespace is not among the manifests.
 */
export function hasSidecar(
  mesh: Mesh,
  { namespace, labels, annotations, podSpec, type }: Workload,
): boolean | undefined {
  if (type !== 'pods') {
    return false;
  }
  if (proxyContainers(podSpec).length > 0) {
    return true;
  }
  const wish = injectionWish(labels, annotations);
  if (wish !== undefined) {
    return wish === 'true';
  }
  const own = mesh.get(NAMESPACE, '', namespace)?.labels;
  if (own?.[INJECTION] !== undefined) {
    return own[INJECTION] === 'enabled';
  }
  const revision = labels[REVISION] ?? own?.[REVISION];
  return own === undefined && revision === undefined ? undefined : (revision ?? '') !== '';
}
