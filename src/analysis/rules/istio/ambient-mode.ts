import { Workload } from '../../../mesh/index/workloads';
import { NAMESPACE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../../../mesh/semantics/injection';

const REDIRECTION = 'ambient.istio.io/redirection';

/** Whether the pods of a namespace have no sidecars, but the ambient mode. */
export function isAmbientNamespace(mesh: Mesh, namespace: string): boolean {
  const labels = mesh.get(NAMESPACE, '', namespace)?.labels ?? {};
  const isInjected = labels[INJECTION] === 'enabled' || (labels[REVISION] ?? '') !== '';
  return !isInjected && labels[DATAPLANE_MODE] === 'ambient';
}

/** Whether a pod was taken into the ambient mode. */
export function isAmbientPod({ annotations }: Workload): boolean {
  return annotations[REDIRECTION] === 'enabled';
}
