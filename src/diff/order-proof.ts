import { Mesh } from '../mesh/mesh';
import { ManifestPlace, placeOf } from '../mesh/manifest-place';
import { MeshObject } from '../mesh/mesh-object';
import { byText } from '../kernel/text-order';
import { isJsonObject } from '../mesh/wire/json';
import { involvedObjects } from './involved-objects';
import { MeshDiff } from './mesh-diff';
import { groupsOf } from './order/groups';
import { claimantsOf } from './order/kinds-with-order';
import { Swap, swapsOf } from './order/swaps';
import { TrafficChange } from './traffic-change';

/** Two objects of which the older one decides what becomes of some requests. */
export interface OrderDependence {
  /** The objects, in the order of their names. */
  readonly objects: ManifestPlace[];
  /** What changes where the other one is the older. */
  readonly change: TrafficChange;
}

/**
 * Whether requests fare the same in whatever order the objects of a mesh are created. Istio treats objects by age where they claim the same: after
 * a restore, in another cluster, or in a pipeline that applies files in another order, the same manifests then route otherwise. Objects that
 * claim something in common are made older and younger than each other in turn, and the outcomes of requests compared.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services
 */
export class OrderProof {
  /** Tries the orders that can matter in a mesh. */
  public static of(mesh: Mesh): OrderProof {
    const found = new Map<string, OrderDependence>();
    let orders = 0;
    for (const claimants of claimantsOf(mesh)) {
      const swaps = groupsOf(claimants).map((group) => swapsOf([...group].sort((a, b) => byText(a.key, b.key))));
      const rounds = Math.max(0, ...swaps.map(({ length }) => length));
      // Groups have nothing to do with each other, so that all of them are tried at once.
      for (let round = 0; round < rounds; round += 1) {
        const tried = swaps.flatMap((each) => (round < each.length ? [each[round]] : []));
        orders += tried.length;
        for (const change of MeshDiff.between(inOrder(mesh, tried, 'before'), inOrder(mesh, tried, 'after')).changes) {
          const objects = decidingIn(change, tried);
          const key = objects.map((object) => object.key).join(' ');
          if (objects.length > 0 && !found.has(key)) {
            found.set(key, { objects: objects.map((object) => placeOf(object)), change });
          }
        }
      }
    }
    return new OrderProof(
      [...found.keys()].sort(byText).flatMap((key) => found.get(key) ?? []),
      orders,
    );
  }

  /** Objects whose order matters. */
  public readonly dependences: OrderDependence[];
  /** How many orders were compared with another one. */
  public readonly orders: number;

  private constructor(dependences: OrderDependence[], orders: number) {
    this.dependences = dependences;
    this.orders = orders;
  }

  /** Whether no order was found that matters. */
  public get holds(): boolean {
    return this.dependences.length === 0;
  }
}

/** The mesh with the objects of some groups created in these orders, a second apart. */
function inOrder(mesh: Mesh, swaps: readonly Swap<MeshObject>[], side: keyof Swap<MeshObject>): Mesh {
  return mesh.replacing(swaps.flatMap((swap) => swap[side].map((object, index) => createdAt(object, index))));
}

function createdAt(object: MeshObject, second: number): MeshObject {
  const { manifest, origin, namespace, isAssumed } = object;
  const metadata = isJsonObject(manifest.metadata) ? manifest.metadata : {};
  const creationTimestamp = new Date(second * 1000).toISOString();
  return new MeshObject({ ...manifest, metadata: { ...metadata, creationTimestamp } }, origin, namespace, isAssumed);
}

/** The two objects of a group that decide: the only two that changed places; of many, those that decide before and after. */
function decidingIn({ before, after }: TrafficChange, swaps: readonly Swap<MeshObject>[]): readonly MeshObject[] {
  const [was, is] = [before, after].map((trace) => new Set([...involvedObjects(trace)].map(({ key }) => key)));
  for (const swap of swaps) {
    const moved = swap.before.filter((object, index) => swap.after[index] !== object);
    if (moved.some(({ key }) => was.has(key) || is.has(key))) {
      const deciders = new Set(
        [before, after].flatMap(({ route, server }) => [route?.owner.virtualService.object.key, server?.gateway.key]),
      );
      const named = moved.filter(({ key }) => deciders.has(key));
      return moved.length === 2 || named.length < 2 ? moved.slice(0, 2) : named;
    }
  }
  return [];
}
