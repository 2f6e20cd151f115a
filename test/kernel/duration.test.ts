import { Duration } from 'cdk8s';
import { atLeastOneMillisecond, formatDuration } from '../../src/kernel/duration';

test.each([
  [Duration.seconds(0), '0s'],
  [Duration.millis(250), '250ms'],
  [Duration.millis(1500), '1500ms'],
  [Duration.seconds(5), '5s'],
  [Duration.seconds(90), '90s'],
  [Duration.seconds(120), '120s'],
  [Duration.minutes(60), '60m'],
  [Duration.hours(1), '1h'],
  [Duration.millis(120_000), '2m'],
  [Duration.minutes(0.5), '30s'],
  [Duration.days(2), '48h'],
])('%s is written as %s', (duration, text) => {
  expect(formatDuration(duration)).toBe(text);
});

test('a duration below a millisecond is refused with the field', () => {
  expect(() => atLeastOneMillisecond(Duration.seconds(0), 'the timeout')).toThrow(
    'the timeout must be at least 1ms\n  received: "0s"\n  fix: give a longer duration, or leave it out for the default',
  );
  expect(atLeastOneMillisecond(Duration.millis(1), 'the timeout').toMilliseconds()).toBe(1);
});
