import { GATEWAY } from '../../../mesh/kinds';
import { gatewaysBySelector } from './selectors';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Gateways of all gateway pods. */
export const GATEWAY_WITHOUT_SELECTOR: Rule = {
  code: 'CDI0104',
  name: 'GatewayWithoutSelector',
  severity: Severity.WARNING,
  summary: 'A Gateway has no selector, so it opens its ports on all gateway pods of the mesh.',
  explanation:
    'A Gateway without a selector configures every proxy that runs as a gateway, in every namespace: an egress gateway, an internal one, and those of other teams. They all begin to listen on its ports and serve its hosts, and where one of them has such a port already, servers may be dropped.',
  fix: 'Select the pods that are meant, by a label that only they carry: `selector: { istio: ingressgateway }`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway',
  inputs: [GATEWAY],
  check: (mesh, report) => {
    const gateways = gatewaysBySelector(mesh).find(({ text }) => text === '')?.gateways ?? [];
    for (const object of gateways.filter(({ isAssumed }) => !isAssumed)) {
      const message = `${object.title} has no selector and so configures all gateway pods of the mesh`;
      report({ object, path: ['spec', 'selector'], message });
    }
  },
};
