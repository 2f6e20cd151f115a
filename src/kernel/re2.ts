import { RE2JS } from 're2js';

/** What is wrong with a regular expression in RE2's syntax, or undefined where it compiles. */
export function faultOfRegex(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
