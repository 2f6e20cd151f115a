import { KUBERNETES_GATEWAY, NAMESPACE, SERVICE, SERVICE_ENTRY, WORKLOAD_KINDS } from '../../../mesh/kinds';
import { Workload } from '../../../mesh/index/workloads';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { TextMap } from '../../../mesh/wire/json';
import { WORKLOADS } from '../../inputs';
import { Report, Rule } from '../../rule';
import { Severity } from '../../severity';
import { waypointOf } from './ambient-namespaces';

/** Waypoints that are asked for and are not there. */
export const UNKNOWN_WAYPOINT: Rule = {
  code: 'CDI0703',
  name: 'UnknownWaypoint',
  severity: Severity.ERROR,
  summary: 'A label asks for a waypoint that is not there.',
  explanation:
    'The label `istio.io/use-waypoint` names a Gateway in the same namespace, or in that of `istio.io/use-waypoint-namespace`. Where there is none, traffic goes on without a waypoint: no route is applied, and no policy for HTTP protects the service, without any error.',
  fix: 'Correct the name, or add the waypoint: `istioctl waypoint generate`. What is in the cluster already can be given to the analysis too.',
  docs: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  inputs: [KUBERNETES_GATEWAY, NAMESPACE, SERVICE, SERVICE_ENTRY, ...WORKLOADS],
  undecidable: (mesh) =>
    mesh.isPartial && mesh.all(KUBERNETES_GATEWAY).length === 0
      ? 'there are no waypoints in this part of a cluster'
      : undefined,
  check: (mesh, report) => {
    mesh.all(NAMESPACE).forEach((object) => check(mesh, report, object, object.labels, object.name, []));
    for (const object of [...mesh.all(SERVICE), ...mesh.all(SERVICE_ENTRY)]) {
      check(mesh, report, object, object.labels, object.namespace, []);
    }
    for (const workload of mesh.workloads.all) {
      const { source, labels, namespace } = workload;
      if (waypointOf(labels, namespace) !== undefined) {
        check(mesh, report, source, labels, namespace, templateOf(workload));
      }
    }
  },
};

/** Where the pods of a workload stand in its object. */
function templateOf({ source }: Workload): FieldPath {
  return WORKLOAD_KINDS.find(({ group, kind }) => group === source.group && kind === source.kind)?.template ?? [];
}

function check(
  mesh: Mesh,
  report: Report,
  object: MeshObject,
  labels: TextMap,
  own: string,
  template: FieldPath,
): void {
  const waypoint = waypointOf(labels, own);
  if (!object.isAssumed && waypoint && !mesh.get(KUBERNETES_GATEWAY, waypoint.namespace, waypoint.name)) {
    report({
      object,
      path: [...template, 'metadata', 'labels', 'istio.io/use-waypoint'],
      message: `${object.title} uses waypoint ${waypoint.namespace}/${waypoint.name}, which is not there`,
    });
  }
}
