import { isVisible } from '../../../mesh/index/services';
import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { gatewayNamespacesOf } from './bindings';
import { resolvedDestinations } from './destinations';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Destinations that the pods of the Gateway do not see. */
export const DESTINATION_HIDDEN_FROM_GATEWAY: Rule = {
  code: 'CDI0209',
  name: 'DestinationHiddenFromGateway',
  severity: Severity.ERROR,
  summary: 'A route at a gateway leads to a service that is not exported to the namespace of its pods.',
  explanation:
    'A gateway knows the services that are exported to the namespace of its pods. It takes the route, finds no such cluster, and answers with 503 and the response flag `NC`. Inside of the own namespace the same host works, which makes it hard to find.',
  fix: "Add the namespace of the gateway's pods to `exportTo` of the ServiceEntry, or to the annotation `networking.istio.io/exportTo` of the Service.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry',
  inputs: [VIRTUAL_SERVICE, GATEWAY, ...WORKLOADS, ...SERVICES],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const placed of resolvedDestinations(mesh)) {
      const { object, destination, services } = placed;
      // Most services are seen everywhere.
      if (!services.some(({ exportTo }) => !exportTo.includes('*'))) {
        continue;
      }
      const isSeenBy = (namespace: string): boolean => services.some((service) => isVisible(service, namespace));
      const namespaces = isSeenBy(object.namespace) ? gatewayNamespacesOf(mesh, object) : [];
      const isHidden = namespaces.length > 0 && !namespaces.some(isSeenBy);
      if (isHidden && !services.some(({ source }) => source.isAssumed)) {
        const related = services.map(({ source }) => ({ object: source }));
        const message = `${object.title} routes to ${destination.host}, which the gateway's pods in ${namespaces.join(', ')} do not see`;
        report({ object, path: [...placed.path, 'host'], message, related });
      }
    }
  },
};
