import { NAMESPACE } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { deploymentPorts, servicesOf } from './service-ports';

/** Services of one Deployment that lead to one port of its pods from different ports. */
export const CONFLICTING_TARGET_PORTS: Rule = {
  code: 'IST0137',
  name: 'DeploymentConflictingPorts',
  severity: Severity.WARNING,
  summary: 'Two ports of Services lead to the same port of the same pods.',
  explanation:
    "A sidecar has one listener for each port of its pod, which takes its settings (protocol, policies, telemetry) from one of the Services' ports: which one is left to chance.",
  fix: 'Lead to one port of the pods from one port number only.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0137/',
  inputs: [NAMESPACE, ...SERVICES, ...WORKLOADS],
  check: (mesh, report) => {
    for (const { deployment, ports } of deploymentPorts(mesh)) {
      for (const target of new Set(ports.map((port) => port.target))) {
        const same = ports.filter((port) => port.target === target);
        const numbers = [...new Set(same.map(({ port }) => port))].sort((a, b) => a - b);
        if (numbers.length > 1) {
          report({
            object: deployment,
            message: `Port ${target} of the pods of ${deployment.title} is led to from ports ${numbers.join(' and ')}`,
            related: servicesOf(same).map((object) => ({ object })),
          });
        }
      }
    }
  },
};
