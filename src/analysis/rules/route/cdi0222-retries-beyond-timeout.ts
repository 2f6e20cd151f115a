import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { parseGoDuration } from '../../../mesh/semantics/go-duration';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Retries that the timeout of their route leaves no time for. */
export const RETRIES_BEYOND_TIMEOUT: Rule = {
  code: 'CDI0222',
  name: 'RetriesBeyondTimeout',
  severity: Severity.WARNING,
  summary: 'The timeout of a route ends before its last retry can begin.',
  explanation:
    'The timeout of a route is for all tries together. Where the tries that `perTryTimeout` allows take longer than that, the last retries never begin for requests that time out: with a `perTryTimeout` as long as the timeout there is no retry at all, and Envoy ignores the shorter limit.',
  fix: 'Let `timeout` be longer than `perTryTimeout` times the number of retries, or ask for fewer of them.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'retries')) {
      const { attempts = 0, perTryTimeout = '' } = route.retries ?? {};
      const [timeout, perTry] = [parseGoDuration(route.timeout ?? '') ?? 0n, parseGoDuration(perTryTimeout) ?? 0n];
      if (attempts > 0 && timeout > 0n && perTry > 0n && perTry * BigInt(attempts) >= timeout) {
        const possible = (timeout - 1n) / perTry;
        const message = `Of ${attempts} retries in ${object.title}, each after ${perTryTimeout}, a timeout of ${route.timeout ?? ''} leaves time for ${possible}`;
        report({ object, path: [...path, 'retries'], message });
      }
    }
  },
};
