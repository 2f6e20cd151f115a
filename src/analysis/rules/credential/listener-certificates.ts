import { KUBERNETES_GATEWAY, LISTENER_SET, SECRET } from '../../../mesh/kinds';
import { producedSecretsOf } from '../../../mesh/index/produced-secrets';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { listAt, textAt } from '../../../mesh/wire/json';

/** A place where a listener of the Gateway API names the Secret of its certificate. */
export interface ListenerCertificate {
  readonly object: MeshObject;
  readonly path: FieldPath;
  readonly namespace: string;
  readonly name: string;
  /** Whether the Secret is there, or something that it is made from. */
  readonly isThere: boolean;
}

/** cert-manager makes Certificates for the listeners of what is annotated so. */
const ISSUERS = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

/** The certificates of listeners that end TLS; other kinds than Secrets are those of other implementations. */
export function listenerCertificates(mesh: Mesh): ListenerCertificate[] {
  const produced = producedSecretsOf(mesh);
  return [...mesh.all(KUBERNETES_GATEWAY), ...mesh.all(LISTENER_SET)]
    .filter(({ isAssumed }) => !isAssumed)
    .flatMap((object) =>
      listAt(object.spec, 'listeners').flatMap((listener, index) =>
        textAt(listener, 'tls', 'mode') === 'Passthrough'
          ? []
          : listAt(listener, 'tls', 'certificateRefs').flatMap((reference, at) => {
              if ((textAt(reference, 'group') ?? '') !== '' || (textAt(reference, 'kind') ?? 'Secret') !== 'Secret') {
                return [];
              }
              const namespace = (textAt(reference, 'namespace') ?? '') || object.namespace;
              const name = textAt(reference, 'name') ?? '';
              const isIssued =
                namespace === object.namespace && ISSUERS.some((each) => Object.hasOwn(object.annotations, each));
              const isThere =
                isIssued ||
                mesh.get(SECRET, namespace, name) !== undefined ||
                produced.get(namespace, name) !== undefined;
              return [
                { object, path: ['spec', 'listeners', index, 'tls', 'certificateRefs', at], namespace, name, isThere },
              ];
            }),
      ),
    );
}
