/** From a BEGIN line to its END line, or to the end of a text that was cut off. */
const PEM_BLOCK = /-----BEGIN [^-]*-----[\s\S]*?(-----END [^-]*-----|$)/g;
const BASE64_RUN = /[A-Za-z0-9+/=]+/g;
/** As long as no word is; keys are longer. */
const SHORTEST_KEY = 40;
/** As short as a line of a key may be before something else is meant by it. */
const SHORTEST_LINE = 16;
/** So much of a key, with line breaks as they are or as JSON has them. */
const LINES = new RegExp(`[A-Za-z0-9+/=\\r\\n\\\\]{${SHORTEST_LINE},}`, 'g');
const LINE_BREAKS = /\\[rn]|[\r\n\\]/g;
const LEAST_CAPITALS = 0.2;
const LEAST_DIGITS = 0.04;
const REDACTED = '<redacted, because it may be a key>';

/** A run of characters that base64 has, in a text. */
interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A text without what may be a private key: people put keys into the fields beside. Blocks in PEM are taken out, and what looks like
 * base64: long, with many capitals and digits, which no path or name has.
 */
export function redactKeys(text: string): string {
  const shown = text.replace(PEM_BLOCK, '<PEM redacted>');
  const runs = runsIn(shown);
  return runs.some(isKey) ? withoutKeys(shown, runs) : shown;
}

/** A value that somebody gave, for a message: nothing of it where a part looks like a key in base64. */
export function shownValue(value: string): string {
  const text = value.replace(PEM_BLOCK, '<PEM redacted>');
  return runsIn(text).some(isKey) ? REDACTED : text;
}

/** A text about something that holds these values, without parts of those among them that look like keys: messages quote parts of a value. */
export function redactPartsOf(values: () => readonly string[], text: string): string {
  const shown = redactKeys(text);
  // Of most texts no part is long enough.
  const secrets = shown.search(LINES) < 0 ? [] : values().filter((value) => shownValue(value) !== value);
  const bare = secrets.map(withoutLineBreaks);
  return bare.length === 0
    ? shown
    : shown.replace(LINES, (lines) => (bare.some((secret) => quotes(lines, secret)) ? REDACTED : lines));
}

function withoutLineBreaks(text: string): string {
  return text.replace(LINE_BREAKS, '');
}

/** Whether a text has a part of a secret that is as long as a line of a key may be. */
function quotes(text: string, secret: string): boolean {
  const bare = withoutLineBreaks(text);
  for (let start = 0; start + SHORTEST_LINE <= bare.length; start += 1) {
    if (secret.includes(bare.slice(start, start + SHORTEST_LINE))) {
      return true;
    }
  }
  return false;
}

function runsIn(text: string): Run[] {
  // Most texts are short.
  return text.length < SHORTEST_KEY
    ? []
    : Array.from(text.matchAll(BASE64_RUN), ({ 0: run, index }) => ({
        text: run,
        start: index,
        end: index + run.length,
      }));
}

function isKey({ text }: Run): boolean {
  const share = (characters: RegExp): number => (text.match(characters) ?? []).length / text.length;
  return text.length >= SHORTEST_KEY && share(/[A-Z]/g) >= LEAST_CAPITALS && share(/[0-9]/g) >= LEAST_DIGITS;
}

/** With a run that is a key go the lines before and after it, whose first and last may be short. */
function withoutKeys(text: string, runs: readonly Run[]): string {
  const secret = runs.map(isKey);
  const spread = (from: number, to: number): void => {
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    secret[to] ||= secret[from] && areLines(text.slice(runs[left].end, runs[right].start), runs[right], runs[to]);
  };
  for (let index = 1; index < runs.length; index += 1) {
    spread(index - 1, index);
  }
  for (let index = runs.length - 1; index > 0; index -= 1) {
    spread(index, index - 1);
  }
  let shown = '';
  let end = 0;
  for (const [index, run] of runs.entries()) {
    const follows = index > 0 && secret[index] && secret[index - 1] && /^[\s\\]*$/.test(text.slice(end, run.start));
    shown += follows ? '' : text.slice(end, run.start) + (secret[index] ? REDACTED : run.text);
    end = run.end;
  }
  return shown + text.slice(end);
}

/** Whether what is between two runs makes them lines of one text: a line break, as it is or as JSON has it, or a space in its place. */
function areLines(between: string, right: Run, other: Run): boolean {
  return (
    /^\s*[\r\n]\s*$/.test(between) ||
    (/^\\+$/.test(between) && /^[nr]/.test(right.text)) ||
    (between === ' ' && other.text.length >= SHORTEST_LINE)
  );
}
