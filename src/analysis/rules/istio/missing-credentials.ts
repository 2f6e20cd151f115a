import { producedSecretsOf } from '../../../mesh/index/produced-secrets';
import { GATEWAY, SECRET } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Report } from '../../rule';
import { shownName } from '../credential/credential-use';
import { podsSelectedBy } from './selected-pods';

/** Secrets that servers of Gateways name and that are not beside the gateway's pods. What a controller makes there counts. */
export function checkCredentials(mesh: Mesh, report: Report): void {
  for (const object of mesh.all(GATEWAY)) {
    const pods = podsSelectedBy(mesh, object.spec.selector ?? {});
    const namespaces = [...new Set(pods.map(({ namespace }) => namespace))].sort();
    for (const [index, { tls }] of (object.spec.servers ?? []).entries()) {
      const name = tls?.credentialName ?? '';
      const isThere =
        namespaces.some((namespace) => mesh.get(SECRET, namespace, name) !== undefined) ||
        producedSecretsOf(mesh)
          .ofName(name)
          .some(({ namespace }) => namespaces.includes(namespace));
      if (name !== '' && namespaces.length > 0 && !isThere) {
        report({
          object,
          path: ['spec', 'servers', index, 'tls', 'credentialName'],
          message: `${object.title} takes its certificate from Secret ${shownName(name)}, which is not in ${namespaces.join(', ')}, where its pods run`,
        });
      }
    }
  }
}
