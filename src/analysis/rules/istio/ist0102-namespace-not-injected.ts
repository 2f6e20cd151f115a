import { CONFIG_MAP, NAMESPACE } from '../../../mesh/kinds';
import { INJECTION } from '../../../mesh/semantics/injection';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { injectsByDefault, isSilent, userNamespaces } from './namespace-injection';

/** Namespaces that do not say whether they belong to the mesh. */
export const NAMESPACE_NOT_INJECTED: Rule = {
  code: 'IST0102',
  name: 'NamespaceNotInjected',
  severity: Severity.INFO,
  summary: 'A namespace does not say whether its pods get sidecars, so they get none.',
  explanation:
    'Pods in it take no part in the mesh: no mutual TLS, no routes for what they send, no policies, unless a pod asks for a sidecar itself. Often the label was only forgotten.',
  fix: `Label the namespace \`${INJECTION}: enabled\`, or \`istio.io/rev\` with a revision; \`${INJECTION}: disabled\` says that it is meant as it is, and \`istio.io/dataplane-mode: ambient\` has it go without sidecars.`,
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0102/',
  inputs: [CONFIG_MAP, NAMESPACE],
  check: (mesh, report) => {
    for (const object of injectsByDefault(mesh) ? [] : userNamespaces(mesh).filter(isSilent)) {
      report({
        object,
        path: ['metadata', 'labels'],
        message: `${object.title} has no label that says whether its pods get sidecars, so they get none`,
      });
    }
  },
};
