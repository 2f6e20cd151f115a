import { IConstruct } from 'constructs';

/** A host that several constructs claim, with the first claim of each, in the order they were made. */
export interface Contest<C> {
  readonly host: string;
  readonly claims: C[];
}

/** Who claims which host of one place; only what several constructs claim is ever looked at again. */
export class ClaimTable<C extends object> {
  private readonly first = new Map<string, C>();
  private readonly contested = new Map<string, Map<IConstruct, C>>();

  public constructor(private readonly claimantOf: (claim: C) => IConstruct) {}

  public add(host: string, claim: C): void {
    const key = host.toLowerCase();
    const first = this.first.get(key);
    if (first === undefined) {
      this.first.set(key, claim);
      return;
    }
    const [one, other] = [this.claimantOf(first), this.claimantOf(claim)];
    if (one !== other) {
      const claims = this.contested.get(key) ?? new Map([[one, first]]);
      this.contested.set(key, claims);
      if (!claims.has(other)) {
        claims.set(other, claim);
      }
    }
  }

  public get isContested(): boolean {
    return this.contested.size > 0;
  }

  /** Without the claims of constructs that left the tree. */
  public contests(): Array<Contest<C>> {
    return [...this.contested]
      .map(([host, claims]) => ({
        host,
        claims: [...claims.values()].filter((claim) => isInTree(this.claimantOf(claim))),
      }))
      .filter(({ claims }) => claims.length > 1);
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
