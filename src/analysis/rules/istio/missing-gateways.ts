import { GATEWAY, KUBERNETES_GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Report } from '../../rule';
import { gatewayReferencesOf } from './gateway-references';

/** Gateways that VirtualServices refer to and that are not there. */
export function checkGateways(mesh: Mesh, report: Report): void {
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    for (const { reference, namespace, name, path } of gatewayReferencesOf(object)) {
      const known = mesh.get(GATEWAY, namespace, name) ?? mesh.get(KUBERNETES_GATEWAY, namespace, name);
      if (known === undefined) {
        const elsewhere = [...mesh.all(GATEWAY), ...mesh.all(KUBERNETES_GATEWAY)].find(
          (gateway) => gateway.name === name,
        );
        const hint = elsewhere === undefined ? '' : `; there is ${elsewhere.namespace}/${name}`;
        report({
          object,
          path,
          message: `${object.title} refers to gateway ${reference}, but there is no Gateway ${namespace}/${name}${hint}`,
        });
      }
    }
  }
}
