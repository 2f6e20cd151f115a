import type { RE2JS } from 're2js';

/** The steps of a program of RE2JS, which it does not name for others. */
interface Step {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  /** Ranges of characters: first, last, first, last ...; or a single character. */
  readonly runes: ArrayLike<number>;
}

interface Program {
  readonly inst: readonly Step[];
  readonly start: number;
}

const OP = {
  ALT: 1,
  ALT_MATCH: 2,
  CAPTURE: 3,
  EMPTY: 4,
  MATCH: 6,
  NOP: 7,
  RUNE: 8,
  RUNE1: 9,
  ANY: 10,
  ANY_BUT_BREAK: 11,
};

/** What people read best comes first. */
const LIKED = Array.from('x1a-/A_.0z9Z@ ~:=%', (char) => char.charCodeAt(0));
const PRINTABLE = Array.from({ length: 95 }, (_, index) => index + 32);

/** Which texts of a regular expression are wanted. */
export interface RegexTextOptions {
  /** @default 4 */
  readonly most?: number;
  /**
   * The character that they begin with.
   *
   * @default - any
   */
  readonly first?: string;
}

const MOST_PARTIAL = 4000;
const VISITS = 3;

interface Partial {
  readonly at: number;
  readonly text: string;
}

/**
 * Texts that a regular expression in RE2's syntax takes as a whole, the shortest first; none of one that does not compile. They go
 * different ways through it where it has any.
 */
export function textsOfRegex(pattern: string, { most = 4, first }: RegexTextOptions = {}): readonly string[] {
  const regex = compile(pattern);
  const program = regex === undefined ? undefined : programOf(regex);
  if (regex === undefined || program === undefined) {
    return [];
  }
  const found = new Set<string>();
  const visits = new Map<number, number>();
  let [queue, made] = [[{ at: program.start, text: '' }] as Partial[], 0];
  while (queue.length > 0 && found.size < most && made < MOST_PARTIAL) {
    const next: Partial[] = [];
    for (const partial of queue) {
      for (const { at, text } of closure(partial, program)) {
        const step = program.inst[at];
        if (step.op === OP.MATCH) {
          if (regex.matches(text) && text.startsWith(first ?? '')) {
            found.add(text);
          }
          continue;
        }
        const times = visits.get(at) ?? 0;
        visits.set(at, times + 1);
        // Loops end: a few texts for each way are enough.
        if (times < VISITS * most) {
          const characters = text === '' && first !== undefined ? only(step, first) : charactersOf(step);
          next.push(...characters.map((char) => ({ at: step.out, text: text + char })));
          made += 1;
        }
      }
    }
    queue = next;
  }
  return [...found].slice(0, most);
}

function compile(pattern: string): RE2JS | undefined {
  const re2 = require('re2js') as typeof import('re2js');
  try {
    return re2.RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function programOf(regex: RE2JS): Program | undefined {
  const { re2Input } = regex as unknown as { readonly re2Input?: { readonly prog?: Program } };
  return re2Input?.prog?.inst === undefined ? undefined : re2Input.prog;
}

/** The steps that take a character, or end, which are reached without one. Whether `^`, `$` and `\b` hold is seen when the text is complete. */
function closure({ at, text }: Partial, { inst }: Program): readonly Partial[] {
  const reached: Partial[] = [];
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) {
      return;
    }
    seen.add(index);
    const { op, out, arg } = inst[index];
    if (op === OP.ALT || op === OP.ALT_MATCH) {
      visit(out);
      visit(arg);
    } else if (op === OP.CAPTURE || op === OP.NOP || op === OP.EMPTY) {
      visit(out);
    } else {
      reached.push({ at: index, text });
    }
  };
  visit(at);
  return reached;
}

function only(step: Step, character: string): readonly string[] {
  return takes(step, character.codePointAt(0) ?? 0) ? [character] : [];
}

function takes({ op, runes }: Step, rune: number): boolean {
  if (op === OP.ANY || op === OP.ANY_BUT_BREAK) {
    return true;
  }
  for (let index = 0; index < runes.length; index += 2) {
    if (runes[index] <= rune && rune <= (runes[index + 1] ?? runes[index])) {
      return true;
    }
  }
  return false;
}

/** A character or two that a step takes. */
function charactersOf(step: Step): readonly string[] {
  const { op, runes } = step;
  if (op === OP.RUNE1 || runes.length === 1) {
    return [String.fromCodePoint(runes[0])];
  }
  if (op === OP.ANY || op === OP.ANY_BUT_BREAK) {
    return ['x'];
  }
  if (op !== OP.RUNE) {
    return [];
  }
  const liked = [...LIKED, ...PRINTABLE].filter((rune) => takes(step, rune)).slice(0, 1);
  const last = runes.length === 2 && liked.length > 0 && runes[1] - runes[0] < 10 ? [runes[1]] : [];
  return [...new Set([...(liked.length > 0 ? liked : [...Array.from(runes)].slice(0, 1)), ...last])].map((rune) =>
    String.fromCodePoint(rune),
  );
}
