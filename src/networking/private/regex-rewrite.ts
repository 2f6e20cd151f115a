import { StringMatch } from '../../kernel/string-match';
import { Field } from './field';

/** Istio refuses longer ones, because of what they cost Envoy. */
const LONGEST_REGEX = 1024;

/** Throws unless the text is a regular expression as Istio takes it. */
export function checkRegex(pattern: string, field: Field): void {
  if (typeof pattern === 'string' && pattern.length > LONGEST_REGEX) {
    throw field.fault(`must not be longer than ${LONGEST_REGEX} characters`, pattern, 'write a shorter expression');
  }
  StringMatch.regex(pattern);
}

/** Throws unless the text can take the place of what the pattern matches: every `\` is followed by a group's number or a `\`. */
export function checkSubstitution(substitution: string, pattern: string, field: Field): void {
  field.text(substitution);
  // Loaded with the first rewrite only: most apps have none.
  const { groupsOfRegex } = require('./re2-groups') as typeof import('./re2-groups');
  const groups = groupsOfRegex(pattern);
  for (const [escape, next] of substitution.matchAll(/\\(.?)/gs)) {
    if (next !== '\\' && !(/\d/.test(next) && Number(next) <= groups)) {
      throw field.fault(
        `must not hold '${escape}': the expression has ${groups} groups`,
        substitution,
        "write '\\1' for the first group, '\\0' for the whole match, '\\\\' for a backslash",
      );
    }
  }
}

/** The expression that matches just this text. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
