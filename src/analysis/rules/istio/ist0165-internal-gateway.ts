import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { internalReferencesOf } from './gateway-references';

/** VirtualServices that are attached to Gateways which istiod makes for itself. */
export const INTERNAL_GATEWAY: Rule = {
  code: 'IST0165',
  name: 'ReferencedInternalGateway',
  severity: Severity.WARNING,
  summary: "A VirtualService refers to a Gateway that is istiod's own.",
  explanation:
    'Of each Gateway of the Gateway API istiod makes one of its own, which no API server knows. That a VirtualService can be attached to it is chance: its name may be another in the next version.',
  fix: 'Refer to the Gateway of the Gateway API by its own name, or attach an HTTPRoute to it.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, reference, path } of internalReferencesOf(mesh)) {
      report({
        object,
        path,
        message: `${object.title} refers to gateway ${reference}, which istiod makes for itself`,
      });
    }
  },
};
