import { ManifestPlace } from '../mesh/manifest-place';

/** A route of a VirtualService, or the match of it that took part. */
export interface TraceRoute {
  /** Where it stands, such as `spec.http[1].match[0]` of a VirtualService. Of a delegate it is the place in the delegate. */
  readonly place: ManifestPlace;

  /**
   * The name of the route, as access logs show it.
   *
   * @default - it has none.
   */
  readonly routeName?: string;
}

/** A route that was tried before the one that matched. */
export interface FailedTraceRoute extends TraceRoute {
  /** The first condition that does not hold, such as `uri` or `headers[x-user]`. */
  readonly condition: string;

  /** What the condition asks for. */
  readonly expected: string;

  /** What the request has. */
  readonly received: string;
}

/** A route that no request of this client to this host and port can reach. */
export interface UnreachableTraceRoute extends TraceRoute {
  /** Why not. */
  readonly reason: string;
}

/** A server of a Gateway that the gateway's pods do not open. */
export interface RejectedTraceServer {
  /** Where it stands: `spec.servers[0]` of a Gateway. */
  readonly place: ManifestPlace;

  /** Why not. */
  readonly reason: string;
}
