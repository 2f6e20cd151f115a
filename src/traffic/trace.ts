import { ManifestPlace, placeOf } from '../mesh/manifest-place';
import { Cluster } from '../mesh/index/clusters';
import { VirtualHostRoute } from '../mesh/index/virtual-host';
import { Mismatch } from '../mesh/semantics/request-match';
import { Request } from '../simulation/request';
import { DestinationShare, Outcome, PolicyDecision, RequestTrace } from '../simulation/request-trace';
import { traceText } from '../simulation/trace-text';
import { ConnectionResult } from './connection-result';
import { PolicyVerdict } from './policy-verdict';
import { TraceDestination } from './trace-destination';
import { TraceOutcome } from './trace-outcome';
import { TracePolicy, TraceRetries } from './trace-policy';
import { FailedTraceRoute, RejectedTraceServer, TraceRoute, UnreachableTraceRoute } from './trace-route';

/**
 * The way of a request through a mesh, and how it may end: what a client would see, and what access logs would tell.
 *
 * @see https://istio.io/latest/docs/ops/diagnostic-tools/proxy-cmd/
 */
export class Trace {
  /** @internal */
  public static _of(way: RequestTrace): Trace {
    return new Trace(way);
  }

  private constructor(
    /** What the simulation found. @internal */
    public readonly _way: RequestTrace,
  ) {}

  /** What was sent. */
  public get request(): Request {
    return this._way.request;
  }

  /** The Gateways that select the pods that it comes to; none of a request from a pod. */
  public get gateways(): ManifestPlace[] {
    return this._way.gateways.map((gateway) => placeOf(gateway));
  }

  /**
   * The port that the proxy listens on.
   *
   * @default - nobody listens.
   */
  public get listenerPort(): number | undefined {
    return this._way.listener?.port;
  }

  /** Servers of those Gateways that the pods do not open, because others have the port or the host already. */
  public get rejectedServers(): RejectedTraceServer[] {
    return this._way.rejectedServers.map(({ server, reason }) => ({
      place: placeOf(server.gateway, ['spec', 'servers', server.index]),
      reason,
    }));
  }

  /**
   * The server of a Gateway that takes it: by its port, over TLS also by the server name, in plain HTTP by the host.
   *
   * @default - none, or it is from a pod.
   */
  public get server(): ManifestPlace | undefined {
    const { server } = this._way;
    return server && placeOf(server.gateway, ['spec', 'servers', server.index]);
  }

  /**
   * The Secret whose certificate the gateway shows: `namespace/name`.
   *
   * @default - it shows none.
   */
  public get credential(): string | undefined {
    return this._way.credential?.secret;
  }

  /**
   * The virtual host that has the routes, as Istio names it: `httpbin.example.com:443`.
   *
   * @default - none.
   */
  public get virtualHost(): string | undefined {
    return this._way.virtualHost?.name;
  }

  /** The routes that were tried in vain before the one that matched, in the order of trying. */
  public get failedRoutes(): FailedTraceRoute[] {
    return this._way.failedRoutes.map(({ route, mismatch: { condition, expected, got } }) => ({
      ...traceRoute(route),
      condition,
      expected,
      received: got,
    }));
  }

  /** Routes of the virtual host that no request of this client to its port can reach. */
  public get unreachableRoutes(): UnreachableTraceRoute[] {
    return this._way.unreachableRoutes.map(({ entry, owner, mismatch }) => ({
      ...traceRoute({ ...entry, owner }),
      reason: unreachable(mismatch),
    }));
  }

  /**
   * The route that matched.
   *
   * @default - none did, or the host has only those that a Service has by itself.
   */
  public get route(): TraceRoute | undefined {
    const { route, connectionRoute: l4 } = this._way;
    if (route !== undefined) {
      return traceRoute(route);
    }
    return l4 && { place: placeOf(l4.object, ['spec', l4.field, l4.index]) };
  }

  /** The policies that were asked, in that order. */
  public get policies(): TracePolicy[] {
    return this._way.policies.map(tracePolicy);
  }

  /** Where the route sends requests, and what share of them. */
  public get destinations(): TraceDestination[] {
    return this._way.destinations.map(traceDestination);
  }

  /** Where copies of requests are sent, and of what share. */
  public get mirrors(): TraceDestination[] {
    return this._way.mirrors.map(({ share }) => traceDestination(share));
  }

  /**
   * How long the proxy waits for an answer, as Istio writes durations: `10s`.
   *
   * @default - for ever.
   */
  public get timeout(): string | undefined {
    return this._way.timeout;
  }

  /**
   * How often the proxy tries again, as the route says.
   *
   * @default - the route says nothing: twice, on failures to connect and the like.
   */
  public get retries(): TraceRetries | undefined {
    const { retries } = this._way;
    if (retries === undefined) {
      return undefined;
    }
    const { attempts = 0, perTryTimeout, retryOn } = retries;
    return defined({ attempts, perTryTimeout, retryOn });
  }

  /** The ways in which it may end. */
  public get outcomes(): TraceOutcome[] {
    return this._way.outcomes.map(traceOutcome);
  }

  /** What is not known, or not simulated. */
  public get notes(): string[] {
    return [...this._way.notes];
  }

  /** The way in lines that a person reads: what was found, what was tried, how it ends. */
  public toText(): string {
    return traceText(this._way);
  }
}

function traceRoute({ source, route, matchIndex }: VirtualHostRoute): TraceRoute {
  const match = matchIndex === undefined ? [] : ['match', matchIndex];
  return defined({
    place: placeOf(source.object, ['spec', 'http', source.index, ...match]),
    routeName: route.name,
  });
}

function unreachable(mismatch: Mismatch | undefined): string {
  return mismatch === undefined
    ? 'a route before it takes all requests'
    : `${mismatch.condition} has to be ${mismatch.expected}, is ${mismatch.got}`;
}

function tracePolicy({ object, rule, decision }: PolicyDecision): TracePolicy {
  return {
    place: placeOf(object, rule === undefined ? undefined : ['spec', 'rules', rule]),
    verdict: decision as PolicyVerdict,
  };
}

function traceDestination({ share, clusterName, cluster, missing }: DestinationShare): TraceDestination {
  return defined({
    share: percent(share),
    cluster: clusterName,
    host: cluster?.service.hostname,
    port: cluster?.port.number,
    subset: cluster === undefined || cluster.subset === '' ? undefined : cluster.subset,
    destinationRules: (cluster?.rule?.sources ?? []).map((rule) => placeOf(rule)),
    trafficPolicy: policyOf(cluster),
    missing,
  });
}

function policyOf(cluster: Cluster | undefined): { readonly [field: string]: unknown } | undefined {
  const fields = Object.entries(cluster?.policy ?? {}).filter(([, value]) => value !== undefined);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

function traceOutcome(outcome: Outcome): TraceOutcome {
  const { share, connection, log, upstream, responseHeaders, isPassedThrough, transport } = outcome;
  const { status, reason, cluster, workload, body, location, delay } = outcome;
  return defined({
    share: percent(share),
    connection: connection as ConnectionResult,
    status,
    responseFlags: log?.responseFlags ?? '-',
    reason,
    cluster,
    workload,
    upstream: upstream && defined({ ...upstream, headers: Object.fromEntries(upstream.headers) }),
    transport,
    responseHeaders: Object.fromEntries(responseHeaders),
    body,
    location,
    delay,
    isPassedThrough,
    accessLog: log && defined(log),
  });
}

/** Shares are divided, so that they may be off in the last digits. */
function percent(share: number): number {
  return Number((share * 100).toFixed(6));
}

/** The object without members that are undefined, as it is told to programs. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
