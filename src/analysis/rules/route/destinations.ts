import { FullNames, fullNamesOf } from '../../../mesh/index/full-names';
import { RegisteredPort, RegisteredService, Services } from '../../../mesh/index/services';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { Destination, VirtualServiceSpec } from '../../../mesh/wire/networking';

/** A destination that a VirtualService names, and where. */
export class NamedDestination {
  constructor(
    public readonly object: MeshObject<VirtualServiceSpec>,
    public readonly destination: Destination,
    /** The list of routes that it stands in. */
    public readonly routes: 'http' | 'tcp' | 'tls',
    private readonly index: number,
    private readonly field: 'route' | 'mirror' | 'mirrors',
    private readonly at: number,
  ) {}

  /** Where it stands; put together when it is asked for, because most destinations are as they should be. */
  public get path(): FieldPath {
    const { routes, index, field, at } = this;
    return ['spec', routes, index, field, ...(field === 'mirror' ? [] : [at, 'destination'])];
  }

  /** It, and what it leads to. */
  public resolvedBy(names: FullNames, services: Services): ResolvedDestination {
    const host = names.of(this.destination.host, this.object.namespace);
    return new ResolvedDestination(this, host, services.ofHost(host));
  }
}

/** A destination, and what it leads to. */
export class ResolvedDestination {
  public readonly object: MeshObject<VirtualServiceSpec>;
  public readonly destination: Destination;

  constructor(
    private readonly named: NamedDestination,
    /** Its host by the full name. */
    public readonly host: string,
    /** The services of that host, whoever may see them. */
    public readonly services: readonly RegisteredService[],
  ) {
    this.object = named.object;
    this.destination = named.destination;
  }

  /** The list of routes that it stands in. */
  public get routes(): NamedDestination['routes'] {
    return this.named.routes;
  }

  /** Where it stands. */
  public get path(): FieldPath {
    return this.named.path;
  }
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
  const found: NamedDestination[] = [];
  mesh.all(VIRTUAL_SERVICE).forEach((object) => addDestinations(object, found));
  return found;
}

function resolveDestinations(mesh: Mesh): ResolvedDestination[] {
  const { services } = mesh;
  const names = mesh.derive(fullNamesOf);
  return allDestinations(mesh).map((each) => each.resolvedBy(names, services));
}

function addDestinations(object: MeshObject<VirtualServiceSpec>, found: NamedDestination[]): void {
  const { http, tcp, tls } = object.spec;
  http?.forEach(({ route, mirror, mirrors }, index) => {
    route?.forEach(({ destination }, at) =>
      found.push(new NamedDestination(object, destination, 'http', index, 'route', at)),
    );
    if (mirror !== undefined) {
      found.push(new NamedDestination(object, mirror, 'http', index, 'mirror', 0));
    }
    mirrors?.forEach(({ destination }, at) =>
      found.push(new NamedDestination(object, destination, 'http', index, 'mirrors', at)),
    );
  });
  for (const [routes, list] of [
    ['tcp', tcp],
    ['tls', tls],
  ] as const) {
    list?.forEach(({ route }, index) =>
      route?.forEach(({ destination }, at) =>
        found.push(new NamedDestination(object, destination, routes, index, 'route', at)),
      ),
    );
  }
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
  const all = services.length === 1 ? services[0].ports : services.flatMap((service) => service.ports);
  const ports = isKnown ? all : [];
  return port === undefined
    ? ports.length === 1
      ? ports[0]
      : undefined
    : ports.find(({ number }) => number === port.number);
}
