import { canonicalJson } from '../../kernel/same-json';
import { VirtualHostRoute } from '../../mesh/index/virtual-host';
import { without } from '../without';

/** The routes of a host in two meshes of which one can't be found, in the same place among the others, in the other mesh. */
export function changedRoutes(
  before: readonly VirtualHostRoute[],
  after: readonly VirtualHostRoute[],
): ReadonlySet<VirtualHostRoute> {
  const places = new Map<string, number[]>();
  before.forEach((route, index) => {
    const key = keyOf(route);
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  const pairs = after.flatMap((route, index) => {
    const place = places.get(keyOf(route))?.shift();
    return place === undefined ? [] : [{ before: place, after: index }];
  });
  const kept = longestRising(pairs.map((pair) => pair.before)).map((index) => pairs[index]);
  const [keptBefore, keptAfter] = [new Set(kept.map((pair) => pair.before)), new Set(kept.map((pair) => pair.after))];
  return new Set([
    ...before.filter((_, index) => !keptBefore.has(index)),
    ...after.filter((_, index) => !keptAfter.has(index)),
  ]);
}

/** What of a route decides what it takes and does; its name and its place do not. */
function keyOf({ route, match, owner, isCatchAll }: VirtualHostRoute): string {
  const action = without(route, 'name', 'match');
  const conditions = without(match ?? {}, 'name', 'statPrefix');
  return canonicalJson([action, conditions, owner.virtualService.namespace, owner.context.port, isCatchAll]);
}

/** The indices of a longest rising part of a list. */
function longestRising(values: readonly number[]): readonly number[] {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = low === 0 ? -1 : tails[low - 1];
    tails[low] = index;
  });
  const found: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) {
    found.push(index);
  }
  return found.reverse();
}
