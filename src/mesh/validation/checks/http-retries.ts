import { HttpRetry } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfDuration } from './durations';
import { parseGoInteger } from './text';

const POLICIES: ReadonlySet<string> = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** The statuses that HTTP has names for, as ranges. */
const STATUSES = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
] as const;

/** Checks when and how often requests are tried again. */
export function checkRetries(retries: Decoded<HttpRetry>, faults: Faults): void {
  const { attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities, backoff } = retries;
  if (attempts < 0) {
    faults.error(`attempts can't be negative: ${attempts}`, 'attempts');
  }
  if (attempts === 0 && (perTryTimeout !== undefined || retryOn !== '' || retryRemoteLocalities !== undefined)) {
    faults.error('with 0 attempts nothing is tried again, so that there is nothing to set for it', 'attempts');
  }
  faults.error(faultOfDuration(perTryTimeout), 'perTryTimeout');
  for (const policy of retryOn === '' ? [] : retryOn.split(',')) {
    if (!POLICIES.has(policy) && !isStatus(parseGoInteger(policy))) {
      faults.error(`"${policy}" is nothing to retry on`, 'retryOn');
    }
  }
  faults.error(faultOfDuration(backoff), 'backoff');
}

function isStatus(status = 0): boolean {
  return STATUSES.some(([first, last]) => status >= first && status <= last);
}
