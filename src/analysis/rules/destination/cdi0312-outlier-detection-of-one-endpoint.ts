import { DESTINATION_RULE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { countsNothing } from './cdi0307-outlier-detection-never-ejects';
import { rulesWithPolicy, servicesOf } from './policy-scopes';

/** Outlier detections that can eject the only endpoint that there is. */
export const OUTLIER_DETECTION_OF_ONE_ENDPOINT: Rule = {
  code: 'CDI0312',
  name: 'OutlierDetectionOfOneEndpoint',
  severity: Severity.WARNING,
  summary: 'An outlier detection watches a host that has a single endpoint.',
  explanation:
    'Envoy ejects at most `maxEjectionPercent` of the endpoints, 10 where none is given. A single endpoint is all of them: below 100 it is never ejected, so that the detection does nothing; with 100 it is, and for as long as that lasts every request is answered with 503 and the response flag UH.',
  fix: 'Leave out `outlierDetection`, or add a second endpoint and a `maxEjectionPercent` that one of them is within.',
  docs: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier',
  inputs: [DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    for (const { object, scopes: all } of rulesWithPolicy(mesh, 'outlierDetection')) {
      const scopes = all.filter(({ policy, subset }) => {
        const detection = policy.outlierDetection;
        return subset === undefined && detection !== undefined && !countsNothing(detection);
      });
      const services = scopes.length === 0 ? [] : servicesOf(mesh, object);
      const [service] = services;
      if (services.length !== 1 || service.resolution !== 'ENDPOINTS' || service.registry !== 'External') {
        continue;
      }
      if (service.endpoints.length === 1 && service.selector === undefined) {
        for (const { path, policy } of scopes) {
          const all = policy.outlierDetection?.maxEjectionPercent === 100;
          const effect = all ? 'may eject the only endpoint' : 'never ejects anything: there is only one endpoint';
          const message = `The outlier detection of ${object.title} ${effect} of ${object.spec.host}`;
          report({ object, path: [...path, 'outlierDetection'], message, related: [{ object: service.source }] });
        }
      }
    }
  },
};
