import { GuessedObject } from '../../../mesh/guessed-object';
import { gatewayPlacesOf } from '../../../mesh/index/gateway-places';
import { producedSecretsOf } from '../../../mesh/index/produced-secrets';
import { GATEWAY, SECRET } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Workload } from '../../../mesh/index/workloads';
import { TextMap } from '../../../mesh/wire/json';
import { Report } from '../../rule';
import { shownName } from '../credential/credential-use';
import { podsSelectedBy } from './selected-pods';

/**
 * Secrets that servers of Gateways name and that are not beside the gateway's pods. What a controller makes there counts. Where it is a guess that the pods
 * are there, CDI0040 tells of Secrets that are elsewhere.
 */
export function checkCredentials(mesh: Mesh, report: Report): void {
  const places = gatewayPlacesOf(mesh);
  const produced = producedSecretsOf(mesh);
  for (const object of mesh.all(GATEWAY)) {
    const { selector = {}, servers = [] } = object.spec;
    for (const [index, { tls }] of servers.entries()) {
      const name = tls?.credentialName ?? '';
      const namespaces = name === '' ? [] : namespacesOf(podsSelectedBy(mesh, selector));
      const isThere =
        namespaces.some((namespace) => mesh.get(SECRET, namespace, name) !== undefined) ||
        produced.ofName(name).some(({ namespace }) => namespaces.includes(namespace));
      if (
        namespaces.length > 0 &&
        !isThere &&
        !(isGuess(mesh, selector) && places.misplaced(selector, name).length > 0)
      ) {
        report({
          object,
          path: ['spec', 'servers', index, 'tls', 'credentialName'],
          message: `${object.title} takes its certificate from Secret ${shownName(name)}, which is not in ${namespaces.join(', ')}, where its pods run`,
        });
      }
    }
  }
}

/** Whether nobody says where the pods are. */
function isGuess(mesh: Mesh, selector: TextMap): boolean {
  return podsSelectedBy(mesh, selector).some(({ source }) => source instanceof GuessedObject);
}

function namespacesOf(pods: readonly Workload[]): readonly string[] {
  return pods.length === 1 ? [pods[0].namespace] : [...new Set(pods.map(({ namespace }) => namespace))].sort();
}
