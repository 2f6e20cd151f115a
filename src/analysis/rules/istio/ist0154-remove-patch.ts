import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isEffective, patchOperations } from './patch-operations';

/** Patches by REMOVE that are not carried out. */
export const REMOVE_PATCH: Rule = {
  code: 'IST0154',
  name: 'EnvoyFilterUsesRemoveOperationIncorrectly',
  severity: Severity.ERROR,
  summary: 'An EnvoyFilter removes routes where nothing can be removed.',
  explanation:
    '`REMOVE` is not carried out for `ROUTE_CONFIGURATION` and `HTTP_ROUTE`: the patch is passed over in silence, and the routes stay.',
  fix: 'Remove the `VIRTUAL_HOST`, or change the VirtualService that the route is from.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0154/',
  inputs: [ENVOY_FILTER],
  check: (mesh, report) => {
    for (const patch of patchOperations(mesh).filter((each) => each.operation === 'REMOVE' && !isEffective(each))) {
      const { object, path, applyTo } = patch;
      report({
        object,
        path,
        message: `${object.title}: REMOVE is not carried out for ${applyTo === '' ? 'a patch without applyTo' : applyTo}`,
      });
    }
  },
};
