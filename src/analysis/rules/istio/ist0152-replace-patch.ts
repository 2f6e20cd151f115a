import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isEffective, patchOperations } from './patch-operations';

/** Patches by REPLACE that are not carried out. */
export const REPLACE_PATCH: Rule = {
  code: 'IST0152',
  name: 'EnvoyFilterUsesReplaceOperationIncorrectly',
  severity: Severity.ERROR,
  summary: 'An EnvoyFilter replaces something that can not be replaced.',
  explanation:
    '`REPLACE` is carried out for filters (`HTTP_FILTER`, `NETWORK_FILTER`) and virtual hosts. Elsewhere the patch is passed over in silence, so that Envoy runs without what it was to bring.',
  fix: 'Use `MERGE`, or remove and add.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0152/',
  inputs: [ENVOY_FILTER],
  check: (mesh, report) => {
    for (const patch of patchOperations(mesh).filter((each) => each.operation === 'REPLACE' && !isEffective(each))) {
      const { object, path, applyTo } = patch;
      report({
        object,
        path,
        message: `${object.title}: REPLACE is not carried out for ${applyTo === '' ? 'a patch without applyTo' : applyTo}`,
      });
    }
  },
};
