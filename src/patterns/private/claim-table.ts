import { IConstruct } from 'constructs';

/** Who claims what, by a key; only what several constructs claim is ever looked at again. */
export class ClaimTable<T extends { readonly claimant: IConstruct }> {
  private readonly first = new Map<string, T>();
  /** The first claim of each claimant, for the keys that have several. */
  private readonly contested = new Map<string, Map<IConstruct, T>>();

  public add(key: string, claim: T): void {
    const first = this.first.get(key);
    if (first === undefined) {
      this.first.set(key, claim);
    } else if (first.claimant !== claim.claimant) {
      const claims = this.contested.get(key) ?? new Map([[first.claimant, first]]);
      this.contested.set(key, claims);
      if (!claims.has(claim.claimant)) {
        claims.set(claim.claimant, claim);
      }
    }
  }

  public get isContested(): boolean {
    return this.contested.size > 0;
  }

  /** The claims of each key that several constructs have, in the order they were made; without those that left the tree. */
  public conflicts(): T[][] {
    return [...this.contested.values()]
      .map((claims) => [...claims.values()].filter(({ claimant }) => isInTree(claimant)))
      .filter((claims) => claims.length > 1);
  }
}

/** Whether the construct still hangs in its tree: one that failed while it was made is taken out again. */
export function isInTree(construct: IConstruct): boolean {
  let current = construct;
  while (current.node.scope !== undefined) {
    if (current.node.scope.node.tryFindChild(current.node.id) !== current) {
      return false;
    }
    current = current.node.scope;
  }
  return true;
}
