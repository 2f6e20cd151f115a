import { at, JsonObject } from '../wire/json';

const PREFIX = '@request.auth.claims';

/** The path of the claim that a header name of a match stands for; undefined of an ordinary header. */
export function routingClaim(header: string): readonly string[] | undefined {
  if (!header.toLowerCase().startsWith(PREFIX)) {
    return undefined;
  }
  const rest = header.slice(PREFIX.length);
  if (rest.startsWith('.') && rest.length > 1) {
    return rest.slice(1).split('.');
  }
  return bracketed(rest);
}

/** The names of `[a][b]`; undefined of a text that is not made like that. */
export function bracketed(text: string): readonly string[] | undefined {
  return /^(\[[^[\]]+\])+$/.test(text) ? text.slice(1, -1).split('][') : undefined;
}

/** The texts that a claim holds: one, or a list of them. Claims that are no texts can't be compared. */
export function claimTexts(claims: JsonObject | undefined, path: readonly string[]): readonly string[] {
  const value = at(claims, ...path);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string');
}
