import { matchesWholeRegex } from '../../kernel/re2';
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
    return matches(regex, inner.exact);
  }
  const literal = regex.endsWith('.*') && !regex.endsWith('$.*') ? textOfRegex(regex.slice(0, -2)) : undefined;
  return literal !== undefined && (headOf(inner) ?? '').startsWith(literal);
}

/** What every text begins with that the match takes. */
function headOf({ exact, prefix, regex }: StringMatch): string | undefined {
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

function matches(regex: string, text: string): boolean {
  try {
    return matchesWholeRegex(regex, text);
  } catch {
    return false;
  }
}
