import { REFERENCE_GRANT } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { listAt, textAt } from '../../../mesh/wire/json';

/** What a reference leads to. */
export interface Target {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

/** Whether an object may refer to something: to what is in its own namespace, and to what a ReferenceGrant beside that allows. */
export function isGranted(mesh: Mesh, from: MeshObject, { kind, namespace, name }: Target): boolean {
  return (
    from.namespace === namespace ||
    mesh
      .all(REFERENCE_GRANT)
      .some(
        (grant) =>
          grant.namespace === namespace &&
          listAt(grant.spec, 'from').some(
            (each) =>
              textAt(each, 'group') === from.group &&
              textAt(each, 'kind') === from.kind &&
              textAt(each, 'namespace') === from.namespace,
          ) &&
          listAt(grant.spec, 'to').some(
            (each) =>
              (textAt(each, 'group') ?? '') === kind.group &&
              textAt(each, 'kind') === kind.kind &&
              [name, ''].includes(textAt(each, 'name') ?? ''),
          ),
      )
  );
}
