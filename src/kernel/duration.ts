import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { misuse } from './errors';
import { checkHas } from './value-type';

const UNITS: ReadonlyArray<readonly [string, number, string]> = [
  ['h', 3_600_000, 'hours'],
  ['m', 60_000, 'minutes'],
  ['s', 1_000, 'seconds'],
];

/** A duration in the form Istio's API takes: in its own unit, where that is one and exact (`60s`, `1h`), else in the largest that is (`1500ms`). */
export function formatDuration(duration: Duration): string {
  checkDuration(duration, 'a duration');
  const millis = duration.toMilliseconds();
  const exact = UNITS.filter(([, size]) => millis !== 0 && millis % size === 0);
  const [unit, size] = exact.find(([, , label]) => label === duration.unitLabel()) ?? exact.at(0) ?? ['ms', 1];
  return millis === 0 ? '0s' : `${millis / size}${unit}`;
}

/** Throws unless the value is a Duration. */
export function checkDuration(duration: Duration, field: string, at?: IConstruct): Duration {
  return checkHas(duration, 'toMilliseconds', {
    at,
    field,
    type: 'a Duration of cdk8s',
    fix: (value) => `write ${durationIn(value)}`,
  });
}

/** The Duration that a text or a number was meant for; seconds where they do not say. */
function durationIn(value: unknown): string {
  const [, number = '10', unit = 's'] = /^([0-9]+)(ms|s|m|h)?$/.exec(String(value)) ?? [];
  const factory = unit === 'ms' ? 'millis' : (UNITS.find(([short]) => short === unit)?.[2] ?? 'seconds');
  return `Duration.${factory}(${number})`;
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
