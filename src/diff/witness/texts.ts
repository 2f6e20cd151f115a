import { textsOfRegex } from '../../kernel/re2-texts';
import { isPresence, matchesText } from '../../mesh/semantics/string-match';
import { StringMatch } from '../../mesh/wire/networking';

/** A text that hardly anything asks for. */
const SOME = 'x';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];

/** Texts that meet a condition, the plainest first. */
export function textsFor(match: StringMatch): readonly string[] {
  if (isPresence(match)) {
    return [SOME];
  }
  if (match.exact !== undefined) {
    return [match.exact];
  }
  return match.prefix === undefined ? sendable(textsOfRegex(match.regex ?? '')) : [match.prefix, match.prefix + SOME];
}

/** Texts that nearly meet a condition. */
export function textsBeside(match: StringMatch): readonly string[] {
  const near = isPresence(match)
    ? []
    : textsFor(match).flatMap((text) => [text + SOME, text.slice(0, -1), SOME + text]);
  return [...new Set([SOME, ...sendable(near)])].filter(
    (text) => text !== '' && !isPresence(match) && !matchesText(match, text),
  );
}

/** Methods that meet a condition; those that HTTP knows come first. */
export function methodsFor(match: StringMatch): readonly string[] {
  const known = METHODS.filter((method) => isPresence(match) || matchesText(match, method));
  return [...new Set([...known, ...textsFor(match)])].filter((method) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method));
}

/** Methods that do not. */
export function methodsBeside(match: StringMatch): readonly string[] {
  return isPresence(match) ? [] : METHODS.filter((method) => !matchesText(match, method));
}

/** Paths that meet a condition on them. */
export function pathsFor(match: StringMatch, ignoreCase = false): readonly string[] {
  const { exact, prefix, regex } = match;
  if (exact !== undefined || prefix !== undefined) {
    const written = asPath(exact ?? prefix ?? '');
    const below =
      exact === undefined ? [written.endsWith('/') ? written + SOME : `${written}/${SOME}`, written + SOME] : [];
    const folded = ignoreCase ? [written.toUpperCase()] : [];
    return [written, ...below, ...folded].filter((path) => matchesText(match, path, ignoreCase));
  }
  return regex === undefined
    ? ['/']
    : sendable(textsOfRegex(regex, { first: '/' })).filter((path) => !/[?#]/.test(path));
}

/** Paths beside it: a letter more, a segment less, another case, a slash more. */
export function pathsBeside(match: StringMatch, ignoreCase = false): readonly string[] {
  const near = pathsFor(match, ignoreCase)
    .slice(0, 2)
    .flatMap((path) => [
      path + SOME,
      `${path.replace(/\/$/, '')}/${SOME}`,
      path.endsWith('/') ? path.slice(0, -1) : `${path}/`,
      path.slice(0, -1),
      path.replace(/\/[^/]*\/?$/, ''),
      path.toUpperCase(),
    ]);
  return [...new Set(near)].filter((path) => path.startsWith('/') && !matchesText(match, path, ignoreCase));
}

function asPath(text: string): string {
  return text.startsWith('/') ? text : `/${text}`;
}

/** Without what no client sends in a header or a path. */
function sendable(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text.trim() === text && !/\p{Cc}/u.test(text));
}
