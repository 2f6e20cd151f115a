import { Routing } from '../mesh/index/routing';
import { RouteDestination } from '../mesh/wire/networking';
import { sharesOf } from '../mesh/semantics/weights';
import { destinationShare } from './destination-shares';
import { spread } from './forward';
import { connectionLog, failedConnection } from './outcomes';
import { Proxy } from './proxy';
import { Request } from './request';
import { DestinationShare, Outcome, UpstreamRequest } from './request-trace';

/** What passing a connection on comes to. */
export interface PassedConnection {
  readonly destinations: readonly DestinationShare[];
  readonly outcomes: readonly Outcome[];
}

/** Passes the bytes of a connection on to the destinations of a `tcp` or `tls` route. */
export function passOn(
  request: Request,
  destinations: readonly RouteDestination[],
  context: {
    readonly routing: Routing;
    readonly proxy: Proxy;
    readonly namespace: string;
    readonly port: number;
    readonly endsTls: boolean;
  },
): PassedConnection {
  const { routing, proxy } = context;
  const shares = sharesOf(destinations).map(({ share, route }) =>
    destinationShare(routing.clusters, proxy, route.destination, share, context),
  );
  return { destinations: shares, outcomes: shares.flatMap((share) => connect(request, share, context.endsTls)) };
}

/** The ways in which a connection to a destination may end. */
export function connect(
  request: Request,
  { cluster, share, clusterName, missing = '' }: DestinationShare,
  endsTls: boolean,
): readonly Outcome[] {
  if (cluster === undefined) {
    const failed = failedConnection('closed', missing, connectionLog(request, { flags: 'NC', cluster: clusterName }));
    return [{ ...failed, share }];
  }
  const { endpoints, name } = cluster;
  if (endpoints?.length === 0) {
    const log = connectionLog(request, { flags: 'UH', cluster: name });
    return [{ ...failedConnection('closed', `${name} has no endpoints`, log), share, cluster: name }];
  }
  return spread(endpoints).map((each) => ({
    share: each.share * share,
    connection: 'ok',
    cluster: name,
    workload: each.endpoint?.name,
    upstream: request.isHttp ? asSent(request, endsTls) : undefined,
    responseHeaders: new Map(),
    delay: 0,
    isPassedThrough: false,
    reason: `${each.endpoint?.name ?? cluster.service.hostname} gets the bytes as they are`,
    log: connectionLog(request, { cluster: name }),
  }));
}

/** What is in the bytes, which nobody reads on the way. */
function asSent(request: Request, endsTls: boolean): UpstreamRequest {
  const { authority, target, _headers: headers, httpVersion } = request;
  return { authority, path: target, headers, protocol: httpVersion, sni: endsTls ? undefined : request.sni };
}
