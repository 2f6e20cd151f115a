import { NAMESPACE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { INJECTION, injectionWish, PROXY_CONTAINER } from '../../../mesh/semantics/injection';
import { listAt, TextMap, textAt } from '../../../mesh/wire/json';

/** Pods, or what they are made from. */
interface PodTemplate {
  readonly namespace: string;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  readonly containers: readonly unknown[];
}

/** Whether pods have a sidecar: by their containers, else their label, else their annotation, else the label of their namespace. */
export function isInMesh(mesh: Mesh, { namespace, labels, annotations, containers }: PodTemplate): boolean {
  if (
    containers.some(
      (container) => textAt(container, 'name') === PROXY_CONTAINER && (textAt(container, 'image') ?? '') !== '',
    )
  ) {
    return true;
  }
  const wish = injectionWish(labels, annotations);
  return wish === undefined ? mesh.get(NAMESPACE, '', namespace)?.labels[INJECTION] === 'enabled' : wish === 'true';
}

/** Whether an object is a part of Istio itself, by its labels. */
export function isControlPlane(labels: TextMap): boolean {
  return 'istio' in labels || labels.release === 'istio';
}

/** The containers of a pod's spec that are the user's own. */
export function ownContainers(podSpec: unknown): readonly unknown[] {
  return listAt(podSpec, 'containers').filter((container) => textAt(container, 'name') !== PROXY_CONTAINER);
}
