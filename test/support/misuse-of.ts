/** The parts of an error for misuse. */
export interface MisuseParts {
  readonly rule: string;
  readonly received?: string;
  readonly fix: string;
}

/** The parts of the error that the action throws; fails if it throws none, or one without rule and fix. */
export function misuseOf(action: () => unknown): MisuseParts {
  try {
    action();
  } catch (error) {
    return partsOf((error as Error).message);
  }
  throw new Error('nothing was thrown');
}

/** The parts of the message of an error for misuse. */
export function partsOf(message: string): MisuseParts {
  const parts = /^(?<rule>.+)(?:\n {2}received: (?<received>[^]*))?\n {2}fix: (?<fix>.+)$/.exec(message);
  if (parts === null) {
    throw new Error(`not an error for misuse: ${message}`);
  }
  return { ...parts.groups } as unknown as MisuseParts;
}
