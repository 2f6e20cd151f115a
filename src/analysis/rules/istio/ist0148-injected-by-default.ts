import { CONFIG_MAP, NAMESPACE } from '../../../mesh/kinds';
import { INJECTION } from '../../../mesh/semantics/injection';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { injectsByDefault, isSilent, userNamespaces } from './namespace-injection';

/** Namespaces whose pods get sidecars because Istio was installed so. */
export const INJECTED_BY_DEFAULT: Rule = {
  code: 'IST0148',
  name: 'NamespaceInjectionEnabledByDefault',
  severity: Severity.INFO,
  summary: 'A namespace does not say whether its pods get sidecars, and Istio gives them some.',
  explanation:
    "Istio's injector was installed with `enableNamespacesByDefault`: pods get a sidecar wherever a namespace does not refuse it. In another cluster, with another installation, the same manifests make pods without one.",
  fix: `Label the namespace \`${INJECTION}: enabled\` to have it everywhere, or \`${INJECTION}: disabled\` to have none.`,
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0148/',
  inputs: [CONFIG_MAP, NAMESPACE],
  check: (mesh, report) => {
    for (const object of injectsByDefault(mesh) ? userNamespaces(mesh).filter(isSilent) : []) {
      report({
        object,
        path: ['metadata', 'labels'],
        message: `${object.title} has no label that says whether its pods get sidecars, and the injector gives them some by default`,
      });
    }
  },
};
