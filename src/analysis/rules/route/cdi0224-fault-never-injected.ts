import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { shareOf } from './faults';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Faults for none of the requests. */
export const FAULT_NEVER_INJECTED: Rule = {
  code: 'CDI0224',
  name: 'FaultNeverInjected',
  severity: Severity.WARNING,
  summary: 'A fault has no percentage, or one of zero, so it is never injected.',
  explanation:
    'A delay or an abort concerns the share of requests that its `percentage` says. Without one that share is zero, so that nothing is injected at all.',
  fix: 'Set `percentage.value`, up to 100, or remove the fault.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'fault')) {
      for (const kind of ['abort', 'delay'] as const) {
        if (route.fault?.[kind] !== undefined && shareOf(route.fault, kind) === 0) {
          const message = `The ${kind} of a route of ${object.title} concerns 0% of its requests`;
          report({ object, path: [...path, 'fault', kind], message });
        }
      }
    }
  },
};
