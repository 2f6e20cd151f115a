import { Duration } from 'cdk8s';
import { HttpRetry, HttpRetryOptions } from '../../src/networking/http-retry';
import { RetryOn } from '../../src/networking/retry-on';
import { misuseOf } from '../support/misuse-of';

const render = (retry: HttpRetry) => JSON.parse(JSON.stringify(retry._render()));

test.each<[string, HttpRetryOptions, object]>([
  ['nothing', {}, {}],
  ['perTryTimeout', { perTryTimeout: Duration.millis(250) }, { perTryTimeout: '250ms' }],
  ['retryOn', { retryOn: [RetryOn.STATUS_5XX, RetryOn.RESET] }, { retryOn: '5xx,reset' }],
  ['retryOnStatuses', { retryOnStatuses: [503, 409] }, { retryOn: '503,409' }],
  ['both', { retryOn: [RetryOn.UNAVAILABLE], retryOnStatuses: [429] }, { retryOn: 'unavailable,429' }],
  ['an empty list beside the other', { retryOn: [], retryOnStatuses: [511] }, { retryOn: '511' }],
  ['retryRemoteLocalities', { retryRemoteLocalities: false }, { retryRemoteLocalities: false }],
  ['retryIgnorePreviousHosts', { retryIgnorePreviousHosts: false }, { retryIgnorePreviousHosts: false }],
  ['backoff', { backoff: Duration.seconds(2) }, { backoff: '2s' }],
])('with %s', (_, options, expected) => {
  expect(render(HttpRetry.attempts(3, options))).toEqual({ attempts: 3, ...expected });
});

test('0 attempts disable retries', () => {
  expect(render(HttpRetry.attempts(0))).toEqual({ attempts: 0 });
  expect(render(HttpRetry.disabled())).toEqual({ attempts: 0 });
});

test('the conditions are those that Istio knows', () => {
  expect(Object.values(RetryOn).sort()).toEqual([
    '5xx',
    'cancelled',
    'connect-failure',
    'deadline-exceeded',
    'envoy-ratelimited',
    'gateway-error',
    'http3-post-connect-failure',
    'internal',
    'refused-stream',
    'reset',
    'reset-before-request',
    'resource-exhausted',
    'retriable-4xx',
    'retriable-headers',
    'retriable-status-codes',
    'unavailable',
  ]);
});

const NO_OPTIONS = 'retries must not have options with 0 attempts, which mean no retries at all';

test.each<[string, () => unknown, string, string, RegExp]>([
  [
    'negative',
    () => HttpRetry.attempts(-1),
    'retries.attempts must be a whole number from 0 to 2147483647',
    '-1',
    /number/,
  ],
  [
    'half',
    () => HttpRetry.attempts(1.5),
    'retries.attempts must be a whole number from 0 to 2147483647',
    '1.5',
    /number/,
  ],
  [
    '0 with perTryTimeout',
    () => HttpRetry.attempts(0, { perTryTimeout: Duration.hours(1) }),
    NO_OPTIONS,
    expect.any(String),
    /1 attempt/,
  ],
  [
    '0 with a flag',
    () => HttpRetry.attempts(0, { retryRemoteLocalities: false }),
    NO_OPTIONS,
    '{"retryRemoteLocalities":false}',
    /1 attempt/,
  ],
  [
    'no conditions',
    () => HttpRetry.attempts(1, { retryOn: [] }),
    'retries.retryOn must not be empty: Istio takes that for its default',
    '[]',
    /disabled/,
  ],
  [
    'no statuses',
    () => HttpRetry.attempts(1, { retryOnStatuses: [] }),
    'retries.retryOn must not be empty: Istio takes that for its default',
    '[]',
    /disabled/,
  ],
  [
    'a status that is none',
    () => HttpRetry.attempts(1, { retryOnStatuses: [503, 599] }),
    'retries.retryOnStatuses[1] must be a status that HTTP defines',
    '599',
    /STATUS_5XX/,
  ],
  [
    'no time for a try',
    () => HttpRetry.attempts(1, { perTryTimeout: Duration.millis(0) }),
    'retries.perTryTimeout must be at least 1ms',
    '"0s"',
    /longer/,
  ],
  [
    'no pause',
    () => HttpRetry.attempts(1, { backoff: Duration.seconds(0) }),
    'retries.backoff must be at least 1ms',
    '"0s"',
    /longer/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});
