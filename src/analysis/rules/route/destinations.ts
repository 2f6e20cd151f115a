import { RegisteredPort, RegisteredService } from '../../../mesh/index/services';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { Destination, VirtualServiceSpec } from '../../../mesh/wire/networking';

/** A destination that a VirtualService names, and where. */
export interface NamedDestination {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly destination: Destination;
  readonly path: FieldPath;
  /** The list of routes that it stands in. */
  readonly routes: 'http' | 'tcp' | 'tls';
  readonly isMirror: boolean;
}

/** A destination, and what it leads to. */
export interface ResolvedDestination extends NamedDestination {
  /** Its host by the full name. */
  readonly host: string;
  /** The services of that host, whoever may see them. */
  readonly services: readonly RegisteredService[];
}

/** All destinations of the VirtualServices of a mesh, those of mirrors too. */
export function allDestinations(mesh: Mesh): readonly NamedDestination[] {
  return mesh.derive(nameDestinations);
}

/** The same with what they lead to. */
export function resolvedDestinations(mesh: Mesh): readonly ResolvedDestination[] {
  return mesh.derive(resolveDestinations);
}

function nameDestinations(mesh: Mesh): NamedDestination[] {
  return mesh.all(VIRTUAL_SERVICE).flatMap(destinationsOf);
}

function resolveDestinations(mesh: Mesh): ResolvedDestination[] {
  const { services, config } = mesh;
  return allDestinations(mesh).map(({ object, destination, path, routes, isMirror }) => {
    const host = resolveHost(destination.host, object.namespace, config.domain);
    return { object, destination, path, routes, isMirror, host, services: services.ofHost(host) };
  });
}

function destinationsOf(object: MeshObject<VirtualServiceSpec>): NamedDestination[] {
  const { http = [], tcp = [], tls = [] } = object.spec;
  const found: NamedDestination[] = [];
  const add = (routes: NamedDestination['routes'], destination: Destination, isMirror: boolean, ...rest: FieldPath) =>
    found.push({ object, destination, path: ['spec', routes, ...rest], routes, isMirror });
  http.forEach(({ route = [], mirror, mirrors = [] }, index) => {
    route.forEach(({ destination }, at) => add('http', destination, false, index, 'route', at, 'destination'));
    if (mirror !== undefined) {
      add('http', mirror, true, index, 'mirror');
    }
    mirrors.forEach(({ destination }, at) => add('http', destination, true, index, 'mirrors', at, 'destination'));
  });
  tcp.forEach(({ route = [] }, index) =>
    route.forEach(({ destination }, at) => add('tcp', destination, false, index, 'route', at, 'destination')),
  );
  tls.forEach(({ route = [] }, index) =>
    route.forEach(({ destination }, at) => add('tls', destination, false, index, 'route', at, 'destination')),
  );
  return found;
}

/** A destination as it is called in messages: `reviews:9080 (subset v2)`. */
export function describeDestination({ host, port, subset }: Destination): string {
  const number = port?.number === undefined ? '' : `:${port.number}`;
  return `${host}${number}${subset === undefined || subset === '' ? '' : ` (subset ${subset})`}`;
}

/** Host, port and subset: two destinations of one namespace with the same key are one. The cluster's domain does not matter for that. */
export function keyOfDestination({ host, port, subset }: Destination, { namespace }: MeshObject): string {
  return `${resolveHost(host, namespace, 'cluster.local')}:${port?.number ?? ''}:${subset ?? ''}`;
}

/** The port that a destination has at a service: the one that it names, else the only one; undefined where that is not known. */
export function portOf(services: readonly RegisteredService[], { port }: Destination): RegisteredPort | undefined {
  const isKnown = services.every(({ source, resolution }) => !source.isAssumed && resolution !== 'ALIAS');
  const ports = isKnown ? services.flatMap((service) => service.ports) : [];
  return port === undefined
    ? ports.length === 1
      ? ports[0]
      : undefined
    : ports.find(({ number }) => number === port.number);
}
