import { NAMESPACE, WORKLOAD_KINDS } from '../kinds';
import { Mesh } from '../mesh';
import { listAt, textAt } from '../wire/json';
import { Workload } from './workloads';

const INJECT = 'sidecar.istio.io/inject';
const INJECTION = 'istio-injection';
const REVISION = 'istio.io/rev';
const PROXY = 'istio-proxy';

/** Whether the pods of a workload get a sidecar: by their containers, else by their own label or annotation, else by the labels of their namespace. */
export function hasSidecar(mesh: Mesh, { namespace, labels, annotations, source, type }: Workload): boolean {
  if (type !== 'pods') {
    return false;
  }
  const template =
    WORKLOAD_KINDS.find(({ group, kind }) => group === source.group && kind === source.kind)?.template ?? [];
  if (listAt(source.manifest, ...template, 'spec', 'containers').some((each) => textAt(each, 'name') === PROXY)) {
    return true;
  }
  const wish = labels[INJECT] ?? annotations[INJECT];
  if (wish !== undefined) {
    return wish === 'true';
  }
  const own = mesh.get(NAMESPACE, '', namespace)?.labels ?? {};
  return own[INJECTION] === undefined ? (labels[REVISION] ?? own[REVISION] ?? '') !== '' : own[INJECTION] === 'enabled';
}
