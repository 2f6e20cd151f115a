import { SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { listAt, numberAt, textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { backendsOf, isKind, RouteReference, ROUTES } from './routes';

/** Routes of the Gateway API to what is not there. */
export const UNKNOWN_BACKEND: Rule = {
  code: 'CDI0602',
  name: 'UnknownRouteBackend',
  severity: Severity.ERROR,
  summary: 'A route of the Gateway API leads to a Service, or a port of one, that is not there.',
  explanation:
    'istiod sets `ResolvedRefs: False` with the reason `BackendNotFound` on the route, and answers the share of requests that goes to such a backend with status 500.',
  fix: 'Correct the name, the `namespace` or the `port` of the reference, or add the Service to the manifests.',
  docs: 'https://gateway-api.sigs.k8s.io/reference/spec/#backendref',
  inputs: [SERVICE, ...ROUTES],
  undecidable: (mesh) => (mesh.all(SERVICE).length === 0 ? 'there are no Services among the manifests' : undefined),
  check: (mesh, report) => {
    for (const backend of backendsOf(mesh).filter(({ kind }) => isKind(kind, SERVICE))) {
      const fault = faultOf(mesh, backend);
      if (fault !== undefined) {
        report({ object: backend.object, path: backend.path, message: `${backend.object.title} leads to ${fault}` });
      }
    }
  },
};

function faultOf(mesh: Mesh, { namespace, name, port }: RouteReference): string | undefined {
  const service = mesh.get(SERVICE, namespace, name);
  if (service === undefined) {
    return `Service ${namespace}/${name}, which is not there`;
  }
  const ports = listAt(service.spec, 'ports').map((each) => numberAt(each, 'port'));
  return service.isAssumed ||
    textAt(service.spec, 'type') === 'ExternalName' ||
    port === undefined ||
    ports.includes(port)
    ? undefined
    : `port ${port} of ${service.title}, which has ${ports.length === 0 ? 'none' : ports.join(', ')}`;
}
