import { withServersOfNamedGateways } from '../mesh/index/named-gateways';
import { Mesh } from '../mesh/mesh';
import { placeOf } from '../mesh/manifest-place';
import { MeshObject } from '../mesh/mesh-object';
import { RequestTrace } from '../simulation/request-trace';
import { MeshPair } from './candidates/client-pair';
import { Entrance } from './candidates/entrance';
import { gatewayClients } from './candidates/gateway-clients';
import { keyOfChange } from './change-key';
import { ChangedObject, ChangedObjects } from './changes/changed-objects';
import { reachOf } from './changes/reach-of';
import { entrancesFor } from './entrances';
import { Exploration, Sent } from './exploration';
import { involvedObjects } from './involved-objects';
import { costOf, minimal } from './minimal';
import { summaryOf } from './summary';
import { ObjectChange, ObjectChangeType, TrafficChange } from './traffic-change';

/**
 * What becomes of requests otherwise in one mesh than in another: what a change of manifests does to traffic. Requests are made from the
 * match conditions of both meshes, sent to both, and those whose outcome is another are told by the smallest of their kind.
 */
export class MeshDiff {
  /** Compares two meshes, such as what is in a cluster and what a pull request makes of it. */
  public static between(before: Mesh, after: Mesh): MeshDiff {
    const meshes = comparable({ before, after });
    const objects = new ChangedObjects(meshes);
    const unsimulated = objects.unsimulated.map(objectChange);
    return objects.simulated.length === 0
      ? new MeshDiff([], unsimulated, 0)
      : MeshDiff.explored(meshes, objects, unsimulated);
  }

  private static explored(meshes: MeshPair, objects: ChangedObjects, unsimulated: ObjectChange[]): MeshDiff {
    const gateways = gatewayClients(meshes);
    const reach = reachOf(meshes, objects, gateways);
    const exploration = new Exploration(meshes, reach, objects, new Date());
    const found = new Map<string, { best: Sent; readonly from: Set<string> }>();
    for (const entrance of entrancesFor(meshes, reach, gateways)) {
      for (const sent of exploration.changed(entrance)) {
        const key = keyOfChange(sent);
        const known = found.get(key);
        if (known === undefined) {
          found.set(key, { best: sent, from: new Set([wayOf(entrance)]) });
        } else {
          known.from.add(wayOf(entrance));
          known.best = costOf(sent) < costOf(known.best) ? sent : known.best;
        }
      }
    }
    const changes = [...found.values()].map(({ best, from }) =>
      trafficChange(minimal(best, exploration), [...from], objects),
    );
    return new MeshDiff(changes.sort(byHost), unsimulated, exploration.count);
  }

  /** The changes, those of one host together. */
  public readonly changes: TrafficChange[];
  /** Objects that are not as before and may matter to requests, in ways that are not simulated: EnvoyFilters and the like. */
  public readonly unsimulated: ObjectChange[];
  /** How many requests were sent to both meshes to find out. */
  public readonly requests: number;

  private constructor(changes: TrafficChange[], unsimulated: ObjectChange[], requests: number) {
    this.changes = changes;
    this.unsimulated = unsimulated;
    this.requests = requests;
  }

  /** Whether nothing was found that changes. */
  public get isEmpty(): boolean {
    return this.changes.length === 0;
  }

  /** The hosts of which something changes. */
  public get hosts(): string[] {
    return [...new Set(this.changes.map(({ host }) => host))];
  }
}

/**
 * What is a part of a cluster on one side, or has none of its workloads on either, is taken for a part on both. Gateways that are only named
 * get servers, so that requests come to the routes behind them.
 */
function comparable({ before, after }: MeshPair): MeshPair {
  const isPartial =
    before.isPartial || after.isPartial || before.workloads.all.length + after.workloads.all.length === 0;
  const [old, young] = [before, after].map((mesh) =>
    (isPartial ? mesh.asPartial() : mesh).derive(withServersOfNamedGateways),
  );
  return { before: old, after: young };
}

function trafficChange(
  { entrance, before, after, differences }: Sent,
  from: string[],
  objects: ChangedObjects,
): TrafficChange {
  const involved = new Set([...involvedObjects(before), ...involvedObjects(after)]);
  const has = (object: MeshObject | undefined) => object !== undefined && involved.has(object);
  return TrafficChange._of({
    host: entrance.domain,
    from,
    summary: summaryOf(differences, before, after),
    differences,
    before,
    after,
    causes: objects.simulated.filter((each) => has(each.before) || has(each.after)).map(objectChange),
    routes: [before, after].flatMap(placesOfRoute),
  });
}

function objectChange({ before, after }: ChangedObject): ObjectChange {
  const object = after ?? before;
  if (object === undefined) {
    throw new TypeError('An object that changed is in one of the meshes.');
  }
  return {
    type:
      before === undefined
        ? ObjectChangeType.ADDED
        : after === undefined
          ? ObjectChangeType.REMOVED
          : ObjectChangeType.CHANGED,
    place: placeOf(object),
  };
}

function placesOfRoute({ route, connectionRoute: l4 }: RequestTrace) {
  if (route !== undefined) {
    return [placeOf(route.source.object, ['spec', 'http', route.source.index])];
  }
  return l4 === undefined ? [] : [placeOf(l4.object, ['spec', l4.field, l4.index])];
}

function wayOf({ clients, scheme, port }: Entrance): string {
  const { isOutside, namespace, labels } = clients.after;
  const own = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return isOutside
    ? `outside by ${scheme} port ${port}`
    : `a pod of ${namespace}${own === '' ? '' : ` with ${own}`} by ${scheme} port ${port}`;
}

function byHost(a: TrafficChange, b: TrafficChange): number {
  return a.host < b.host ? -1 : a.host > b.host ? 1 : 0;
}
