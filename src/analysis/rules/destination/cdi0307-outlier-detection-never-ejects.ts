import { DESTINATION_RULE } from '../../../mesh/kinds';
import { OutlierDetection } from '../../../mesh/wire/networking';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy } from './policy-scopes';

/** Outlier detections in which nothing is counted. */
export const OUTLIER_DETECTION_NEVER_EJECTS: Rule = {
  code: 'CDI0307',
  name: 'OutlierDetectionNeverEjects',
  severity: Severity.WARNING,
  summary: 'An outlier detection counts no errors, so it never ejects an endpoint.',
  explanation:
    'A count of 0 switches a kind of error off. With `consecutive5xxErrors: 0` and no count of gateway errors or local failures, no error leads to an ejection: requests keep going to endpoints that fail.',
  fix: 'Give `consecutive5xxErrors` or `consecutiveGatewayErrors` a count; without any, 5 errors in a row eject an endpoint.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection',
  inputs: [DESTINATION_RULE],
  check: (mesh, report) => {
    for (const { object, scopes } of rulesWithPolicy(mesh, 'outlierDetection')) {
      for (const { policy, path } of scopes) {
        if (policy.outlierDetection !== undefined && countsNothing(policy.outlierDetection)) {
          const message = `The outlier detection of ${object.title} counts no errors, so it never ejects an endpoint`;
          report({ object, path: [...path, 'outlierDetection'], message });
        }
      }
    }
  },
};

/** Whether every count is switched off. Errors of one's own side count by themselves once they are told apart. */
export function countsNothing(detection: OutlierDetection): boolean {
  return (
    detection.consecutive5xxErrors === 0 &&
    (detection.consecutiveGatewayErrors ?? 0) === 0 &&
    detection.splitExternalLocalOriginErrors !== true
  );
}
