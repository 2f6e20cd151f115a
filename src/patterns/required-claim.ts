/** What a claim of a token has to be. */
export interface RequiredClaim {
  /** The claim's name. */
  readonly claim: string;

  /**
   * The claims that it is nested in, outermost first: `['realm_access']` for `realm_access.roles`.
   *
   * @default - none.
   */
  readonly nestedIn?: string[];

  /** The values of which the claim has to have one, itself or in its list of texts: the whole, `begin*`, `*end`, or `*` for any. */
  readonly values: string[];
}
