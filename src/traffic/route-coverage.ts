import { VIRTUAL_SERVICE } from '../mesh/kinds';
import { ManifestPlace, placeOf } from '../mesh/manifest-place';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { VirtualServiceSpec } from '../mesh/wire/networking';
import { Trace } from './trace';

/** A route of a VirtualService, and whether tests reached it. */
export interface CoveredRoute {
  /** Where it stands: `spec.http[0]` of a VirtualService. */
  readonly place: ManifestPlace;

  /**
   * The name of the route.
   *
   * @default - it has none.
   */
  readonly routeName?: string;

  /** How many requests took it. */
  readonly requests: number;
}

const PROTOCOLS = ['http', 'tls', 'tcp'] as const;

/** Which routes of a mesh requests took, and which no test reached. */
export class RouteCoverage {
  private readonly requests = new Map<string, number>();

  /** @param mesh the mesh whose routes are counted. */
  public constructor(private readonly mesh: Mesh) {}

  /** Counts the route that a request took. Of a route that delegates, both it and the delegate's are counted. */
  public record(trace: Trace): void {
    const { route, connectionRoute } = trace._way;
    if (route !== undefined) {
      const { object, index, rootIndex } = route.source;
      this.count(keyOf(object, 'http', index));
      if (rootIndex !== undefined) {
        this.count(keyOf(route.owner.virtualService.object, 'http', rootIndex));
      }
    } else if (connectionRoute !== undefined) {
      const { object, field, index } = connectionRoute;
      this.count(keyOf(object, field, index));
    }
  }

  /** All routes, in the order of the manifests. */
  public get routes(): CoveredRoute[] {
    return this.mesh
      .all(VIRTUAL_SERVICE)
      .flatMap((object) => PROTOCOLS.flatMap((field) => this.routesOf(object, field)));
  }

  /** The routes that no request took. */
  public get unreached(): CoveredRoute[] {
    return this.routes.filter(({ requests }) => requests === 0);
  }

  /** The share of routes that requests took, in percent; 100 where there are no routes. */
  public get percent(): number {
    const { routes } = this;
    return routes.length === 0 ? 100 : (100 * (routes.length - this.unreached.length)) / routes.length;
  }

  private routesOf(object: MeshObject<VirtualServiceSpec>, field: (typeof PROTOCOLS)[number]): CoveredRoute[] {
    return (object.spec[field] ?? []).map((route, index) => ({
      place: placeOf(object, ['spec', field, index]),
      ...('name' in route && route.name !== undefined ? { routeName: route.name } : {}),
      requests: this.requests.get(keyOf(object, field, index)) ?? 0,
    }));
  }

  private count(key: string): void {
    this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
  }
}

function keyOf({ key }: MeshObject, field: string, index: number): string {
  return `${key} ${field} ${index}`;
}
