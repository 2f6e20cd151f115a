import { Mesh } from '../../../mesh/mesh';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { FieldPath } from '../../../mesh/origin';
import { HttpMatchRequest, HttpRoute, StringMatch, VirtualServiceSpec } from '../../../mesh/wire/networking';
import { virtualServiceGroupsOf } from './virtual-service-groups';

/** An HTTP route of a VirtualService, and where it stands. */
export class PlacedRoute {
  constructor(
    public readonly object: MeshObject<VirtualServiceSpec>,
    public readonly route: HttpRoute,
    public readonly index: number,
  ) {}

  /** Put together when it is asked for, because most routes are as they should be. */
  public get path(): FieldPath {
    return ['spec', 'http', this.index];
  }
}

/** A match of an HTTP route, and where it stands. */
export class PlacedMatch {
  public readonly object: MeshObject<VirtualServiceSpec>;

  constructor(
    public readonly placed: PlacedRoute,
    public readonly match: HttpMatchRequest,
    private readonly at: number,
  ) {
    this.object = placed.object;
  }

  /** Where the match stands; that of its route where the route has none. */
  public get matchPath(): FieldPath {
    const { path, route } = this.placed;
    return (route.match ?? []).length === 0 ? path : [...path, 'match', this.at];
  }
}

/** All HTTP routes of a VirtualService. */
export function httpRoutesOf(object: MeshObject<VirtualServiceSpec>): PlacedRoute[] {
  return (object.spec.http ?? []).map((route, index) => new PlacedRoute(object, route, index));
}

/** All HTTP routes of a mesh. */
function allHttpRoutes(mesh: Mesh): readonly PlacedRoute[] {
  return mesh.derive(placeRoutes);
}

function placeRoutes(mesh: Mesh): PlacedRoute[] {
  const found: PlacedRoute[] = [];
  for (const object of mesh.all(VIRTUAL_SERVICE)) {
    object.spec.http?.forEach((route, index) => found.push(new PlacedRoute(object, route, index)));
  }
  return found;
}

/** The HTTP routes of a mesh that have a field: of most fields there are few, and the others need not be looked at. */
export function httpRoutesWith(mesh: Mesh, field: keyof HttpRoute): readonly PlacedRoute[] {
  return mesh.derive(routesByField).get(field) ?? [];
}

/** The HTTP routes of a mesh that have some of the fields, each once. */
export function httpRoutesWithAny(mesh: Mesh, ...fields: (keyof HttpRoute)[]): Iterable<PlacedRoute> {
  return new Set(fields.flatMap((field) => httpRoutesWith(mesh, field)));
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
function allHttpMatches(mesh: Mesh): readonly PlacedMatch[] {
  return mesh.derive(placeMatches);
}

function placeMatches(mesh: Mesh): PlacedMatch[] {
  const found: PlacedMatch[] = [];
  for (const placed of allHttpRoutes(mesh)) {
    placed.route.match?.forEach((match, at) => found.push(new PlacedMatch(placed, match, at)));
  }
  return found;
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

/** The VirtualServices of which some match may have a field that matches of all kinds of routes have. */
export function virtualServicesMatchingBy(
  mesh: Mesh,
  field: 'gateways' | 'port',
): Iterable<MeshObject<VirtualServiceSpec>> {
  return new Set([
    ...httpMatchesWith(mesh, field).map(({ object }) => object),
    ...virtualServiceGroupsOf(mesh).ofConnections,
  ]);
}

/** The matches of HTTP routes of a mesh that compare something with a regular expression. */
export function httpMatchesByRegex(mesh: Mesh): readonly PlacedMatch[] {
  return mesh.derive(findMatchesByRegex);
}

function findMatchesByRegex(mesh: Mesh): PlacedMatch[] {
  return allHttpMatches(mesh).filter(
    ({ match: { uri, method, authority, scheme, headers, withoutHeaders, queryParams } }) =>
      [uri, method, authority, scheme].some(isRegex) || [headers, withoutHeaders, queryParams].some(hasRegex),
  );
}

function isRegex(value: StringMatch | undefined): boolean {
  return value?.regex !== undefined;
}

function hasRegex(values: { readonly [name: string]: StringMatch } | undefined): boolean {
  return values !== undefined && Object.values(values).some(isRegex);
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
