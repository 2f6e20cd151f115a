import { MeshObject } from '../mesh/mesh-object';
import { DestinationShare, RequestTrace } from '../simulation/request-trace';

/** The objects that had a part in what became of a request. */
export function involvedObjects(trace: RequestTrace): ReadonlySet<MeshObject> {
  const {
    gateways,
    server,
    rejectedServers,
    virtualHost,
    route,
    connectionRoute,
    destinations,
    mirrors,
    policies,
    credential,
  } = trace;
  return new Set<MeshObject>([
    ...gateways,
    ...(server === undefined ? [] : [server.gateway]),
    ...rejectedServers.map((rejected) => rejected.server.gateway),
    ...(virtualHost?.virtualServices.map(({ object }) => object) ?? []),
    ...(virtualHost?.service === undefined ? [] : [virtualHost.service.source]),
    ...(route === undefined ? [] : [route.source.object, route.owner.virtualService.object]),
    ...(connectionRoute === undefined ? [] : [connectionRoute.object]),
    ...[...destinations, ...mirrors.map(({ share }) => share)].flatMap(objectsOf),
    ...policies.map(({ object }) => object),
    ...(credential?.object === undefined ? [] : [credential.object]),
  ]);
}

function objectsOf({ cluster }: DestinationShare): readonly MeshObject[] {
  if (cluster === undefined) {
    return [];
  }
  const { rule, subsetSource, service, endpoints = [] } = cluster;
  return [
    ...(rule?.sources ?? []),
    ...(subsetSource === undefined ? [] : [subsetSource]),
    service.source,
    ...endpoints.flatMap(({ workload }) => workload?.source ?? []),
  ];
}
