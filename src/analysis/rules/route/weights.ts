import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { FieldPath } from '../../../mesh/origin';
import { HttpRouteDestination, VirtualServiceSpec } from '../../../mesh/wire/networking';

/** The destinations that a route spreads its traffic over. */
export class WeightedList {
  constructor(
    public readonly object: MeshObject<VirtualServiceSpec>,
    public readonly destinations: readonly HttpRouteDestination[],
    private readonly routes: 'http' | 'tcp' | 'tls',
    private readonly index: number,
  ) {}

  public get path(): FieldPath {
    return ['spec', this.routes, this.index, 'route'];
  }
}

/** The destinations of all routes of a mesh, of whatever kind. */
export function weightedListsOf(mesh: Mesh): readonly WeightedList[] {
  return mesh.derive(readWeightedLists);
}

/** Those with several destinations. */
export function spreadListsOf(mesh: Mesh): readonly WeightedList[] {
  return mesh.derive(readSpreadLists);
}

function readWeightedLists(mesh: Mesh): WeightedList[] {
  const found: WeightedList[] = [];
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    for (const routes of ['http', 'tcp', 'tls'] as const) {
      object.spec[routes]?.forEach(({ route = [] }, index) =>
        found.push(new WeightedList(object, route, routes, index)),
      );
    }
  }
  return found;
}

function readSpreadLists(mesh: Mesh): WeightedList[] {
  return weightedListsOf(mesh).filter(({ destinations }) => destinations.length > 1);
}
