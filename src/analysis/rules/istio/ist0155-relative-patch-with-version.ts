import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { unorderedPatches } from './patch-operations';

/** Patches whose result depends on others, one of which is for some versions of proxies only. */
export const RELATIVE_PATCH_WITH_VERSION: Rule = {
  code: 'IST0155',
  name: 'EnvoyFilterUsesRelativeOperationWithProxyVersion',
  severity: Severity.WARNING,
  summary: 'An EnvoyFilter without a priority patches what another one patches for some versions of proxies only.',
  explanation:
    'What such a patch does depends on whether the other was applied, which differs from proxy to proxy while versions are mixed, as during an upgrade, and on the order in which the two were created.',
  fix: 'Set a `priority` on both, or use `INSERT_FIRST`, which depends on nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0155/',
  inputs: [ENVOY_FILTER],
  check: (mesh, report) => {
    for (const { object, operation, path, target } of unorderedPatches(mesh, true)) {
      report({
        object,
        path,
        message: `${object.title} has no priority, and its ${operation} of ${target === '' ? 'what it matches' : target} stands beside a patch for one version of proxies`,
      });
    }
  },
};
