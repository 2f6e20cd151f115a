import { isSameJson } from '../../kernel/same-json';
import {
  CERTIFICATE,
  CONFIG_MAP,
  EXTERNAL_SECRET,
  NAMESPACE,
  SEALED_SECRET,
  SECRET,
  SERVICE,
  TRAFFIC_KINDS,
  WORKLOAD_KINDS,
} from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { Kind, kindKey, MeshObject } from '../../mesh/mesh-object';
import { JsonObject } from '../../mesh/wire/json';
import { without } from '../without';
import { MeshPair, Side } from '../candidates/client-pair';

/** An object that two meshes do not have alike; undefined in the one that does not have it. */
export type ChangedObject<Spec = unknown> = { readonly [side in Side]: MeshObject<Spec> | undefined };

/** The kinds that the simulation reads. */
const SIMULATED: readonly Kind[] = [
  ...TRAFFIC_KINDS,
  NAMESPACE,
  SERVICE,
  SECRET,
  CERTIFICATE,
  EXTERNAL_SECRET,
  SEALED_SECRET,
  CONFIG_MAP,
  ...WORKLOAD_KINDS,
];

/** Groups whose objects change what becomes of requests, most of which are simulated. */
const TRAFFIC_GROUPS = /(^|\.)istio\.io$|^gateway\.networking\.k8s\.io$/;
const OTHER_TRAFFIC_KINDS = new Set(['Ingress', 'NetworkPolicy']);

/** What differs between two meshes. */
export class ChangedObjects {
  /** Objects that the simulation reads. */
  public readonly simulated: readonly ChangedObject[];
  /** Objects that may well matter to requests, in ways that are not simulated. */
  public readonly unsimulated: readonly ChangedObject[];

  constructor({ before, after }: MeshPair) {
    this.simulated = SIMULATED.flatMap((kind) => changed(before.all(kind), after.all(kind)));
    const simulatedKinds = new Set(SIMULATED.map(kindKey));
    const others = (mesh: Mesh) =>
      mesh.objects.filter(
        (object) =>
          !simulatedKinds.has(kindKey(object)) &&
          (TRAFFIC_GROUPS.test(object.group) || OTHER_TRAFFIC_KINDS.has(object.kind)),
      );
    this.unsimulated = changed(others(before), others(after));
  }

  /** The changed objects of a kind. */
  public of<Spec>(kind: Kind<Spec>): readonly ChangedObject<Spec>[] {
    return this.simulated.filter((each) => {
      const object = each.before ?? each.after;
      return object?.kind === kind.kind && object.group === kind.group;
    }) as readonly ChangedObject<Spec>[];
  }
}

function changed(before: readonly MeshObject[], after: readonly MeshObject[]): readonly ChangedObject[] {
  const earlier = new Map(before.map((object) => [object.key, object]));
  const later = new Map(after.map((object) => [object.key, object]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((key) => ({ before: earlier.get(key), after: later.get(key) }))
    .filter((pair) => pair.before === undefined || pair.after === undefined || !isSame(pair.before, pair.after));
}

/** Version, status and the rest of the metadata matter to nobody. */
function isSame(a: MeshObject, b: MeshObject): boolean {
  return (
    a.isAssumed === b.isAssumed &&
    a.created === b.created &&
    isSameJson(a.labels, b.labels) &&
    isSameJson(a.annotations, b.annotations) &&
    isSameJson(contentOf(a), contentOf(b))
  );
}

function contentOf({ manifest }: MeshObject): JsonObject {
  return without(manifest, 'apiVersion', 'metadata', 'status');
}
