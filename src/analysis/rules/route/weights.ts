import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { FieldPath } from '../../../mesh/origin';
import { HttpRouteDestination, VirtualServiceSpec } from '../../../mesh/wire/networking';

/** The destinations that a route spreads its traffic over. */
export interface WeightedList {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly destinations: readonly HttpRouteDestination[];
  readonly path: FieldPath;
}

/** The destinations of all routes of a mesh, of whatever kind. */
export function weightedListsOf(mesh: Mesh): readonly WeightedList[] {
  return mesh.derive(readWeightedLists);
}

function readWeightedLists(mesh: Mesh): WeightedList[] {
  return mesh.all(VIRTUAL_SERVICE).flatMap((object) =>
    (['http', 'tcp', 'tls'] as const).flatMap((routes) =>
      (object.spec[routes] ?? []).map(({ route = [] }, index) => ({
        object,
        destinations: route,
        path: ['spec', routes, index, 'route'],
      })),
    ),
  );
}
