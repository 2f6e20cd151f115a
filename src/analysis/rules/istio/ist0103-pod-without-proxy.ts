import { NAMESPACE, POD } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { DATAPLANE_MODE, INJECTION, injectionWish, proxyContainers } from '../../../mesh/semantics/injection';
import { at, textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { userNamespaces } from './namespace-injection';

/** Pods that a cluster has made without the sidecar that they should have. */
export const POD_WITHOUT_PROXY: Rule = {
  code: 'IST0103',
  name: 'PodMissingProxy',
  severity: Severity.WARNING,
  summary: 'A pod of a cluster has no sidecar, though its namespace asks for it.',
  explanation:
    'The sidecar is added when a pod is created. A pod that is older than the label of its namespace, or that was created while the injector did not answer, goes without: it takes no part in mutual TLS, and no policy protects it.',
  fix: 'Restart what makes the pod: `kubectl rollout restart`. A pod that needs no sidecar says so by the label `sidecar.istio.io/inject: "false"`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0103/',
  inputs: [NAMESPACE, POD],
  undecidable: (mesh) =>
    mesh.all(POD).some(({ created }) => created !== undefined)
      ? undefined
      : 'there are no pods of a cluster among the manifests, and those that are yet to be made get their sidecar then',
  check: (mesh, report) => {
    const injected = injectedNamespaces(mesh);
    for (const object of mesh.all(POD)) {
      const { created, namespace, labels, annotations, spec } = object;
      const wish = injectionWish(labels, annotations) ?? '';
      const [proxy] = proxyContainers(spec);
      if (
        created !== undefined &&
        injected.has(namespace) &&
        wish.toLowerCase() !== 'false' &&
        at(spec, 'hostNetwork') !== true &&
        (textAt(proxy, 'image') ?? '') === ''
      ) {
        report({
          object,
          path: ['spec', 'containers'],
          message: `${object.title} has no sidecar, though its namespace asks for it`,
        });
      }
    }
  },
};

function injectedNamespaces(mesh: Mesh): ReadonlySet<string> {
  return new Set(
    userNamespaces(mesh)
      .filter(({ labels }) => labels[INJECTION] === 'enabled' && labels[DATAPLANE_MODE] !== 'ambient')
      .map(({ name }) => name),
  );
}
