import { CONFIG_MAP, NAMESPACE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../../../mesh/semantics/injection';
import { at, textAt } from '../../../mesh/wire/json';

/** Kubernetes' own, which are no part of any mesh. */
export const KUBERNETES_NAMESPACES: ReadonlySet<string> = new Set([
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'local-path-storage',
]);
/** Those and Istio's, into which nobody wants sidecars. */
const SYSTEM: ReadonlySet<string> = new Set([...KUBERNETES_NAMESPACES, 'istio-system']);
const INJECTOR = 'istio-sidecar-injector';

/** The namespaces of users. */
export function userNamespaces(mesh: Mesh): readonly MeshObject[] {
  return mesh.all(NAMESPACE).filter(({ name, isAssumed }) => !isAssumed && !SYSTEM.has(name));
}

/** Whether a namespace says neither whether its pods get sidecars nor that it goes without. */
export function isSilent({ labels }: MeshObject): boolean {
  return (labels[INJECTION] ?? '') === '' && !Object.hasOwn(labels, REVISION) && labels[DATAPLANE_MODE] !== 'ambient';
}

/** Whether pods of namespaces that do not say get a sidecar, by the settings of Istio's injector. */
export function injectsByDefault(mesh: Mesh): boolean {
  return mesh
    .all(CONFIG_MAP)
    .filter(({ name }) => name === INJECTOR)
    .some(({ manifest }) => isOnByDefault(textAt(manifest, 'data', 'values') ?? ''));
}

function isOnByDefault(values: string): boolean {
  try {
    return at(JSON.parse(values), 'sidecarInjectorWebhook', 'enableNamespacesByDefault') === true;
  } catch {
    return false;
  }
}
