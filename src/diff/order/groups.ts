import { Claimant } from './kinds-with-order';
import { MeshObject } from '../../mesh/mesh-object';

/** The groups of two and more that have claims in common, directly or through others. */
export function groupsOf(claimants: readonly Claimant[]): readonly (readonly MeshObject[])[] {
  const parents = claimants.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  };
  const first = new Map<string, number>();
  claimants.forEach(({ claims }, index) => {
    for (const claim of claims) {
      const other = first.get(claim);
      if (other === undefined) {
        first.set(claim, index);
      } else {
        parents[rootOf(index)] = rootOf(other);
      }
    }
  });
  const groups = new Map<number, MeshObject[]>();
  claimants.forEach(({ object }, index) => {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), object]);
  });
  return [...groups.values()].filter(({ length }) => length > 1);
}
