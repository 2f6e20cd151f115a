import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy } from './policy-scopes';

/** Failover between localities that has no way to see failures. */
export const FAILOVER_WITHOUT_OUTLIER_DETECTION: Rule = {
  code: 'CDI0308',
  name: 'FailoverWithoutOutlierDetection',
  severity: Severity.WARNING,
  summary: 'A policy has failover between localities, and no outlier detection.',
  explanation:
    'Envoy sends requests to another locality once endpoints of the nearest one are unhealthy, which outlier detection tells it. Istio sets no priorities for localities where there is none: `failover` and `failoverPriority` do nothing, and requests are spread over all localities.',
  fix: 'Add `outlierDetection` to the same policy; `outlierDetection: {}` ejects an endpoint after 5 errors in a row.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/',
  inputs: [DESTINATION_RULE],
  check: (mesh, report) => {
    for (const { object, scopes } of rulesWithPolicy(mesh, 'loadBalancer')) {
      const whole = object.spec.trafficPolicy;
      for (const { policy, path, subset, port } of scopes) {
        const { failover, failoverPriority, enabled } = policy.loadBalancer?.localityLbSetting ?? {};
        const fails = (failover ?? []).length > 0 || (failoverPriority ?? []).length > 0;
        // A subset takes the detection of the whole host; a port takes nothing over.
        const detection =
          policy.outlierDetection ?? (subset !== undefined && port === undefined ? whole?.outlierDetection : undefined);
        if (fails && enabled !== false && detection === undefined) {
          const message = `${object.title} has failover between localities, which does nothing without outlierDetection`;
          report({ object, path: [...path, 'loadBalancer', 'localityLbSetting'], message });
        }
      }
    }
  },
};
