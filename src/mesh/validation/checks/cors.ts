import { CorsPolicy } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfDuration, isWholeSeconds } from './durations';
import { isHeaderName } from './headers';
import { faultOfRegexMatch } from './regexes';

const METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
]);

/** Checks which other origins may send requests. */
export function checkCors(policy: Decoded<CorsPolicy>, faults: Faults): void {
  (policy.allowOrigins ?? []).forEach((origin, index) => {
    const isEmpty = (origin.exact ?? origin.prefix ?? origin.regex ?? '') === '';
    faults.error(isEmpty ? 'an origin is missing' : faultOfRegexMatch(origin), 'allowOrigins', index);
  });
  (policy.allowMethods ?? []).forEach((method, index) => {
    if (!METHODS.has(method)) {
      faults.error(`${method} is no method that Istio allows`, 'allowMethods', index);
    }
  });
  for (const field of ['allowHeaders', 'exposeHeaders'] as const) {
    (policy[field] ?? []).forEach((name, index) => {
      if (!isHeaderName(name)) {
        faults.error(`"${name}" can't be the name of a header`, field, index);
      }
    });
  }
  if (policy.maxAge !== undefined) {
    faults.error(faultOfDuration(policy.maxAge), 'maxAge');
    faults.error(
      isWholeSeconds(policy.maxAge) ? undefined : `${policy.maxAge} is no whole number of seconds`,
      'maxAge',
    );
  }
}
