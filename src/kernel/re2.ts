import type { RE2JS } from 're2js';

/** Loaded with the first regular expression. */
const re2 = (): typeof import('re2js') => require('re2js') as typeof import('re2js');

/** What is wrong with a regular expression in RE2's syntax, or undefined where it compiles. */
export function faultOfRegex(pattern: string): string | undefined {
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How many groups a regular expression has; undefined where it does not compile. */
export function groupsOfRegex(pattern: string): number | undefined {
  return faultOfRegex(pattern) === undefined ? compiled(pattern).groupCount() : undefined;
}

const COMPILED = new Map<string, RE2JS>();
const MOST_COMPILED = 2000;

/** Whether some part of the text matches; throws where the pattern does not compile. */
export function matchesRegex(pattern: string, text: string): boolean {
  return compiled(pattern).matcher(text).find();
}

/** Whether the text as a whole matches; throws where the pattern does not compile. */
export function matchesWholeRegex(pattern: string, text: string): boolean {
  return compiled(pattern).matches(text);
}

/** The text with all matches replaced; `\1` in the substitution is what the first group matched. Throws where the pattern does not compile. */
export function replaceRegex(pattern: string, text: string, substitution: string): string {
  return compiled(pattern)
    .matcher(text)
    .replaceAll((...groups: unknown[]) =>
      substitution.replace(/\\([0-9\\])/g, (_escape, group: string) =>
        group === '\\' ? group : groupText(groups[Number(group)]),
      ),
    );
}

function groupText(group: unknown): string {
  return typeof group === 'string' ? group : '';
}

function compiled(pattern: string): RE2JS {
  let regex = COMPILED.get(pattern);
  if (regex === undefined) {
    if (COMPILED.size >= MOST_COMPILED) {
      COMPILED.clear();
    }
    regex = re2().RE2JS.compile(pattern);
    COMPILED.set(pattern, regex);
  }
  return regex;
}
