import { GATEWAY, KUBERNETES_GATEWAY } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { byText } from '../../order';
import { Report } from '../../rule';
import { gatewayReferencesOf } from './gateway-references';

/** Gateways that VirtualServices refer to and that are not there. */
export function checkGateways(mesh: Mesh, report: Report): void {
  for (const named of gatewayReferencesOf(mesh)) {
    const { object, reference, namespace, name } = named;
    const known = mesh.get(GATEWAY, namespace, name) ?? mesh.get(KUBERNETES_GATEWAY, namespace, name);
    if (known === undefined) {
      const elsewhere = namespacesOf(mesh, name)[0] as string | undefined;
      const hint = elsewhere === undefined ? '' : `; there is ${elsewhere}/${name}`;
      report({
        object,
        path: named.path,
        message: `${object.title} refers to gateway ${reference}, but there is no Gateway ${namespace}/${name}${hint}`,
      });
    }
  }
}

/** The namespaces that have a Gateway of a name, in order. */
function namespacesOf(mesh: Mesh, name: string): readonly string[] {
  return mesh.derive(namespacesByName).get(name) ?? [];
}

function namespacesByName(mesh: Mesh): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  [...mesh.all(GATEWAY), ...mesh.all(KUBERNETES_GATEWAY)].forEach(({ name, namespace }) =>
    addTo(found, name, namespace),
  );
  found.forEach((namespaces) => namespaces.sort(byText));
  return found;
}
