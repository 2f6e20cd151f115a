import { MUTATING_WEBHOOK_CONFIGURATION, VALIDATING_WEBHOOK_CONFIGURATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { hostOfUrl, istioWebhooks } from './webhook-urls';

/** Webhooks of Istio that call nothing. */
export const EXTERNAL_CONTROL_PLANE: Rule = {
  code: 'IST0163',
  name: 'InvalidExternalControlPlaneConfig',
  severity: Severity.WARNING,
  summary: 'A webhook of Istio names neither a Service nor a URL that could be called.',
  explanation:
    'With a control plane in another cluster, the webhooks call it by the URL of its ingress gateway. With one that is none, the API server can not reach istiod: no sidecar is injected, and no configuration is checked.',
  fix: 'Set `clientConfig.url` to `https://HOST:15017/inject` (or `/validate`), with the host name of the gateway in front of istiod.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0163/',
  inputs: [MUTATING_WEBHOOK_CONFIGURATION, VALIDATING_WEBHOOK_CONFIGURATION],
  check: (mesh, report) => {
    for (const { object, path, title, url, hasService } of istioWebhooks(mesh)) {
      const isCalled = url === undefined ? hasService : hostOfUrl(url) !== undefined;
      if (!isCalled) {
        const what = url === undefined ? 'names neither a Service nor a URL' : 'calls a URL that is none';
        report({
          object,
          path: [...path, 'clientConfig', ...(url === undefined ? [] : ['url'])],
          message: `Webhook ${title} ${what}`,
        });
      }
    }
  },
};
