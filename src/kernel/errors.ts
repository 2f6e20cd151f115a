import { IConstruct } from 'constructs';
import { redactKeys, shownValue } from './redact-keys';

/** What went wrong, in the four parts every error of this library has. */
export interface Misuse {
  /** The construct (or a readable place inside one) that was used wrongly. */
  readonly at?: IConstruct | string;
  /** The rule that was broken, as a sentence without a full stop. */
  readonly rule: string;
  /** The value received; leave it out where there is none or where it may hold a secret. */
  readonly received?: unknown;
  /** What to write instead. */
  readonly fix: string;
}

const LONGEST_VALUE = 200;

class MisuseError extends Error {
  // Private to the language, because Node prints the properties of an error, and with a construct all that it is made of.
  readonly #fault: Misuse;

  constructor(fault: Misuse) {
    super(describe(fault));
    this.#fault = fault;
  }

  public get fault(): Misuse {
    return this.#fault;
  }

  /** The same error with the path of `at`, unless it has one. */
  public locatedAt(at: IConstruct | string): Error {
    return this.#fault.at === undefined
      ? misuse({ ...this.#fault, at: typeof at === 'string' ? at : at.node.path })
      : this;
  }
}

/** The error for local misuse: construct path, rule, value received and fix, each on a line of its own. */
export function misuse(fault: Misuse): Error {
  return new MisuseError(fault);
}

/** The four parts of an error for misuse; undefined for any other error. */
export function misuseIn(error: unknown): Misuse | undefined {
  return error instanceof MisuseError ? error.fault : undefined;
}

/** Runs `action`; an error for misuse of a value, which knows no construct, comes out with the path of `at`, or that place itself. */
export function locate<T>(at: IConstruct | string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof MisuseError ? error.locatedAt(at) : error;
  }
}

function describe(fault: Misuse): string {
  const at = typeof fault.at === 'object' ? fault.at.node.path : fault.at;
  const lines = [at === undefined || at === '' ? fault.rule : `[${at}] ${fault.rule}`];
  if ('received' in fault) {
    lines.push(`  received: ${show(fault.received)}`);
  }
  lines.push(`  fix: ${fault.fix}`);
  return redactKeys(lines.join('\n'));
}

/** A value as it is shown in an error: JSON, cut when long, with every key taken out. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : toJson(value);
  const redacted = shownValue(text);
  return redacted.length > LONGEST_VALUE ? `${redacted.slice(0, LONGEST_VALUE)}...` : redacted;
}

/** Numbers that JSON would turn into `null` and values it can't write keep their own spelling. */
function toJson(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
