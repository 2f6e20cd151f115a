import { gatewayPlacesOf } from '../mesh/index/gateway-places';
import { INGRESS_LABELS } from '../mesh/index/ingress-gateway';
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
