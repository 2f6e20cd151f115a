import { Mesh } from '../../../mesh/mesh';
import { Workload } from '../../../mesh/index/workloads';
import { listAt, TextMap, textAt } from '../../../mesh/wire/json';
import { isAmbientNamespace } from '../istio/ambient-mode';
import { podSpecOf } from '../istio/pod-spec';

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const PROXY = 'istio-proxy';
const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';

/** Whether the pods of a workload are in ambient mode: by their own label, else by that of their namespace. */
export function isAmbientWorkload(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const own = labels[MODE] as string | undefined;
  return own === undefined ? isAmbientNamespace(mesh, namespace) : own === 'ambient';
}

/** Whether pods have a proxy of their own, or ask for one. */
export function hasOwnProxy(workload: Workload): boolean {
  const spec = podSpecOf(workload);
  const containers = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')];
  const wish = (workload.labels[INJECT] ?? workload.annotations[INJECT]) as string | undefined;
  return wish === 'true' || containers.some((container) => textAt(container, 'name') === PROXY);
}

/** The waypoint that labels ask for; undefined where they ask for none. */
export function waypointOf(labels: TextMap, namespace: string): { namespace: string; name: string } | undefined {
  const name = labels[USE_WAYPOINT] ?? '';
  return name === '' || name === 'none' ? undefined : { namespace: labels[WAYPOINT_NAMESPACE] ?? namespace, name };
}
