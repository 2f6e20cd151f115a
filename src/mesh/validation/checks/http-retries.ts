import { isNamedStatus } from '../../../kernel/http-status';
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
    if (!POLICIES.has(policy) && !isNamedStatus(parseGoInteger(policy) ?? 0)) {
      faults.error(`"${policy}" is nothing to retry on`, 'retryOn');
    }
  }
  faults.error(faultOfDuration(backoff), 'backoff');
}
