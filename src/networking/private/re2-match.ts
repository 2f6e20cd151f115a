import { RE2JS } from 're2js';

/** Whether a regular expression in RE2's syntax matches the whole text. */
export function matchesRegex(pattern: string, text: string): boolean {
  return RE2JS.compile(pattern).matches(text);
}
