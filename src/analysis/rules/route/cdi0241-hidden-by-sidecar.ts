import { routingOf } from '../../../mesh/index/routing';
import { SidecarScope } from '../../../mesh/index/sidecar-scope';
import { DESTINATION_RULE, GATEWAY, SIDECAR, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { bindingsOf, exportToOf } from './bindings';

/** VirtualServices for the sidecars that Sidecars leave out everywhere. */
export const HIDDEN_BY_SIDECAR: Rule = {
  code: 'CDI0241',
  name: 'HiddenBySidecar',
  severity: Severity.WARNING,
  summary: 'The Sidecars of all pods that a VirtualService is exported to leave it out.',
  explanation:
    'A proxy takes the VirtualServices whose hosts are among the `egress.hosts` of its Sidecar, and with them the services that their routes lead to. Of any other it knows neither the routes nor the destinations: requests go to the host without timeouts, weights or subsets, as if the VirtualService were not there, or nowhere at all (REGISTRY_ONLY).',
  fix: 'Add the namespace and the host of the VirtualService to `egress.hosts` of the Sidecar, such as `./reviews.shop.svc.cluster.local`, or export it to the namespaces of its clients.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts',
  inputs: [DESTINATION_RULE, GATEWAY, SIDECAR, VIRTUAL_SERVICE, ...SERVICES, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const object of mesh.all(SIDECAR).length === 0 ? [] : mesh.all(VIRTUAL_SERVICE)) {
      const namespaces = namespacesOf(mesh, object);
      const scopes = bindingsOf(mesh, object).isMesh && !object.isAssumed ? scopesIn(mesh, namespaces) : [];
      const sidecars = [...new Set(scopes.flatMap(({ sidecar }) => sidecar ?? []))].sort((a, b) =>
        byText(a.key, b.key),
      );
      // Where it is exported to a namespace of which no pods are known, those may take it.
      if (scopes.length > 0 && !scopes.some((scope) => imports(scope, object))) {
        report({
          object,
          path: ['spec', 'hosts'],
          message: `${object.title} is for clients in ${namespaces.join(', ')}, and ${sidecars.map(({ title }) => title).join(', ')} leaves it out there`,
          related: sidecars.map((sidecar) => ({ object: sidecar, path: ['spec', 'egress'] })),
        });
      }
    }
  },
};

/** The namespaces that a VirtualService is exported to; none where that is all of them. */
function namespacesOf(mesh: Mesh, object: MeshObject<VirtualServiceSpec>): string[] {
  const exportTo = exportToOf(mesh, object);
  return exportTo.includes('*') || exportTo.includes('~')
    ? []
    : [...new Set(exportTo.map((each) => (each === '.' ? object.namespace : each)))].sort(byText);
}

/** What the pods of namespaces know; nothing, where no pods of one of them are known. */
function scopesIn(mesh: Mesh, namespaces: readonly string[]): SidecarScope[] {
  const routing = mesh.derive(routingOf);
  const pods = namespaces.map((namespace) =>
    mesh.workloads.inNamespace(namespace).filter(({ type, source }) => type === 'pods' && !source.isAssumed),
  );
  return pods.some((each) => each.length === 0)
    ? []
    : [...new Set(pods.flat().map(({ namespace, labels }) => routing.sidecar(namespace, labels)))];
}

function imports({ listeners }: SidecarScope, object: MeshObject): boolean {
  return listeners.some(({ virtualServices }) => virtualServices.some((each) => each.object === object));
}
