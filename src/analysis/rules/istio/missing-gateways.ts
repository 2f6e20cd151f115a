import { GATEWAY, KUBERNETES_GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { byText } from '../../order';
import { Report } from '../../rule';
import { gatewayReferencesOf } from './gateway-references';

/** Gateways that VirtualServices refer to and that are not there. */
export function checkGateways(mesh: Mesh, report: Report): void {
  const byName = new Map<string, string[]>();
  [...mesh.all(GATEWAY), ...mesh.all(KUBERNETES_GATEWAY)].forEach(({ name, namespace }) =>
    addTo(byName, name, namespace),
  );
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    for (const { reference, namespace, name, path } of gatewayReferencesOf(object)) {
      const known = mesh.get(GATEWAY, namespace, name) ?? mesh.get(KUBERNETES_GATEWAY, namespace, name);
      if (known === undefined) {
        const [elsewhere] = [...(byName.get(name) ?? [])].sort(byText);
        const hint = elsewhere === undefined ? '' : `; there is ${elsewhere}/${name}`;
        report({
          object,
          path,
          message: `${object.title} refers to gateway ${reference}, but there is no Gateway ${namespace}/${name}${hint}`,
        });
      }
    }
  }
}
