import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { unorderedPatches } from './patch-operations';

/** Patches whose result depends on others, without an order among them. */
export const RELATIVE_PATCH: Rule = {
  code: 'IST0151',
  name: 'EnvoyFilterUsesRelativeOperation',
  severity: Severity.WARNING,
  summary: 'An EnvoyFilter without a priority removes, replaces or inserts beside something.',
  explanation:
    'What such a patch does depends on what is there when it is applied. Without a priority, EnvoyFilters are applied in the order in which they were created, so another cluster, or another order, may give another result, or none.',
  fix: 'Set a `priority`, or use `INSERT_FIRST`, which depends on nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0151/',
  inputs: [ENVOY_FILTER],
  check: (mesh, report) => {
    for (const { object, operation, path, target } of unorderedPatches(mesh, false)) {
      const what = target === '' ? '' : ` of ${target}`;
      report({
        object,
        path,
        message: `${object.title} has no priority, and the result of its ${operation}${what} depends on what was patched before`,
      });
    }
  },
};
