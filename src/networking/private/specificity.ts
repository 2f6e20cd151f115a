import { StringMatch, StringMatchKind } from '../../kernel/string-match';

/** How narrow a match is, to be compared from the left: exact or not, letters spelled out, number of further conditions. */
export type Specificity = readonly [exact: number, letters: number, conditions: number];

/** What takes every request. */
export const ANY_REQUEST: Specificity = [0, -1, 0];

const META = /[\\^$.|?*+()[{]/;

/** How narrow a match for this path (undefined: any) with so many further conditions is. */
export function specificityOf(uri: StringMatch | undefined, conditions: number): Specificity {
  return [uri?.kind === StringMatchKind.EXACT ? 1 : 0, lettersOf(uri), conditions];
}

/** Above 0 where `a` is narrower than `b`. */
function compareSpecificity(a: Specificity, b: Specificity): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The narrowest first; alike ones stay in their order. */
export function mostSpecificFirst<T extends { readonly _specificity: Specificity }>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, specificity: one._specificity }))
    .sort((a, b) => compareSpecificity(b.specificity, a.specificity))
    .map(({ one }) => one);
}

/** The least narrow one. */
export function leastSpecific(all: readonly Specificity[]): Specificity {
  return all.reduce((least, one) => (compareSpecificity(one, least) < 0 ? one : least));
}

/** The length of what the path has to begin with, letter by letter. */
function lettersOf(uri: StringMatch | undefined): number {
  if (uri === undefined) {
    return 0;
  }
  if (uri.kind !== StringMatchKind.REGEX) {
    return uri.value.length;
  }
  const meta = uri.value.search(META);
  // A quantifier also takes back the letter before it: `/a?` spells out `/` alone.
  const quantified = meta > 0 && '?*{'.includes(uri.value[meta]);
  return meta < 0 ? uri.value.length : meta - (quantified ? 1 : 0);
}
