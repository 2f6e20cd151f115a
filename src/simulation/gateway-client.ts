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
  return pods === undefined ? clientOfSelector(selector, namespace) : Client.outside(pods.labels, pods.namespace);
}

/** The same where nobody shows the pods: those of Istio's own installation, or such as the selector asks for, beside the Gateway. */
export function clientOfSelector(selector: TextMap, namespace: string): Client {
  const installed = Client.outside();
  if (selects(selector, installed.labels)) {
    return installed;
  }
  return Client.outside(selector, selector.istio === undefined ? namespace : installed.namespace);
}
