import { SIDECAR } from '../../../mesh/kinds';
import { MESH_CONFIG } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Sidecars in the root namespace that are not for the whole mesh. */
export const ROOT_SIDECAR_WITH_SELECTOR: Rule = {
  code: 'CDI0411',
  name: 'RootSidecarWithSelector',
  severity: Severity.WARNING,
  summary: 'A Sidecar in the root namespace has a selector.',
  explanation:
    'A Sidecar without a selector in the root namespace is the default of the whole mesh. One with a selector is none: it is for the pods of the root namespace that it selects, and no other pod of the mesh takes it, whatever its labels.',
  fix: 'Leave out the `workloadSelector` to set the default of the mesh; or put the Sidecar into the namespace of the pods.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  inputs: [SIDECAR, ...MESH_CONFIG],
  check: (mesh, report) => {
    for (const object of mesh.all(SIDECAR)) {
      const { labels = {} } = object.spec.workloadSelector ?? {};
      if (!object.isAssumed && object.namespace === mesh.config.rootNamespace && Object.keys(labels).length > 0) {
        const message = `${object.title} has a selector, so it is for pods of the root namespace only and not for the mesh`;
        report({ object, path: ['spec', 'workloadSelector'], message });
      }
    }
  },
};
