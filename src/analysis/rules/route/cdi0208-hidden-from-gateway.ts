import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { isExportedTo } from '../../../mesh/semantics/export-to';
import { MESH_CONFIG, withoutWorkloads, WORKLOADS } from '../../inputs';
import { bindingsOf, exportToOf, namespacesOfPods } from './bindings';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** VirtualServices that the pods of their Gateway do not see. */
export const HIDDEN_FROM_GATEWAY: Rule = {
  code: 'CDI0208',
  name: 'HiddenFromGateway',
  severity: Severity.ERROR,
  summary: 'A VirtualService is not exported to the namespace of the pods of a Gateway that it is attached to.',
  explanation:
    '`exportTo` says which namespaces see a VirtualService, and for a gateway it is the namespace of its pods that counts, not that of the Gateway object. Where that one is left out the gateway never learns of the routes: requests are answered with 404.',
  fix: "Add the namespace of the gateway's pods to `exportTo`, or leave `exportTo` out.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  inputs: [VIRTUAL_SERVICE, GATEWAY, ...WORKLOADS, ...MESH_CONFIG],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const isSeenByDefault = mesh.config.defaultVirtualServiceExportTo.includes('*');
    for (const object of isSeenByDefault ? virtualServiceGroupsOf(mesh).exported : mesh.all(VIRTUAL_SERVICE)) {
      const exportTo = exportToOf(mesh, object);
      for (const gateway of exportTo.includes('*') ? [] : bindingsOf(mesh, object).gateways) {
        const namespaces = namespacesOfPods(mesh, [gateway]);
        if (namespaces.length > 0 && !namespaces.some((each) => isExportedTo(exportTo, object.namespace, each))) {
          const message = `${object.title} is exported to ${exportTo.join(', ')}, and the pods of ${gateway.title} are in ${namespaces.join(', ')}`;
          report({ object, path: ['spec', 'exportTo'], message, related: [{ object: gateway }] });
        }
      }
    }
  },
};
