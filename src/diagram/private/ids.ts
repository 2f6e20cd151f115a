import { gatewayKey, GatewayServer } from '../../mesh/index/gateway-listener';
import { textOfSelector } from '../../mesh/index/gateway-pods';
import { RegisteredService } from '../../mesh/index/services';
import { Workload } from '../../mesh/index/workloads';
import { MeshObject } from '../../mesh/mesh-object';
import { TextMap } from '../../mesh/wire/json';

/** Which list of a VirtualService a route stands in. */
export type RouteField = 'http' | 'tcp' | 'tls';

export const OUTSIDE = 'client:outside';
export const IN_MESH = 'client:mesh';

/** The pods of a gateway. */
export function gatewayId(namespace: string, labels: TextMap): string {
  return `gateway:${namespace}/${textOfSelector(labels)}`;
}

/** A server that the pods of a gateway open. */
export function serverId(gateway: string, { gateway: object, index }: GatewayServer): string {
  return `${gateway}/server:${gatewayKey(object)}[${index}]`;
}

/** A VirtualService. */
export function virtualServiceId({ namespace, name }: MeshObject): string {
  return `virtual-service:${namespace}/${name}`;
}

/** A route, as it is written. */
export function routeId(object: MeshObject, field: RouteField, index: number): string {
  return `${virtualServiceId(object)}/${field}[${index}]`;
}

/** A service. */
export function serviceId({ hostname, namespace }: Pick<RegisteredService, 'hostname' | 'namespace'>): string {
  return `service:${namespace}/${hostname}`;
}

/** A subset of a service. */
export function subsetId(service: string, subset: string): string {
  return `${service}/subset:${subset}`;
}

/** What runs. */
export function workloadId({ source }: Pick<Workload, 'source'>): string {
  return `workload:${source.key}`;
}
