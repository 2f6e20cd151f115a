import { Cluster, Endpoint } from '../mesh/index/clusters';
import { Protocol } from '../kernel/protocol';
import { changedHeaders, changesOf, HeaderChanges, joinedChanges } from '../mesh/semantics/header-operations';
import { HttpFacts } from '../mesh/semantics/request-match';
import { rewrittenPath } from '../mesh/semantics/rewrite';
import { hostWithoutPort } from '../mesh/semantics/virtual-host-domains';
import { HttpMatchRequest, HttpRoute, HttpRouteDestination } from '../mesh/wire/networking';
import { formatHeader } from './header-format';
import { httpLog, localReply } from './outcomes';
import { Request } from './request';
import { DestinationShare, Outcome, UpstreamRequest } from './request-trace';

/** What the outcomes of a request to one destination have in common. */
export interface ForwardContext {
  readonly share: number;
  readonly delay: number;
  readonly routeName: string | undefined;
}

/** What a route and a destination of it do to a request. */
export interface RouteEffects {
  readonly route: HttpRoute;
  readonly match: HttpMatchRequest | undefined;
  readonly destination: HttpRouteDestination;
  /** Whether the route has no other destination. */
  readonly isOnly: boolean;
}

/** The ways in which a request that goes to a destination may end. */
export function forward(
  request: Request,
  facts: HttpFacts,
  { cluster, missing = '' }: DestinationShare,
  context: ForwardContext,
  effects?: RouteEffects,
): readonly Outcome[] {
  if (cluster === undefined) {
    return [
      localReply(request, { ...context, status: 503, details: 'cluster_not_found', flags: 'NC', reason: missing }),
    ];
  }
  const { endpoints, name } = cluster;
  if (endpoints?.length === 0) {
    const reason = `${name} has no endpoints`;
    const details = 'no_healthy_upstream';
    const body = 'no healthy upstream';
    return [localReply(request, { ...context, status: 503, details, flags: 'UH', body, reason, cluster: name })];
  }
  const upstream = upstreamRequest(request, facts, cluster, effects);
  const responseHeaders = responseHeadersOf(request, facts, effects);
  return spread(endpoints).map(({ endpoint, share }) => ({
    share: share * context.share,
    connection: 'ok',
    cluster: name,
    workload: endpoint?.name,
    upstream,
    responseHeaders,
    delay: context.delay,
    isPassedThrough: false,
    reason: `${endpoint?.name ?? cluster.service.hostname} answers`,
    log: httpLog(request, {
      details: 'via_upstream',
      flags: '-',
      cluster: name,
      authority: upstream.authority,
      routeName: context.routeName,
    }),
  }));
}

/** The endpoints by weight; one share for whatever is there where they are not known. */
export function spread(endpoints: readonly Endpoint[] | undefined): readonly { endpoint?: Endpoint; share: number }[] {
  if (endpoints === undefined) {
    return [{ share: 1 }];
  }
  const total = endpoints.reduce((sum, { weight }) => sum + weight, 0);
  return endpoints.map((endpoint) => ({ endpoint, share: endpoint.weight / total }));
}

function upstreamRequest(
  request: Request,
  facts: HttpFacts,
  cluster: Cluster,
  effects: RouteEffects | undefined,
): UpstreamRequest {
  const rewritten = rewrittenPath(effects?.route.rewrite, effects?.match, facts.path);
  const levels = requestChanges(effects);
  const sent = new Map(facts.headers);
  if (rewritten !== undefined) {
    sent.set('x-envoy-original-path', facts.path + facts.query);
  }
  const headers = changedHeaders(sent, levels, (value, current) =>
    formatHeader(value, { ...facts, headers: current }, request.httpVersion),
  );
  const authority = effects?.route.rewrite?.authority || levels.toReversed().find((each) => each.authority)?.authority;
  return {
    authority: authority ?? facts.authority,
    path: (rewritten ?? facts.path) + facts.query,
    headers,
    protocol: protocolOf(request, cluster),
    sni: sniOf(authority ?? facts.authority, cluster),
  };
}

/** Of several destinations, each makes its changes before the route makes its own. */
function requestChanges(effects: RouteEffects | undefined): readonly HeaderChanges[] {
  if (effects === undefined) {
    return [];
  }
  const [route, destination] = [
    changesOf(effects.route.headers).request,
    changesOf(effects.destination.headers).request,
  ];
  return effects.isOnly ? [joinedChanges(route, destination)] : [destination, route];
}

function responseHeadersOf(
  request: Request,
  facts: HttpFacts,
  effects: RouteEffects | undefined,
): ReadonlyMap<string, string> {
  if (effects === undefined) {
    return new Map();
  }
  const [route, destination] = [
    changesOf(effects.route.headers).response,
    changesOf(effects.destination.headers).response,
  ];
  return changedHeaders(
    new Map(),
    effects.isOnly ? [joinedChanges(route, destination)] : [destination, route],
    (value) => formatHeader(value, facts, request.httpVersion),
  );
}

function protocolOf(request: Request, { port, policy }: Cluster): string {
  const { h2UpgradePolicy, useClientProtocol } = policy.connectionPool?.http ?? {};
  if (useClientProtocol === true) {
    return request.httpVersion;
  }
  const isHttp2 = port.protocol === Protocol.HTTP2 || port.protocol === Protocol.GRPC || h2UpgradePolicy === 'UPGRADE';
  return isHttp2 ? 'HTTP/2' : 'HTTP/1.1';
}

/** Without one in the policy, TLS of its own asks for the host that the request has. */
function sniOf(authority: string, { policy }: Cluster): string | undefined {
  const { mode = 'DISABLE', sni } = policy.tls ?? {};
  if (mode === 'DISABLE') {
    return undefined;
  }
  return sni || (mode === 'ISTIO_MUTUAL' ? undefined : hostWithoutPort(authority));
}
