import { Duration } from 'cdk8s';
import { misuse } from './errors';

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

/** A duration in the form Istio's API takes, in the largest unit that is exact: `90s`, `1h`, `250ms`. */
export function formatDuration(duration: Duration): string {
  const millis = duration.toMilliseconds();
  const [unit, size] = UNITS.find(([, unitSize]) => millis !== 0 && millis % unitSize === 0) ?? ['ms', 1];
  return millis === 0 ? '0s' : `${millis / size}${unit}`;
}

/** Throws unless the duration is at least one millisecond, the least that Istio accepts. */
export function atLeastOneMillisecond(duration: Duration, field: string, at?: string): Duration {
  if (duration.toMilliseconds() < 1) {
    throw misuse({
      at,
      rule: `${field} must be at least 1ms`,
      received: formatDuration(duration),
      fix: 'give a longer duration, or leave it out for the default',
    });
  }
  return duration;
}
