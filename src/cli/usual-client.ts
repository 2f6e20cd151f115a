import { secretNames } from '../mesh/index/credential-names';
import { textOfSelector } from '../mesh/index/gateway-pods';
import { gatewayPlacesOf } from '../mesh/index/gateway-places';
import { isOnlyNamed } from '../mesh/index/named-gateways';
import { GATEWAY } from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { selects } from '../mesh/semantics/selector';
import { GatewaySpec } from '../mesh/wire/networking';
import { Client } from '../simulation/client';
import { clientOfGateway } from '../simulation/gateway-client';
import { parseUrl } from '../simulation/url';
import { virtualServicesFor } from '../traffic/suite/virtual-services-for';

/** Who sends a request where nobody says it. */
export interface UsualClient {
  readonly client: Client;
  /** The pods that the request is taken to come to, in words, unless they are those of Istio's own installation. */
  readonly pods?: string;
}

/**
 * Somebody outside who comes to Istio's ingress gateway, wherever it runs; or to another one, if the host of the URL is bound to others alone.
 */
export function usualClient(mesh: Mesh, url: string): UsualClient {
  const installed = Client.outside();
  const bound = gatewaysFor(mesh, parseUrl(url)?.host ?? '');
  const gateway = bound.find(({ spec }) => selects(spec.selector ?? {}, installed.labels)) ?? bound.at(0);
  if (gateway === undefined) {
    return { client: installed };
  }
  const { selector = {} } = gateway.spec;
  const { namespaces } = gatewayPlacesOf(mesh).of(selector);
  const isInstalled = selects(selector, installed.labels);
  const client =
    isInstalled && namespaces.includes(installed.namespace) ? installed : withLabels(clientOfGateway(mesh, gateway));
  return client === installed && !isInDoubt(mesh, gateway)
    ? { client }
    : { client, pods: `pods with ${textOfSelector(selector)} in namespace ${client.namespace}` };

  /** Of pods that are Istio's by one label it is not known that they lack the others. */
  function withLabels({ labels, namespace }: Client): Client {
    return Client.outside(isInstalled ? { ...installed.labels, ...labels } : labels, namespace);
  }
}

/** The Gateways that the routes of a host are bound to, as far as it is known which pods they select. */
function gatewaysFor(mesh: Mesh, host: string): readonly MeshObject<GatewaySpec>[] {
  return virtualServicesFor(mesh, host)
    .flatMap(({ gateways }) => gateways)
    .flatMap((name) => {
      const [namespace = '', own = ''] = name.split('/');
      return mesh.get(GATEWAY, namespace, own) ?? [];
    })
    .filter((gateway) => !isOnlyNamed(gateway) && Object.keys(gateway.spec.selector ?? {}).length > 0);
}

/** Whether a Secret lies where only pods elsewhere would look. */
function isInDoubt(mesh: Mesh, { spec }: MeshObject<GatewaySpec>): boolean {
  const places = gatewayPlacesOf(mesh);
  const { selector = {}, servers = [] } = spec;
  const names = places.of(selector).shownBy === 'pods' ? [] : servers.flatMap(secretNames);
  return names.some((name) => places.misplaced(selector, name).length > 0);
}
