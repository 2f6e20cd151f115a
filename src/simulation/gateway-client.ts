import { gatewayPlacesOf } from '../mesh/index/gateway-places';
import { INGRESS_LABELS, INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { GATEWAY } from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { selects } from '../mesh/semantics/selector';
import { TextMap } from '../mesh/wire/json';
import { GatewaySpec } from '../mesh/wire/networking';
import { Client } from './client';

/** Somebody outside who comes to the pods of a Gateway. */
export function clientOfGateway(mesh: Mesh, { spec, namespace }: MeshObject<GatewaySpec>): Client {
  const selector = spec.selector ?? {};
  const [pods] = Object.keys(selector).length === 0 ? [] : mesh.workloads.selectedAnywhere(selector);
  return pods === undefined ? clientOfSelector(mesh, selector, namespace) : Client.outside(pods.labels, pods.namespace);
}

/** The same where nobody shows the pods: with the labels of Istio's own installation, or such as the selector asks for. */
export function clientOfSelector(mesh: Mesh, selector: TextMap, gatewayNamespace: string): Client {
  const labels = selects(selector, INGRESS_LABELS) ? INGRESS_LABELS : selector;
  return Client.outside(labels, gatewayPlacesOf(mesh).namespaceFor(selector, gatewayNamespace));
}

/** Somebody outside who comes to the pods of Istio's ingress gateway, wherever these run in a mesh. */
export function clientOfInstalledGateway(mesh: Mesh): Client {
  const isInstalled = (selector: TextMap): boolean =>
    Object.keys(selector).length > 0 && selects(selector, INGRESS_LABELS);
  const found = mesh.all(GATEWAY).find(({ spec }) => isInstalled(spec.selector ?? {}));
  const { namespaces } = gatewayPlacesOf(mesh).of(found?.spec.selector ?? INGRESS_LABELS);
  return namespaces.length === 0 || namespaces.includes(INGRESS_NAMESPACE)
    ? Client.outside()
    : Client.outside(undefined, namespaces[0]);
}
