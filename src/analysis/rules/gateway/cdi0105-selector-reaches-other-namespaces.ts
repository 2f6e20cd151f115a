import { GATEWAY } from '../../../mesh/kinds';
import { withoutWorkloads, WORKLOADS } from '../../inputs';
import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { Workload } from '../../../mesh/index/workloads';
import { at, listAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { gatewaysBySelector } from './selectors';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Gateways whose selector reaches gateway pods of other namespaces than their own. */
export const SELECTOR_REACHES_OTHER_NAMESPACES: Rule = {
  code: 'CDI0105',
  name: 'SelectorReachesOtherNamespaces',
  severity: Severity.WARNING,
  summary: 'A Gateway selects gateway pods of its own namespace, and by the same labels those of another.',
  explanation:
    'The selector of a Gateway looks into all namespaces. With gateway pods of its own namespace and others that happen to carry the same labels, the hosts and ports of the Gateway are opened on both: an internal host may be served by the gateway of another team, with the certificate that it finds in its own namespace.',
  fix: 'Give the pods a label of their own, and select by it.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway',
  inputs: [GATEWAY, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const pods = mesh.derive(gatewayPodsOf);
    for (const { selector, text, gateways } of gatewaysBySelector(mesh)) {
      if (text === '' || pods.namespaces(selector).length < 2) {
        continue;
      }
      const selected = pods.selected(selector).filter(isGateway);
      for (const object of gateways) {
        const foreign = selected.filter(({ namespace }) => namespace !== object.namespace).map(({ source }) => source);
        if (foreign.length > 0 && foreign.length < selected.length) {
          const others = foreign.sort((a, b) => byText(a.key, b.key));
          const titles = others.map(({ title }) => title).join(', ');
          const message = `${object.title} is for pods of its own namespace, but its selector takes ${titles} as well`;
          report({ object, path: ['spec', 'selector'], message, related: others.map((each) => ({ object: each })) });
        }
      }
    }
  },
};

/** Pods of a gateway get its proxy by injection, or run it as `istio-proxy` with the argument `router`. */
function isGateway({ annotations, podSpec }: Workload): boolean {
  if (/(^|,)\s*gateway\s*(,|$)/.test(annotations['inject.istio.io/templates'] ?? '')) {
    return true;
  }
  return listAt(podSpec, 'containers').some(
    (each) => at(each, 'name') === 'istio-proxy' && listAt(each, 'args').includes('router'),
  );
}
