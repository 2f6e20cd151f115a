import { RE2JS } from 're2js';

/** How many groups a regular expression in RE2's syntax has. */
export function groupsOfRegex(pattern: string): number {
  return RE2JS.compile(pattern).groupCount();
}
