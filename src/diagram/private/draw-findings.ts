import { DiagramFinding } from '../diagram-finding';
import { NodeKind } from '../node-kind';
import { GraphBuilder, placeKey } from './graph-builder';

/** Puts findings to the nodes that draw what they concern; for objects that no node draws, nodes are added. */
export function drawFindings(findings: readonly DiagramFinding[], builder: GraphBuilder): void {
  const byPlace = new Map<string, string>();
  for (const { id, places } of builder.nodesWithPlaces) {
    places.forEach((place) => byPlace.set(placeKey(place), byPlace.get(placeKey(place)) ?? id));
  }
  for (const finding of findings) {
    const { kind, group, namespace, name, field = '' } = finding.place;
    const object = { kind, group, namespace, name };
    const drawn = fieldsAbove(field).flatMap((each) => byPlace.get(placeKey({ ...object, field: each })) ?? [])[0];
    const id = drawn ?? `object:${placeKey(object).trimEnd()}`;
    if (drawn === undefined) {
      builder.add({ id, kind: NodeKind.OBJECT, title: name, namespace, details: [kind] }, object);
      byPlace.set(placeKey(object), id);
    }
    builder.addFinding(id, finding);
  }
}

/** A field, those that it lies in, and the object as a whole: `spec.http[0].route[1]`, `spec.http[0].route`, `spec.http[0]`. */
function fieldsAbove(field: string): readonly string[] {
  const ends = Array.from(field.matchAll(/[.[]/g), ({ index }) => field.slice(0, index));
  return [field, ...ends.reverse(), ''];
}
