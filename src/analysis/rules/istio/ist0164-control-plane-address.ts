import { MUTATING_WEBHOOK_CONFIGURATION, VALIDATING_WEBHOOK_CONFIGURATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { hostOfUrl, isAddress, istioWebhooks } from './webhook-urls';

/** Webhooks of Istio that call an IP address. */
export const CONTROL_PLANE_ADDRESS: Rule = {
  code: 'IST0164',
  name: 'ExternalControlPlaneAddressIsNotAHostname',
  severity: Severity.INFO,
  summary: 'A webhook of Istio calls its control plane by an IP address.',
  explanation:
    'The address is that of the load balancer in front of the other cluster. When it gets another one, the API server can not reach istiod any more: no sidecar is injected, and no configuration is checked, until the webhooks are changed.',
  fix: 'Give the gateway in front of istiod a name in DNS, and put that into `clientConfig.url`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0164/',
  inputs: [MUTATING_WEBHOOK_CONFIGURATION, VALIDATING_WEBHOOK_CONFIGURATION],
  check: (mesh, report) => {
    for (const { object, path, title, url } of istioWebhooks(mesh)) {
      if (url !== undefined && isAddress(url)) {
        report({
          object,
          path: [...path, 'clientConfig', 'url'],
          message: `Webhook ${title} calls its control plane by the address ${hostOfUrl(url) ?? ''}`,
        });
      }
    }
  },
};
