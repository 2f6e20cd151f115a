import { Mesh } from '../../../mesh/mesh';
import { Workload } from '../../../mesh/index/workloads';
import { DATAPLANE_MODE, injectionWish, proxyContainers } from '../../../mesh/semantics/injection';
import { TextMap } from '../../../mesh/wire/json';
import { isAmbientNamespace } from '../istio/ambient-mode';

const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';

/** Whether the pods of a workload are in ambient mode: by their own label, else by that of their namespace. */
export function isAmbientWorkload(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const own = labels[DATAPLANE_MODE] as string | undefined;
  return own === undefined ? isAmbientNamespace(mesh, namespace) : own === 'ambient';
}

/** Whether pods have a proxy of their own, or ask for one. */
export function hasOwnProxy(workload: Workload): boolean {
  const { labels, annotations } = workload;
  return injectionWish(labels, annotations) === 'true' || proxyContainers(workload.podSpec).length > 0;
}

/** The waypoint that labels ask for; undefined where they ask for none. */
export function waypointOf(labels: TextMap, namespace: string): { namespace: string; name: string } | undefined {
  const name = labels[USE_WAYPOINT] ?? '';
  return name === '' || name === 'none' ? undefined : { namespace: labels[WAYPOINT_NAMESPACE] ?? namespace, name };
}
