import { faultOfRegex } from '../../../kernel/re2';
import { StringMatch } from '../../wire/networking';
import { Decoded } from '../decode';
import { byteLength } from './text';

const LONGEST = 1024;

/** What is wrong with a regular expression of a route. */
export function faultOfRouteRegex(pattern: string): string | undefined {
  if (byteLength(pattern) > LONGEST) {
    return `the regular expression has more than ${LONGEST} characters`;
  }
  return faultOfPattern(pattern);
}

/** What is wrong with a regular expression, whatever its length. */
export function faultOfPattern(pattern: string): string | undefined {
  const fault = faultOfRegex(pattern);
  return fault === undefined ? undefined : `"${pattern}" is no regular expression of RE2: ${fault}`;
}

/** What is wrong with the regular expression of a match; undefined where it has none. */
export function faultOfRegexMatch(match: Decoded<StringMatch> | undefined): string | undefined {
  if (match?.regex === undefined) {
    return undefined;
  }
  return match.regex === '' ? 'the regular expression is empty' : faultOfRouteRegex(match.regex);
}

/** What is wrong with a match of a text: neither a prefix nor a regular expression may be empty. */
export function faultOfStringMatch(match: Decoded<StringMatch> | undefined): string | undefined {
  return match?.prefix === '' ? 'the prefix is empty' : faultOfRegexMatch(match);
}
