import { CUSTOM_RESOURCE_DEFINITION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportUnserved } from './gateway-api-definitions';

const KINDS = ['Gateway', 'GatewayClass', 'GRPCRoute', 'HTTPRoute'];

/** CRDs of the Gateway API without the version that a later Istio reads. */
export const OUTDATED_GATEWAY_API: Rule = {
  code: 'IST0172',
  name: 'FutureUnsupportedGatewayAPIVersion',
  severity: Severity.WARNING,
  summary: 'A CRD of the Gateway API does not serve v1.',
  explanation:
    'Istio goes over to v1 of the Gateway API. After an upgrade of Istio it gets nothing from CRDs that do not serve it: Gateways and routes are in the cluster, and no gateway is made for them.',
  fix: 'Install newer CRDs of the Gateway API before Istio is upgraded.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  check: (mesh, report) => reportUnserved(mesh, report, KINDS, 'v1'),
};
