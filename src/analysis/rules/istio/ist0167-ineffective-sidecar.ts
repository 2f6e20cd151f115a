import { NAMESPACE, SIDECAR } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { SidecarSpec } from '../../../mesh/wire/networking';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isAmbientNamespace, isAmbientPod } from './ambient-mode';
import { podsSelectedIn } from './selected-pods';

/** Sidecars for pods that have none. */
export const INEFFECTIVE_SIDECAR: Rule = {
  code: 'IST0167',
  name: 'IneffectivePolicy',
  severity: Severity.WARNING,
  summary: 'A Sidecar is for pods in ambient mode, which have no sidecar.',
  explanation:
    'In ambient mode the node forwards what pods send, and waypoints apply the routes. Neither reads Sidecars: the hosts that it leaves out are reached all the same, and its listeners are opened nowhere.',
  fix: 'Remove the Sidecar; let AuthorizationPolicies say who may reach what.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0167/',
  inputs: [NAMESPACE, SIDECAR, ...WORKLOADS],
  check: (mesh, report) => {
    for (const object of mesh.all(SIDECAR)) {
      const reason = reasonAgainst(mesh, object);
      if (!object.isAssumed && reason !== undefined) {
        report({ object, message: `${object.title} has no effect: ${reason}` });
      }
    }
  },
};

function reasonAgainst(mesh: Mesh, { spec, namespace }: MeshObject<SidecarSpec>): string | undefined {
  const labels = spec.workloadSelector?.labels ?? {};
  if (Object.keys(labels).length === 0) {
    return isAmbientNamespace(mesh, namespace) ? `namespace ${namespace} is in ambient mode` : undefined;
  }
  const pod = podsSelectedIn(mesh, namespace, labels)
    .filter(isAmbientPod)
    .map(({ source }) => source.title)
    .sort()[0] as string | undefined;
  return pod && `${pod}, which it selects, is in ambient mode`;
}
