import { withServersOfNamedGateways } from '../mesh/index/named-gateways';
import { routingOf } from '../mesh/index/routing';
import { Mesh } from '../mesh/mesh';
import { withArrivals } from './arrival';
import { gatewayTrace } from './gateway-path';
import { Request } from './request';
import { RequestTrace } from './request-trace';
import { sidecarTrace } from './sidecar-path';

/** Plays requests through a mesh, from its manifests alone. */
export class Simulation {
  /** The mesh that requests are sent to: as it was given, with servers of Gateways that are only named. */
  public readonly mesh: Mesh;

  constructor(
    mesh: Mesh,
    /** The time at which they are sent, by which tokens expire. */
    private readonly now: Date = new Date(),
  ) {
    this.mesh = mesh.derive(withServersOfNamedGateways);
  }

  /** The way of a request, and how it may end. */
  public send(request: Request): RequestTrace {
    const routing = routingOf(this.mesh);
    const sent = request.from.isOutside
      ? gatewayTrace(request, this.mesh, routing, this.now)
      : sidecarTrace(request, this.mesh, routing);
    return withArrivals(sent, this.mesh, this.now);
  }
}
