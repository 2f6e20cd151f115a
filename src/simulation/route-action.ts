import { VirtualHostRoute } from '../mesh/index/virtual-host';
import { corsVerdict } from '../mesh/semantics/cors';
import { changedHeaders, changesOf } from '../mesh/semantics/header-operations';
import { HttpFacts } from '../mesh/semantics/request-match';
import { redirectLocation } from '../mesh/semantics/rewrite';
import { HttpMirrorPolicy, HttpRoute } from '../mesh/wire/networking';
import { Share, sharesOf } from '../mesh/semantics/weights';
import { destinationShare } from './destination-shares';
import { HttpContext, routeName } from './http-context';
import { FaultBranch, faultBranches } from '../mesh/semantics/fault-branches';
import { forward } from './forward';
import { formatHeader } from './header-format';
import { LocalReply, localReply } from './outcomes';
import { Request } from './request';
import { DestinationShare, Outcome, RequestTrace } from './request-trace';

/** What a route does with a request. */
export type RouteAction = Pick<RequestTrace, 'destinations' | 'mirrors' | 'outcomes'>;

const REDIRECT_CODE = 301;
const CREATED = 201;

/** What a proxy does with a request by the route that matched, if one did. */
export function routeAction(
  request: Request,
  facts: HttpFacts,
  found: VirtualHostRoute | undefined,
  context: HttpContext,
): RouteAction {
  const { virtualHost, isTls } = context;
  const nowhere = { destinations: [], mirrors: [] };
  if (virtualHost?.requiresTls === true && !isTls) {
    const location = `https://${facts.authority}${facts.path}${facts.query}`;
    const reason = 'the server redirects plain text to HTTPS';
    return {
      ...nowhere,
      outcomes: [reply(request, { status: REDIRECT_CODE, details: 'direct_response', location, reason })],
    };
  }
  if (found === undefined) {
    const { service } = virtualHost ?? {};
    if (virtualHost !== undefined && service !== undefined) {
      return toService(request, facts, virtualHost.port, context);
    }
    const reason = virtualHost === undefined ? `no virtual host for ${facts.authority}` : 'no route matches';
    return { ...nowhere, outcomes: [reply(request, { status: 404, details: 'route_not_found', flags: 'NR', reason })] };
  }
  const { route } = found;
  const shares = destinationsOf(found, context);
  const outcomes = faultBranches(route.fault).flatMap((branch) =>
    afterFault(request, facts, found, shares, branch, context),
  );
  return {
    destinations: shares.map(({ destination }) => destination),
    mirrors: mirrorsOf(route, found, context),
    outcomes,
  };
}

/** A destination of a route, as it is written and as it is found. */
export interface RoutedShare {
  readonly written: Share<NonNullable<HttpRoute['route']>[number]>;
  readonly destination: DestinationShare;
}

function destinationsOf(found: VirtualHostRoute, context: HttpContext): readonly RoutedShare[] {
  const { route } = found;
  if (route.redirect !== undefined || route.directResponse !== undefined) {
    return [];
  }
  return sharesOf(route.route ?? []).map((written) => ({
    written,
    destination: clusterFor(written.route.destination, written.share, found, context),
  }));
}

function clusterFor(
  destination: HttpMirrorPolicy['destination'],
  share: number,
  { owner }: VirtualHostRoute,
  { routing, proxy, port }: HttpContext,
): DestinationShare {
  const { namespace } = owner.virtualService;
  return destinationShare(routing.clusters, proxy, destination, share, { namespace, port });
}

function mirrorsOf(route: HttpRoute, found: VirtualHostRoute, context: HttpContext): RequestTrace['mirrors'] {
  const { mirror, mirrorPercent, mirrorPercentage, mirrors = [] } = route;
  const percentage = mirrorPercentage ?? (mirrorPercent === undefined ? undefined : { value: mirrorPercent });
  const all = [...(mirror === undefined ? [] : [{ destination: mirror, percentage }]), ...mirrors];
  return all.flatMap((policy) => {
    const share = (policy.percentage === undefined ? 100 : (policy.percentage.value ?? 0)) / 100;
    return share > 0 ? [{ policy, share: clusterFor(policy.destination, share, found, context) }] : [];
  });
}

/** The only route to a service that no VirtualService speaks of. */
function toService(request: Request, facts: HttpFacts, port: number, context: HttpContext): RouteAction {
  const { routing, proxy, virtualHost } = context;
  const host = virtualHost?.service?.hostname ?? '';
  const destination = destinationShare(routing.clusters, proxy, { host, port: { number: port } }, 1, {
    namespace: proxy.namespace,
    port,
  });
  return {
    destinations: [destination],
    mirrors: [],
    outcomes: forward(request, facts, destination, { routeName: 'default', delay: 0, share: 1 }),
  };
}

