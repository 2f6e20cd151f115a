import { AUTHORIZATION_POLICY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { termsOf } from './policy-terms';
import { authorizedBy, isServicePortOnly } from './policy-workloads';

/** Rules for the port of a Service instead of the workload's. */
export const AUTHORIZATION_OF_SERVICE_PORT: Rule = {
  code: 'CDI0515',
  name: 'AuthorizationOfServicePort',
  severity: Severity.ERROR,
  summary: 'An AuthorizationPolicy asks for a port that the workload does not have; its Service does.',
  explanation:
    'A policy is judged by the proxy of the workload that is called, which sees the port that the workload listens on. Traffic to port 80 of a Service with `targetPort: 8080` arrives at 8080, so a rule for port 80 matches nothing.',
  fix: "Write the workload's port: the Service's `targetPort`.",
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-ports',
  inputs: [AUTHORIZATION_POLICY, ...SERVICES, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      const terms = termsOf(mesh, policy).filter(({ attribute }) => attribute === 'ports');
      const workloads = terms.length === 0 ? [] : authorizedBy(mesh, policy);
      for (const { values, path } of terms
        .flatMap(({ wanted, unwanted }) => [wanted, unwanted])
        .flatMap((list) => list ?? [])) {
        values.forEach((value, index) => {
          if (isServicePortOnly(mesh, workloads, Number(value))) {
            const message = `Port ${value} in ${policy.title} is a port of the Service; the workload listens on another one`;
            report({ object: policy, path: [...path, index], message });
          }
        });
      }
    }
  },
};
