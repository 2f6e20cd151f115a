import { faultOfRegex, matchesWholeRegex } from '../../kernel/re2';
import { StringMatch } from '../wire/networking';

const META = /[\\^$.|?*+()[\]{}]/;
const QUANTIFIER = /[*+?{]/;

/** Whether the match only asks for something to be there: none of its three ways to compare is set, or the regex is `*`. */
export function isPresence(match: StringMatch): boolean {
  return (match.exact === undefined && match.prefix === undefined && match.regex === undefined) || match.regex === '*';
}

/**
 * Whether every text that `inner` takes is taken by `outer` too. True only where it is certain: two regular expressions are compared by
 * their text and by what they begin with.
 */
export function isImplied(inner: StringMatch, outer: StringMatch): boolean {
  if (isPresence(outer) || outer.regex === '.*') {
    return true;
  }
  if (isPresence(inner)) {
    return false;
  }
  if (outer.exact !== undefined) {
    return inner.exact === outer.exact;
  }
  return outer.prefix === undefined
    ? impliesRegex(inner, outer.regex ?? '')
    : (headOf(inner) ?? '').startsWith(outer.prefix);
}

function impliesRegex(inner: StringMatch, regex: string): boolean {
  if (inner.regex === regex) {
    return true;
  }
  if (inner.exact !== undefined) {
    return matchesRegexOrNothing(regex, inner.exact);
  }
  const literal = regex.endsWith('.*') && !regex.endsWith('$.*') ? textOfRegex(regex.slice(0, -2)) : undefined;
  return literal !== undefined && (headOf(inner) ?? '').startsWith(literal);
}

/** What every text begins with that the match takes. */
export function headOf({ exact, prefix, regex }: StringMatch): string | undefined {
  return exact ?? prefix ?? (regex === undefined ? undefined : headOfRegex(regex));
}

/** The one text that a regular expression takes, where it has no operators but anchors at its ends; undefined for others. */
export function textOfRegex(regex: string): string | undefined {
  const bare = regex.replace(/^\^/, '').replace(/(^|[^\\])\$$/, '$1');
  const head = headOfRegex(bare);
  return unescape(bare) === head ? head : undefined;
}

/** The plain characters that a regular expression begins with, which every text that it takes begins with too. */
export function headOfRegex(regex: string): string {
  if (regex.includes('|')) {
    return '';
  }
  const source = regex.replace(/^\^/, '');
  let head = '';
  for (let at = 0; at < source.length;) {
    const isEscape = source[at] === '\\' && /[^A-Za-z0-9]/.test(source[at + 1] ?? 'a');
    if (META.test(source[at]) && !isEscape) {
      break;
    }
    const next = at + (isEscape ? 2 : 1);
    if (QUANTIFIER.test(source[next] ?? '')) {
      break;
    }
    head += source[next - 1];
    at = next;
  }
  return head;
}

function unescape(regex: string): string {
  return regex.replace(/\\([^A-Za-z0-9])/g, '$1');
}

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
function matchesRegexOrNothing(regex: string, text: string): boolean {
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
