import { DEPLOYMENT, MUTATING_WEBHOOK_CONFIGURATION, NAMESPACE } from '../../../mesh/kinds';
import { at, textsAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { hasAutoImage } from './auto-image';
import { injectionWebhooks, isFor } from './injection-webhooks';

/** Deployments that leave their image to an injector which does not look at them. */
export const AUTO_IMAGE_WITHOUT_INJECTION: Rule = {
  code: 'IST0146',
  name: 'ImageAutoWithoutInjectionWarning',
  severity: Severity.WARNING,
  summary: 'A Deployment has `image: auto`, and no injection webhook is for its pods.',
  explanation:
    'The injector replaces `auto` by the image of the proxy when a pod is created. Where no webhook selects the namespace and the pod, the image stays `auto`, which no registry has: the pods hang in ImagePullBackOff.',
  fix: 'Give the pods the label `sidecar.istio.io/inject: "true"` (with a revision, `istio.io/rev`), or label their namespace so that a webhook selects it.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0146/',
  inputs: [DEPLOYMENT, MUTATING_WEBHOOK_CONFIGURATION, NAMESPACE],
  undecidable: (mesh) =>
    injectionWebhooks(mesh).length === 0 ? 'there is no injection webhook of Istio among the manifests' : undefined,
  check: (mesh, report) => {
    const webhooks = injectionWebhooks(mesh);
    for (const object of mesh.all(DEPLOYMENT)) {
      const template = at(object.spec, 'template');
      if (object.isAssumed || !hasAutoImage(at(template, 'spec'))) {
        continue;
      }
      const namespaceLabels = mesh.get(NAMESPACE, '', object.namespace)?.labels ?? {};
      const podLabels = textsAt(template, 'metadata', 'labels');
      if (!webhooks.some((webhook) => isFor(webhook, namespaceLabels, podLabels))) {
        report({
          object,
          path: ['spec', 'template', 'spec', 'containers'],
          message: `${object.title} leaves the image of its proxy to the injector (auto), but no injection webhook is for its pods`,
        });
      }
    }
  },
};
