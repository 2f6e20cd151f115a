import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isEffective, patchOperations } from './patch-operations';

/** Patches by ADD that are not carried out. */
export const ADD_PATCH: Rule = {
  code: 'IST0153',
  name: 'EnvoyFilterUsesAddOperationIncorrectly',
  severity: Severity.ERROR,
  summary: 'An EnvoyFilter adds to routes where nothing can be added.',
  explanation:
    '`ADD` is not carried out for `ROUTE_CONFIGURATION` and `HTTP_ROUTE`: the patch is passed over in silence, and the routes stay as they are.',
  fix: 'Add a `VIRTUAL_HOST`, insert the route with `INSERT_FIRST`, or use a VirtualService.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0153/',
  inputs: [ENVOY_FILTER],
  check: (mesh, report) => {
    for (const patch of patchOperations(mesh).filter((each) => each.operation === 'ADD' && !isEffective(each))) {
      const { object, path, applyTo } = patch;
      report({
        object,
        path,
        message: `${object.title}: ADD is not carried out for ${applyTo === '' ? 'a patch without applyTo' : applyTo}`,
      });
    }
  },
};
