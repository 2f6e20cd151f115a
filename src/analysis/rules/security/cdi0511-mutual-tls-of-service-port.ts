import { PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { isServicePortOnly, workloadsOf } from './policy-workloads';

/** Modes of mutual TLS for the port of a Service instead of the workload's. */
export const MUTUAL_TLS_OF_SERVICE_PORT: Rule = {
  code: 'CDI0511',
  name: 'MutualTlsOfServicePort',
  severity: Severity.ERROR,
  summary: 'A PeerAuthentication sets the mode of a port that the workload does not have; its Service does.',
  explanation:
    'The ports of `portLevelMtls` are those that the workload listens on. Traffic to port 80 of a Service with `targetPort: 8080` arrives at 8080, and takes the mode of the whole workload.',
  fix: "Write the workload's port: the Service's `targetPort`.",
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-port_level_mtls',
  inputs: [PEER_AUTHENTICATION, ...SERVICES, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const object of mesh.all(PEER_AUTHENTICATION)) {
      const { selector, portLevelMtls } = object.spec;
      const workloads = workloadsOf(mesh, object, selector?.matchLabels ?? {});
      for (const port of Object.keys(portLevelMtls ?? {})) {
        if (isServicePortOnly(mesh, workloads, Number(port))) {
          const message = `Port ${port} in ${object.title} is a port of the Service; the workload listens on another one`;
          report({ object, path: ['spec', 'portLevelMtls', port], message });
        }
      }
    }
  },
};
