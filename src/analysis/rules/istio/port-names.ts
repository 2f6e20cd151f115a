import { SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { servicePortProtocol } from '../../../mesh/semantics/port-protocol';
import { listAt, numberAt, textAt } from '../../../mesh/wire/json';
import { isControlPlane } from './injection';
import { KUBERNETES_NAMESPACES } from './namespace-injection';

/** A port of a Service whose name tells Istio no protocol. */
export interface UnnamedPort {
  readonly service: MeshObject;
  readonly number: number;
  readonly name: string;
  readonly isExternalName: boolean;
  readonly path: FieldPath;
}

/** Services that Istio makes for Gateways of the Gateway API. */
const MANAGED: ReadonlySet<string> = new Set([
  'istio.io-gateway-controller',
  'istio.io-mesh-controller',
  'istio.io-eastwest-controller',
]);

/** The ports of users' Services of which Istio does not know the protocol; `tcp` alone is no name for those of an ExternalName. */
export function unnamedPorts(mesh: Mesh): readonly UnnamedPort[] {
  return mesh.derive(readUnnamedPorts);
}

function readUnnamedPorts(mesh: Mesh): UnnamedPort[] {
  return mesh
    .all(SERVICE)
    .filter(
      ({ labels, namespace, isAssumed }) =>
        !isAssumed &&
        !isControlPlane(labels) &&
        !KUBERNETES_NAMESPACES.has(namespace) &&
        !MANAGED.has(labels['gateway.istio.io/managed'] ?? ''),
    )
    .flatMap((service) => {
      const isExternalName = textAt(service.spec, 'type') === 'ExternalName';
      return listAt(service.spec, 'ports').flatMap((port, index) => {
        const [number, name] = [numberAt(port, 'port') ?? 0, textAt(port, 'name') ?? ''];
        const protocol = servicePortProtocol(number, name, textAt(port, 'protocol'), textAt(port, 'appProtocol'));
        const isUnnamed = protocol === undefined || (name === 'tcp' && isExternalName);
        return isUnnamed ? [{ service, number, name, isExternalName, path: ['spec', 'ports', index] }] : [];
      });
    });
}
