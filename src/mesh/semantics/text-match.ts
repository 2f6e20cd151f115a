import { faultOfRegex, matchesWholeRegex } from '../../kernel/re2';
import { StringMatch } from '../wire/networking';
import { isPresence } from './string-match';

/** Whether a text meets a condition. A regular expression has to match all of it; one that does not compile matches nothing. */
export function matchesText(match: StringMatch, text: string, ignoreCase = false): boolean {
  if (match.regex !== undefined) {
    return matchesRegexOrNothing(match.regex, text);
  }
  const fold = ignoreCase ? (each: string) => each.toLowerCase() : (each: string) => each;
  if (match.exact !== undefined) {
    return fold(text) === fold(match.exact);
  }
  return fold(text).startsWith(fold(match.prefix ?? ''));
}

/** The condition in words: `exact "/a"`. */
export function describeStringMatch(match: StringMatch): string {
  if (isPresence(match)) {
    return 'present';
  }
  const kind = match.exact !== undefined ? 'exact' : match.prefix !== undefined ? 'prefix' : 'regex';
  return `${kind} ${JSON.stringify(match[kind])}`;
}

/** Whether the whole text matches a regular expression; false where that does not compile. */
export function matchesRegexOrNothing(regex: string, text: string): boolean {
  return isUsableRegex(regex) && matchesWholeRegex(regex, text);
}

const USABLE = new Map<string, boolean>();
const MOST_REMEMBERED = 2000;

/** Whether a regular expression compiles. */
export function isUsableRegex(regex: string): boolean {
  let usable = USABLE.get(regex);
  if (usable === undefined) {
    if (USABLE.size >= MOST_REMEMBERED) {
      USABLE.clear();
    }
    usable = faultOfRegex(regex) === undefined;
    USABLE.set(regex, usable);
  }
  return usable;
}
