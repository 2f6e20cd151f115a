import { IConstruct } from 'constructs';

/** Who claims what, by a key; only what several constructs claim is ever looked at again. */
export class ClaimTable<T extends { readonly claimant: IConstruct }> {
  private readonly claims = new Map<string, T[]>();
  private readonly contested = new Set<string>();

  public add(key: string, claim: T): void {
    const there = this.claims.get(key);
    if (there === undefined) {
      this.claims.set(key, [claim]);
      return;
    }
    if (there.every(({ claimant }) => claimant !== claim.claimant)) {
      there.push(claim);
      this.contested.add(key);
    }
  }

  /** The claims of each key that several constructs have, in the order they were made; without those that left the tree. */
  public conflicts(): T[][] {
    return [...this.contested]
      .map((key) => (this.claims.get(key) ?? []).filter(({ claimant }) => isInTree(claimant)))
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
