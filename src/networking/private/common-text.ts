import * as networking from '../../../imports/networking';

type Text = networking.StringMatch;

/** What two conditions have in common: nothing, what one condition says, or something that no single one can say. */
export type Common<T> =
  | { readonly is: 'nothing' }
  | { readonly is: 'match'; readonly match: T }
  | { readonly is: 'unsayable'; readonly of: string };

/** Two conditions that no value fulfils at once. */
export const NOTHING = { is: 'nothing' } as const;

/** Both conditions in one. */
export function match<T>(common: T): Common<T> {
  return { is: 'match', match: common };
}

/** Both conditions can be fulfilled at once, but `of` can't be asked for both in one match. */
export function unsayable(of: string): { readonly is: 'unsayable'; readonly of: string } {
  return { is: 'unsayable', of };
}

/** Which texts fit both; `{}` is fulfilled by any. Of two that say the same, the first is the answer. */
export function commonText(a: Text, b: Text, of: string, ignoreCase = false): Common<Text> {
  const [left, right] = ignoreCase ? [folded(a), folded(b)] : [a, b];
  if (isAny(b) || sameText(left, right)) {
    return match(a);
  }
  if (isAny(a)) {
    return match(b);
  }
  if (left.exact !== undefined) {
    return fits(left.exact, right) ? match(a) : NOTHING;
  }
  if (right.exact !== undefined) {
    return fits(right.exact, left) ? match(b) : NOTHING;
  }
  if (left.prefix === undefined || right.prefix === undefined) {
    return unsayable(of);
  }
  if (left.prefix.startsWith(right.prefix)) {
    return match(a);
  }
  return right.prefix.startsWith(left.prefix) ? match(b) : NOTHING;
}

/** Which texts fit neither `a` nor `b`, where a missing header fits both; `{}` shuts out any that is there. */
export function commonExclusion(a: Text, b: Text, of: string): Common<Text> {
  if (sameText(a, b) || swallows(a, b)) {
    return match(a);
  }
  return swallows(b, a) ? match(b) : unsayable(of);
}

/** Whether whatever fulfils the condition is shut out by the exclusion. */
export function excludes(exclusion: Text, condition: Text): boolean {
  return isAny(exclusion) || sameText(exclusion, condition) || swallows(exclusion, condition);
}

function sameText(a: Text, b: Text): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.regex === b.regex;
}

/** Whether every text that fits `inner` fits `outer`, as far as that can be told. */
function swallows(outer: Text, inner: Text): boolean {
  if (isAny(outer)) {
    return isAny(inner) || !fits('', inner);
  }
  if (inner.exact !== undefined) {
    return fits(inner.exact, outer);
  }
  return inner.prefix !== undefined && outer.prefix !== undefined && inner.prefix.startsWith(outer.prefix);
}

function fits(value: string, { exact, prefix, regex }: Text): boolean {
  if (exact !== undefined) {
    return value === exact;
  }
  if (prefix !== undefined) {
    return value.startsWith(prefix);
  }
  // Loaded with the first expression that has to be tried only.
  const { matchesRegex } = require('./re2-match') as typeof import('./re2-match');
  return regex === undefined || matchesRegex(regex, value);
}

function isAny({ exact, prefix, regex }: Text): boolean {
  return exact === undefined && prefix === undefined && regex === undefined;
}

function folded({ exact, prefix, regex }: Text): Text {
  return { exact: exact?.toLowerCase(), prefix: prefix?.toLowerCase(), regex };
}
