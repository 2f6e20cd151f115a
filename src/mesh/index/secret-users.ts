import { INGRESS, KUBERNETES_GATEWAY, LISTENER_SET } from '../kinds';
import { Mesh } from '../mesh';
import { listAt, textAt } from '../wire/json';

/** The Secrets that something else than a Gateway of Istio takes from their own namespace, as `namespace/name`. */
export function secretsUsedInPlace(mesh: Mesh): ReadonlySet<string> {
  return mesh.derive(readSecretsUsedInPlace);
}

function readSecretsUsedInPlace(mesh: Mesh): ReadonlySet<string> {
  return new Set([
    ...mesh
      .all(INGRESS)
      .flatMap(({ spec, namespace }) =>
        listAt(spec, 'tls').map((each) => `${namespace}/${textAt(each, 'secretName') ?? ''}`),
      ),
    ...[...mesh.all(KUBERNETES_GATEWAY), ...mesh.all(LISTENER_SET)].flatMap(({ spec, namespace }) =>
      listAt(spec, 'listeners')
        .flatMap((listener) => listAt(listener, 'tls', 'certificateRefs'))
        .map((each) => `${textAt(each, 'namespace') ?? namespace}/${textAt(each, 'name') ?? ''}`),
    ),
    ...mesh.workloads.all.flatMap(({ podSpec, namespace }) =>
      listAt(podSpec, 'volumes')
        .flatMap((volume) => [
          textAt(volume, 'secret', 'secretName'),
          ...listAt(volume, 'projected', 'sources').map((source) => textAt(source, 'secret', 'name')),
        ])
        .map((name) => `${namespace}/${name ?? ''}`),
    ),
  ]);
}
