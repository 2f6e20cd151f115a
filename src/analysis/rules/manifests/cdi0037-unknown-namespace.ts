import { DESTINATION_RULE, NAMESPACE, REFERENCE_GRANT, SERVICE_ENTRY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { listAt, textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Names that stand for no single namespace. */
const OTHERS = ['*', '.', '~'];

/** Namespaces that something is open to and that are not there. */
export const UNKNOWN_NAMESPACE: Rule = {
  code: 'CDI0037',
  name: 'UnknownNamespace',
  severity: Severity.WARNING,
  summary: 'Something is exported, or granted, to a namespace that is not there.',
  explanation:
    'Neither Kubernetes nor Istio looks whether a namespace in `exportTo` or in a ReferenceGrant exists. With a typing error in it, nobody is meant: the namespace that should see the object does not, and its requests go unrouted, without any error.',
  fix: 'Correct the name, or add the Namespace to the manifests. What is in the cluster already can be given to the analysis too.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  inputs: [DESTINATION_RULE, NAMESPACE, REFERENCE_GRANT, SERVICE_ENTRY, VIRTUAL_SERVICE],
  undecidable: (mesh) =>
    mesh.isPartial
      ? 'a part of a cluster does not tell of all namespaces'
      : mesh.all(NAMESPACE).length === 0
        ? 'there are no Namespaces among the manifests'
        : undefined,
  check: (mesh, report) => {
    const check = (object: MeshObject, name: unknown, path: FieldPath, what: string): void => {
      if (typeof name === 'string' && !OTHERS.includes(name) && mesh.get(NAMESPACE, '', name) === undefined) {
        report({ object, path, message: `${object.title} is ${what} to namespace ${name}, which is not there` });
      }
    };
    for (const object of [DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE].flatMap((kind) =>
      mesh.all<unknown>(kind),
    )) {
      listAt(object.spec, 'exportTo').forEach((name, index) =>
        check(object, name, ['spec', 'exportTo', index], 'exported'),
      );
    }
    for (const object of mesh.all(REFERENCE_GRANT)) {
      listAt(object.spec, 'from').forEach((from, index) =>
        check(object, textAt(from, 'namespace'), ['spec', 'from', index, 'namespace'], 'a grant'),
      );
    }
  },
};
