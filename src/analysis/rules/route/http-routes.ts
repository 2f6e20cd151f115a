import { Mesh } from '../../../mesh/mesh';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { FieldPath } from '../../../mesh/origin';
import { HttpMatchRequest, HttpRoute, StringMatch, VirtualServiceSpec } from '../../../mesh/wire/networking';

/** An HTTP route of a VirtualService, and where it stands. */
export interface PlacedRoute {
  readonly object: MeshObject<VirtualServiceSpec>;
  readonly route: HttpRoute;
  readonly index: number;
  readonly path: FieldPath;
}

/** A match of an HTTP route, and where it stands. */
export interface PlacedMatch extends PlacedRoute {
  readonly match: HttpMatchRequest;
  readonly matchPath: FieldPath;
}

/** All HTTP routes of a VirtualService. */
export function httpRoutesOf(object: MeshObject<VirtualServiceSpec>): PlacedRoute[] {
  return (object.spec.http ?? []).map((route, index) => ({ object, route, index, path: ['spec', 'http', index] }));
}

/** All HTTP routes of a mesh. */
export function allHttpRoutes(mesh: Mesh): readonly PlacedRoute[] {
  return mesh.derive(placeRoutes);
}

function placeRoutes(mesh: Mesh): PlacedRoute[] {
  return mesh.all(VIRTUAL_SERVICE).flatMap(httpRoutesOf);
}

/** The HTTP routes of a mesh that have a field: of most fields there are few, and the others need not be looked at. */
export function httpRoutesWith(mesh: Mesh, field: keyof HttpRoute): readonly PlacedRoute[] {
  return mesh.derive(routesByField).get(field) ?? [];
}

function routesByField(mesh: Mesh): ReadonlyMap<string, readonly PlacedRoute[]> {
  return byField(allHttpRoutes(mesh), ({ route }) => route);
}

/** The VirtualServices that have an HTTP route with a field. */
export function virtualServicesWith(mesh: Mesh, field: keyof HttpRoute): ReadonlySet<MeshObject<VirtualServiceSpec>> {
  return new Set(httpRoutesWith(mesh, field).map(({ object }) => object));
}

function byField<T>(all: readonly T[], valueOf: (each: T) => object): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) {
    for (const field in valueOf(each)) {
      addTo(found, field, each);
    }
  }
  return found;
}

/** All matches of the HTTP routes of a mesh. */
export function allHttpMatches(mesh: Mesh): readonly PlacedMatch[] {
  return mesh.derive(placeMatches);
}

function placeMatches(mesh: Mesh): PlacedMatch[] {
  return allHttpRoutes(mesh).flatMap((placed) =>
    (placed.route.match ?? []).map((match, at) => ({ ...placed, match, matchPath: [...placed.path, 'match', at] })),
  );
}

/** The matches of HTTP routes of a mesh that have a field. */
export function httpMatchesWith(mesh: Mesh, field: keyof HttpMatchRequest): readonly PlacedMatch[] {
  return mesh.derive(matchesByField).get(field) ?? [];
}

function matchesByField(mesh: Mesh): ReadonlyMap<string, readonly PlacedMatch[]> {
  return byField(allHttpMatches(mesh), ({ match }) => match);
}

/** A route as it is called in messages: by its name, else by its place. */
export function describeRoute({ route, index }: Pick<PlacedRoute, 'route' | 'index'>): string {
  return route.name === undefined || route.name === '' ? `http[${index}]` : `http[${index}] "${route.name}"`;
}

/** Everything that a match compares with texts, and where it stands in it. */
export function stringMatchesOf(match: HttpMatchRequest): [FieldPath, StringMatch][] {
  const found: [FieldPath, StringMatch][] = [];
  for (const field of ['uri', 'method', 'authority', 'scheme'] as const) {
    const value = match[field];
    if (value !== undefined) {
      found.push([[field], value]);
    }
  }
  for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const) {
    for (const [name, value] of Object.entries(match[field] ?? {})) {
      found.push([[field, name], value ?? {}]);
    }
  }
  return found;
}
