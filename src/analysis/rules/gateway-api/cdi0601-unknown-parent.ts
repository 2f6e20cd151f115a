import { KUBERNETES_GATEWAY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { listAt, textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isKind, parentsOf, RouteReference, ROUTES } from './routes';

/** Routes of the Gateway API that are attached to nothing. */
export const UNKNOWN_PARENT: Rule = {
  code: 'CDI0601',
  name: 'UnknownRouteParent',
  severity: Severity.ERROR,
  summary: 'A route of the Gateway API is attached to a Gateway, or a listener of one, that is not there.',
  explanation:
    'A route is part of the listeners that its `parentRefs` name, in its own namespace unless they name another. Where there is none the route has no effect, and its status stays empty, because nobody feels responsible for it.',
  fix: 'Correct the name, the `namespace` or the `sectionName` of the reference. What is in the cluster already can be given to the analysis too.',
  docs: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  inputs: [KUBERNETES_GATEWAY, ...ROUTES],
  check: (mesh, report) => {
    for (const parent of parentsOf(mesh).filter(({ kind }) => isKind(kind, KUBERNETES_GATEWAY))) {
      const fault = faultOf(mesh, parent);
      if (fault !== undefined) {
        report({ object: parent.object, path: parent.path, message: `${parent.object.title} is attached to ${fault}` });
      }
    }
  },
};

function faultOf(mesh: Mesh, { namespace, name, sectionName }: RouteReference): string | undefined {
  const gateway = mesh.get(KUBERNETES_GATEWAY, namespace, name);
  if (gateway === undefined) {
    const elsewhere = mesh
      .all(KUBERNETES_GATEWAY)
      .filter((each) => each.name === name)
      .map((each) => each.namespace)
      .sort(byText);
    // An app may leave a Gateway to others; one of the same name elsewhere says that it does not.
    return mesh.isPartial && elsewhere.length === 0
      ? undefined
      : `Gateway ${namespace}/${name}, which is not there${elsewhere.length === 0 ? '' : `; there is one in ${elsewhere.join(', ')}`}`;
  }
  const listeners = listAt(gateway.spec, 'listeners').map((listener) => textAt(listener, 'name') ?? '');
  return gateway.isAssumed || sectionName === undefined || listeners.includes(sectionName)
    ? undefined
    : `listener ${sectionName} of ${gateway.title}, which has ${listeners.length === 0 ? 'none' : listeners.join(', ')}`;
}
