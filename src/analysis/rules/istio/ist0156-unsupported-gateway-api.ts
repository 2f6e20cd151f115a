import { CUSTOM_RESOURCE_DEFINITION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportUnserved } from './gateway-api-definitions';

const KINDS = ['Gateway', 'GatewayClass', 'HTTPRoute', 'ReferenceGrant'];

/** CRDs of the Gateway API without the version that Istio reads. */
export const UNSUPPORTED_GATEWAY_API: Rule = {
  code: 'IST0156',
  name: 'UnsupportedGatewayAPIVersion',
  severity: Severity.ERROR,
  summary: 'A CRD of the Gateway API does not serve v1beta1.',
  explanation:
    'Istio asks the API server for the kinds of the Gateway API in that version. From CRDs that do not serve it, it gets nothing: Gateways and routes are in the cluster, and no gateway is made for them.',
  fix: 'Install CRDs of the Gateway API of a version that the Istio in use names as its own.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  check: (mesh, report) => reportUnserved(mesh, report, KINDS, 'v1beta1'),
};
