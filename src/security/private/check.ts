import { misuse } from '../../kernel/errors';

/** Gives the value back as it is rendered; throws unless Istio takes it and something can match it. */
export type Check = (value: string, field: string) => string;

/**
 * A copy of the values, each checked; undefined stays undefined.
 *
 * An empty list is refused, because Istio takes it for a field that is left out: an ALLOW rule for nobody would be one for everybody.
 */
export function checkValues(values: readonly string[], field: string, check: Check): string[];
export function checkValues(values: readonly string[] | undefined, field: string, check: Check): string[] | undefined;
export function checkValues(values: readonly string[] | undefined, field: string, check: Check): string[] | undefined {
  if (values === undefined) {
    return undefined;
  }
  checkCount(values, field, Infinity);
  return values.map((value) => check(value, field));
}

/** Throws unless the list has at least one entry and at most so many. */
export function checkCount(list: readonly unknown[], field: string, most: number): void {
  if (list.length === 0) {
    throw misuse({
      rule: `${field} must not be an empty list, which Istio takes for no restriction at all`,
      received: list,
      fix: 'list at least one value, or leave the field out where nothing is to be restricted',
    });
  }
  if (list.length > most) {
    throw misuse({
      rule: `${field} takes at most ${most} entries`,
      received: list.length,
      fix: 'divide them among several rules or objects',
    });
  }
}

/** Any text but the empty one. */
export const checkText: Check = (value, field) => {
  if (typeof value !== 'string' || value === '') {
    throw misuse({
      rule: `${field} must not hold an empty text`,
      received: value,
      fix: "give a text; '*' stands for any that is not empty",
    });
  }
  return value;
};

/** A text, with `*` as a wildcard at one of its ends; elsewhere `*` is a letter like others. */
export const checkPattern: Check = (value, field) => {
  checkText(value, field);
  if (value.length > 1 && value.startsWith('*') && value.endsWith('*')) {
    throw misuse({
      rule: `${field} take a wildcard at the beginning or at the end, not at both: the second would be a letter`,
      received: value,
      fix: "write 'begin*', '*end', the whole text, or '*' for any",
    });
  }
  return value;
};

/** A text with `*` at one of its ends, where no request has a `*` of its own. */
export const checkWildcard: Check = (value, field) => {
  checkPattern(value, field);
  if (value.slice(1, -1).includes('*')) {
    throw misuse({
      rule: `${field} take a wildcard at the beginning or at the end only: in between it would match nothing`,
      received: value,
      fix: "write 'begin*', '*end', the whole text, or '*' for any",
    });
  }
  return value;
};
