import { YAMLException } from 'js-yaml';

/** What js-yaml says of a line in brackets, braces or quotes that begins left of what it belongs to, or of a tab there. */
const REASON = 'deficient indentation';

/** Characters that may be read again, so that many such lines in a large document do not take long. */
const MOST_READ = 100_000_000;

/** The tab that js-yaml objects to: the last one that stands in no quotes. */
const LAST_TAB = /\t(?=[^\t"']*$)/;

/** A text and what was read of it. */
export interface Read<T> {
  readonly text: string;
  readonly value: T;
}

/**
 * Reads a text as Kubernetes does, which asks for no indentation inside of brackets, braces and quotes: a `]` may
 * stand below the key of its list. YAML 1.2 and js-yaml ask for one. Where that fails, the lines are moved to the right; they stay the same
 * lines, and white space has no meaning there.
 *
 * @throws what was thrown at first, if the text can't be read nevertheless.
 */
export function readAnyFlowIndentation<T>(text: string, read: (text: string) => T): Read<T> {
  let mended = text;
  let first: unknown;
  let margin: string | undefined;
  for (let left = MOST_READ; ; left -= mended.length) {
    try {
      return { text: mended, value: read(mended) };
    } catch (error) {
      first ??= error;
      margin ??= marginOf(text);
      const next = left > 0 ? moved(mended, error, margin) : undefined;
      if (next === undefined) {
        throw first;
      }
      mended = next;
    }
  }
}

function moved(text: string, error: unknown, margin: string): string | undefined {
  if (!(error instanceof YAMLException) || error.reason !== REASON || error.mark === undefined) {
    return undefined;
  }
  const { position } = error.mark;
  const lineStart = Math.max(text.lastIndexOf('\n', position - 1), text.lastIndexOf('\r', position - 1)) + 1;
  const before = text.slice(lineStart, position);
  if (before.trim() === '') {
    return `${text.slice(0, lineStart)}${margin}${text.slice(position)}`;
  }
  return LAST_TAB.test(before)
    ? `${text.slice(0, lineStart)}${before.replace(LAST_TAB, ' ')}${text.slice(position)}`
    : undefined;
}

/** More than the key of any line is indented by. */
function marginOf(text: string): string {
  const longest = text.split('\n').reduce((length, line) => Math.max(length, line.length), 0);
  return ' '.repeat(longest + 1);
}
