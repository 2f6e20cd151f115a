import { misuse } from './errors';

/** How a {@link StringMatch} compares; the names are Istio's field names. */
export enum StringMatchKind {
  /** The whole value, letter by letter. */
  EXACT = 'exact',
  /** The beginning of the value. */
  PREFIX = 'prefix',
  /** A regular expression in RE2 syntax that the whole value has to match. */
  REGEX = 'regex',
}

/**
 * How a text (a path, a header, a query parameter) is compared.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch {
  /** The text equals `value`; letters count in their case. */
  public static exact(value: string): StringMatch {
    return new StringMatch(StringMatchKind.EXACT, value);
  }

  /** The text begins with `value`, which knows no path segments: `/api` also takes `/apix`. */
  public static prefix(value: string): StringMatch {
    return new StringMatch(StringMatchKind.PREFIX, value);
  }

  /**
   * The whole text matches `pattern`, a regular expression in RE2 syntax; write `.*` where anything may surround it.
   *
   * @throws if RE2 refuses the pattern, which knows no look-around and no back-references, or it has more than 1024 characters.
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(pattern: string): StringMatch {
    return new StringMatch(StringMatchKind.REGEX, pattern);
  }

  private constructor(
    /** How the text is compared. */
    public readonly kind: StringMatchKind,
    /** What it is compared with. */
    public readonly value: string,
  ) {
    if (typeof value !== 'string' || (value === '' && kind !== StringMatchKind.EXACT)) {
      throw misuse({
        rule: `a ${kind} match needs a text to compare with`,
        received: value,
        fix: 'give a text that is not empty, or leave the match out to accept any value',
      });
    }
    if (kind === StringMatchKind.REGEX) {
      checkRegex(value);
    }
  }

  /** @internal */
  public _render(): { [kind: string]: string } {
    return { [this.kind]: this.value };
  }
}

/** The longest regular expression that Istio takes, in characters. */
const LONGEST_REGEX = 1024;

function checkRegex(pattern: string): void {
  if (pattern.length > LONGEST_REGEX) {
    throw misuse({
      rule: `a regex match must have at most ${LONGEST_REGEX} characters`,
      received: pattern.length,
      fix: 'use several matches, or exact and prefix ones',
    });
  }
  // Loaded with the first regular expression only: most apps have none.
  const { faultOfRegex } = require('./re2') as typeof import('./re2');
  const fault = faultOfRegex(pattern);
  if (fault !== undefined) {
    throw misuse({
      rule: `a regex match must be valid RE2: ${fault}`,
      received: pattern,
      fix: 'RE2 has no look-around and no back-references; use several matches, or exact and prefix ones',
    });
  }
}
