import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { parseGoDuration } from '../../../mesh/semantics/go-duration';
import { injectsFaults } from './faults';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Faults whose route has retries or a timeout. */
export const FAULT_BESIDE_RETRIES: Rule = {
  code: 'CDI0223',
  name: 'FaultBesideRetries',
  severity: Severity.INFO,
  summary: 'A route injects faults and has retries or a timeout, which do not apply to them.',
  explanation:
    'A fault is injected before the request is routed. What the route says of retries and timeouts has no effect on it: an injected abort is not retried, and an injected delay does not run into the timeout. A test of either shows nothing of how the client fares.',
  fix: 'Inject the fault on the route to the service further down (a VirtualService of its own host), and keep retries and timeout on the one in front.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#virtual-service-with-fault-injection-and-retrytimeout-policies-not-working-as-expected',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'fault')) {
      const settings = [
        ...((route.retries?.attempts ?? 0) > 0 ? ['retries'] : []),
        ...((parseGoDuration(route.timeout ?? '') ?? 0n) > 0n ? ['timeout'] : []),
      ];
      if (injectsFaults(route.fault) && settings.length > 0) {
        const message = `A route of ${object.title} injects faults, which know nothing of its ${settings.join(' and ')}`;
        report({ object, path: [...path, 'fault'], message });
      }
    }
  },
};
