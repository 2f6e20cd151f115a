import { parseGoDuration } from '../../semantics/go-duration';

const MILLISECOND = 1_000_000n;
const SECOND = 1_000_000_000n;

/** What is wrong with a duration, if there is one: it is at least a millisecond, and whole ones. */
export function faultOfDuration(duration: string | undefined): string | undefined {
  if (duration === undefined) {
    return undefined;
  }
  const nanoseconds = parseGoDuration(duration) ?? 0n;
  if (nanoseconds < MILLISECOND) {
    return `${duration} is less than a millisecond`;
  }
  return nanoseconds % MILLISECOND === 0n ? undefined : `${duration} is no whole number of milliseconds`;
}

/** Whether the duration is whole seconds. */
export function isWholeSeconds(duration: string): boolean {
  return (parseGoDuration(duration) ?? 0n) % SECOND <= 0n;
}

/** Whether nothing is left of the duration in whole milliseconds, which turns some timeouts off. */
export function isNone(duration: string): boolean {
  return (parseGoDuration(duration) ?? 0n) / MILLISECOND === 0n;
}
