import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { HttpRoute, VirtualServiceSpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { httpRoutesWith } from './http-routes';

/** A route that leaves the rest to another VirtualService. */
export interface Delegation {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly route: HttpRoute;
  readonly path: FieldPath;
  readonly delegate: { readonly namespace: string; readonly name: string };
  /** That VirtualService; undefined where there is none. */
  readonly target: MeshObject<VirtualServiceSpec> | undefined;
}

/** All delegations of a mesh, in the order of the names of their roots. */
export function delegationsOf(mesh: Mesh): readonly Delegation[] {
  return mesh.derive(readDelegations);
}

function readDelegations(mesh: Mesh): Delegation[] {
  return httpRoutesWith(mesh, 'delegate')
    .filter(({ object }) => (object.spec.hosts ?? []).length > 0)
    .sort((a, b) => byText(a.object.key, b.object.key))
    .flatMap(({ object, route, path }) => {
      const { delegate } = route;
      if (delegate === undefined) {
        return [];
      }
      const namespace = (delegate.namespace ?? '') === '' ? object.namespace : (delegate.namespace ?? '');
      const name = delegate.name ?? '';
      const target = mesh.get(VIRTUAL_SERVICE, namespace, name);
      return [{ object, route, path: [...path, 'delegate'], delegate: { namespace, name }, target }];
    });
}
