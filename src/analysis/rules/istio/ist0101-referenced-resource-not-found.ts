import {
  AUTHORIZATION_POLICY,
  DESTINATION_RULE,
  GATEWAY,
  KUBERNETES_GATEWAY,
  NAMESPACE,
  SECRET,
  SERVICE,
  SERVICE_ENTRY,
  SIDECAR,
  TELEMETRY,
  VIRTUAL_SERVICE,
} from '../../../mesh/kinds';
import { PRODUCED_SECRETS, WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { checkCredentials } from './missing-credentials';
import { checkDestinations } from './missing-destinations';
import { checkGateways } from './missing-gateways';
import { checkNamespaces } from './missing-namespaces';
import { checkWorkloads } from './missing-workloads';

/** References to what is not there. */
export const REFERENCED_RESOURCE_NOT_FOUND: Rule = {
  code: 'IST0101',
  name: 'ReferencedResourceNotFound',
  severity: Severity.ERROR,
  summary: 'An object refers to something that does not exist.',
  explanation:
    'Istio takes such an object all the same. A route to a host, port or subset that is not there answers 503 with the response flag NC or UH; a VirtualService whose Gateway is missing has no effect there; a server of a Gateway whose Secret is missing ends every TLS handshake; a selector that selects nothing leaves the object without effect.',
  fix: 'Correct the name, or add what is missing to the manifests. What is in the cluster already can be given to the analysis too.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  inputs: [
    AUTHORIZATION_POLICY,
    DESTINATION_RULE,
    GATEWAY,
    KUBERNETES_GATEWAY,
    NAMESPACE,
    SECRET,
    SERVICE,
    SERVICE_ENTRY,
    SIDECAR,
    TELEMETRY,
    VIRTUAL_SERVICE,
    ...PRODUCED_SECRETS,
    ...WORKLOADS,
  ],
  check: (mesh, report) => {
    checkDestinations(mesh, report);
    checkGateways(mesh, report);
    checkNamespaces(mesh, report);
    // Without any workload, nothing is known of what selectors select.
    if (mesh.workloads.all.length > 0) {
      checkWorkloads(mesh, report);
      checkCredentials(mesh, report);
    }
  },
};