function afterFault(
  request: Request,
  facts: HttpFacts,
  found: VirtualHostRoute,
  shares: readonly RoutedShare[],
  branch: FaultBranch,
  context: HttpContext,
): readonly Outcome[] {
  const { share, delay, abort } = branch;
  const name = routeName(found);
  const delayed = delay > 0 ? 'DI' : '';
  if (abort !== undefined) {
    return perCluster(shares, share).map(([part, cluster]) =>
      reply(request, {
        share: part,
        status: abort.status,
        grpcCode: abort.grpcCode,
        details: 'fault_filter_abort',
        flags: [delayed, 'FI'].filter((flag) => flag !== '').join(','),
        body: 'fault filter abort',
        reason: 'a fault is injected that aborts the request',
        cluster,
        routeName: name,
        delay,
      }),
    );
  }
  const outcomes = afterCors(request, facts, found, shares, branch, context);
  return delayed === '' ? outcomes : outcomes.map((outcome) => withFlag(outcome, delayed));
}

function withFlag(outcome: Outcome, flag: string): Outcome {
  const { log } = outcome;
  const flags = log === undefined || log.responseFlags === '-' ? flag : `${flag},${log.responseFlags}`;
  return { ...outcome, log: log && { ...log, responseFlags: flags } };
}

function afterCors(
  request: Request,
  facts: HttpFacts,
  found: VirtualHostRoute,
  shares: readonly RoutedShare[],
  { share, delay }: FaultBranch,
  context: HttpContext,
): readonly Outcome[] {
  const { route } = found;
  const cors = route.corsPolicy === undefined ? undefined : corsVerdict(route.corsPolicy, facts);
  const name = routeName(found);
  const shared = { routeName: name, delay };
  if (cors?.answered === true) {
    const reason = 'the proxy answers the preflight request';
    return perCluster(shares, share).map(([part, cluster]) =>
      reply(request, {
        ...shared,
        share: part,
        status: 200,
        details: 'cors_response',
        reason,
        cluster,
        headers: cors.headers,
      }),
    );
  }
  const outcomes = acted(request, facts, found, shares, { ...shared, share }, context);
  return cors === undefined
    ? outcomes
    : outcomes.map((outcome) => ({
        ...outcome,
        responseHeaders: new Map([...outcome.responseHeaders, ...cors.headers]),
      }));
}

function acted(
  request: Request,
  facts: HttpFacts,
  found: VirtualHostRoute,
  shares: readonly RoutedShare[],
  shared: { readonly share: number; readonly delay: number; readonly routeName: string | undefined },
  { port }: HttpContext,
): readonly Outcome[] {
  const { route, match } = found;
  const { redirect, directResponse } = route;
  const headers = changedHeaders(new Map(), [changesOf(route.headers).response], (value) =>
    formatHeader(value, facts, request.httpVersion),
  );
  const own = { ...facts, port };
  if (redirect !== undefined) {
    const location = redirectLocation(redirect, match, own);
    const status = redirect.redirectCode || REDIRECT_CODE;
    return [
      reply(request, {
        ...shared,
        status,
        details: 'direct_response',
        location,
        headers,
        reason: 'the route redirects',
      }),
    ];
  }
  if (directResponse !== undefined) {
    const { status, body } = directResponse;
    const location =
      status === CREATED || (status >= 300 && status < 400) ? redirectLocation({}, match, own) : undefined;
    const text = body?.string ?? (body?.bytes === undefined ? '' : atob(body.bytes));
    const reason = 'the route answers directly';
    return [reply(request, { ...shared, status, details: 'direct_response', body: text, location, headers, reason })];
  }
  if (shares.length === 0) {
    return [
      reply(request, {
        ...shared,
        status: 503,
        details: 'cluster_not_found',
        flags: 'NC',
        reason: 'the route has no destination',
      }),
    ];
  }
  return shares.flatMap(({ written, destination }) =>
    forward(
      request,
      facts,
      destination,
      { ...shared, share: shared.share * destination.share },
      { route, match, destination: written.route, isOnly: (route.route ?? []).length === 1 },
    ),
  );
}

/** The shares by the clusters that the route chooses. */
function perCluster(
  shares: readonly RoutedShare[],
  total: number,
): readonly [share: number, cluster: string | undefined][] {
  return shares.length === 0
    ? [[total, undefined]]
    : shares.map(({ destination }) => [total * destination.share, destination.cluster?.name]);
}

function reply(request: Request, reply: LocalReply): Outcome {
  return localReply(request, reply);
}
