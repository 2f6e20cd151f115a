import { Mesh } from '../mesh';
import { isExportedTo } from '../semantics/export-to';
import { TextMap } from '../wire/json';
import { ClusterClient } from './clusters';
import { Routing } from './routing';
import { RegisteredService } from './services';

/** A client that also says what a host in a route of a VirtualService stands for. */
export interface RoutingClient extends ClusterClient {
  /** The service that a host stands for in a route of a VirtualService of a namespace. */
  lookup(host: string, namespace: string): RegisteredService | undefined;
}

/** The pods of a gateway as a client: for the routes of a VirtualService, the services of its own namespace come first. */
export function gatewayClient(
  mesh: Mesh,
  routing: Routing,
  { namespace, labels }: { readonly namespace: string; readonly labels: TextMap },
): RoutingClient {
  const scope = routing.services(namespace);
  return {
    namespace,
    labels,
    service: (host) => scope.service(host),
    lookup: (host, owner) =>
      mesh.services
        .ofHost(host)
        .find((each) => each.namespace === owner && isExportedTo(each.exportTo, owner, namespace)) ??
      scope.service(host),
  };
}
