import { NAMESPACE } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { deploymentPorts, servicesOf } from './service-ports';

/** Services of one Deployment that have a port in common, with different protocols. */
export const SEVERAL_PROTOCOLS: Rule = {
  code: 'IST0116',
  name: 'DeploymentAssociatedToMultipleServices',
  severity: Severity.WARNING,
  summary: 'Two Services of the same pods use one port number for different transport protocols.',
  explanation:
    'A sidecar can serve a port number of its pod in one way. Where a Service says TCP and another UDP for the same number, what Envoy makes of it depends on which it meets first.',
  fix: 'Use different port numbers, or the same protocol.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0116/',
  inputs: [NAMESPACE, ...SERVICES, ...WORKLOADS],
  check: (mesh, report) => {
    for (const { deployment, ports } of deploymentPorts(mesh)) {
      for (const number of new Set(ports.map(({ port }) => port))) {
        const same = ports.filter(({ port }) => port === number);
        const protocols = [...new Set(same.map(({ protocol }) => protocol))].sort();
        if (protocols.length > 1) {
          report({
            object: deployment,
            message: `The pods of ${deployment.title} have port ${number} from several Services, as ${protocols.join(' and ')}`,
            related: servicesOf(same).map((object) => ({ object })),
          });
        }
      }
    }
  },
};
