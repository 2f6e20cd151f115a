import { routingOf } from '../mesh/index/routing';
import { Mesh } from '../mesh/mesh';
import { withArrivals } from './arrival';
import { gatewayTrace } from './gateway-path';
import { Request } from './request';
import { sidecarTrace } from './sidecar-path';
import { Trace } from './trace';

/** Answers where requests go in a mesh, from its manifests alone. */
export class Simulator {
  constructor(
    /** The mesh that requests are sent to. */
    public readonly mesh: Mesh,
    /** The time at which they are sent, by which tokens expire. */
    private readonly now: Date = new Date(),
  ) {}

  /** The way of a request, and how it may end. */
  public send(request: Request): Trace {
    const routing = routingOf(this.mesh);
    const sent =
      request.from.proxy === 'sidecar'
        ? sidecarTrace(request, this.mesh, routing)
        : gatewayTrace(request, this.mesh, routing, this.now);
    return withArrivals(sent, this.mesh, this.now);
  }
}
