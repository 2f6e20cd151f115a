import { textOfSelector } from '../../../mesh/index/gateway-pods';
import { AUTHORIZATION_POLICY, NAMESPACE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { listAt, TextMap } from '../../../mesh/wire/json';
import { MESH_CONFIG, WORKLOADS, withoutWorkloads } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { Workload } from '../../../mesh/index/workloads';
import { isInMesh } from './injection';
import { knowsPodsIn } from './selected-pods';

/** AuthorizationPolicies that are for no pod of the mesh. */
export const POLICY_WITHOUT_WORKLOADS: Rule = {
  code: 'IST0127',
  name: 'NoMatchingWorkloadsFound',
  severity: Severity.WARNING,
  summary: 'An AuthorizationPolicy applies to no pod with a sidecar.',
  explanation:
    'A policy is enforced by the proxies of the pods that it selects. One that selects no pod, or only pods without a proxy, protects nothing: requests that it was to deny get through.',
  fix: 'Correct the selector or the namespace, or have the pods take part in the mesh.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0127/',
  inputs: [AUTHORIZATION_POLICY, NAMESPACE, ...WORKLOADS, ...MESH_CONFIG],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const partOf = new Map<Workload, boolean>();
    const isPart = (pod: Workload): boolean => {
      const known = partOf.get(pod) ?? takesPart(mesh, pod);
      partOf.set(pod, known);
      return known;
    };
    for (const object of mesh.all(AUTHORIZATION_POLICY)) {
      const selector: TextMap | undefined = object.spec.selector && (object.spec.selector.matchLabels ?? {});
      const isMeshWide = object.namespace === mesh.config.rootNamespace;
      const isKnown = isMeshWide || knowsPodsIn(mesh, object.namespace);
      if (
        !isKnown ||
        (isMeshWide && selector === undefined) ||
        (isMeshWide
          ? mesh.workloads.selectedAnywhere(selector ?? {})
          : mesh.workloads.selected(object.namespace, selector ?? {})
        ).some(isPart)
      ) {
        continue;
      }
      const where = isMeshWide ? 'the mesh' : `namespace ${object.namespace}`;
      const which = selector === undefined ? 'pod' : `pod with ${textOfSelector(selector)}`;
      report({
        object,
        path: selector === undefined ? ['metadata', 'namespace'] : ['spec', 'selector'],
        message: `${object.title} is for no ${which} that has a sidecar in ${where}`,
      });
    }
  },
};

function takesPart(mesh: Mesh, pod: Workload): boolean {
  const { namespace, labels, annotations } = pod;
  const spec = pod.podSpec;
  const containers = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')];
  return (
    pod.source.isAssumed ||
    // Whether a machine has a proxy, its object does not say.
    pod.type !== 'pods' ||
    annotations['ambient.istio.io/redirection'] === 'enabled' ||
    isInMesh(mesh, { namespace, labels, annotations, containers })
  );
}
