import { REFERENCE_GRANT, SERVICE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isGranted } from './reference-grants';
import { backendsOf, isKind, ROUTES } from './routes';

/** Routes of the Gateway API to a Service that they may not refer to. */
export const UNGRANTED_BACKEND: Rule = {
  code: 'CDI0603',
  name: 'UngrantedRouteBackend',
  severity: Severity.ERROR,
  summary: 'A route of the Gateway API leads to a Service in another namespace, which does not allow it.',
  explanation:
    'A Service is open to the routes of its own namespace. For a route of another one istiod wants a ReferenceGrant beside the Service; without it the route has `ResolvedRefs: False` with the reason `RefNotPermitted`, and the share of requests that goes there is answered with status 500.',
  fix: 'Add a ReferenceGrant to the namespace of the Service, `from` the kind and namespace of the route, `to` the kind `Service`; or keep the route beside the Service.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  inputs: [REFERENCE_GRANT, SERVICE, ...ROUTES],
  check: (mesh, report) => {
    for (const { object, path, kind, namespace, name } of backendsOf(mesh)) {
      const service = isKind(kind, SERVICE) ? mesh.get(SERVICE, namespace, name) : undefined;
      // Of a namespace that others keep the grants are not known.
      if (service !== undefined && !service.isAssumed && !isGranted(mesh, object, { kind, namespace, name })) {
        report({
          object,
          path: [...path, 'namespace'],
          message: `${object.title} leads to ${service.title}, and no ReferenceGrant in ${namespace} allows that`,
          related: [{ object: service }],
        });
      }
    }
  },
};
