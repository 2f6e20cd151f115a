import { HttpMatchRequest, HttpRoute } from '../wire/networking';
import { TextMap } from '../wire/json';
import { isCatchAll, Mismatch } from './request-match';
import { selects } from './selector';

/** For whom and for which port routes are made. */
export interface RouteContext {
  /** `namespace/name` of the Gateway, or `mesh`. */
  readonly gateway: string;
  /** The port that the request arrives at. */
  readonly port: number;
  readonly labels: TextMap;
  readonly namespace: string;
}

/** One match of an HTTP route, or a route without any: what Envoy takes for a route. */
export interface RouteEntry<Source> {
  /** Where the route stands. */
  readonly source: Source;
  readonly route: HttpRoute;
  readonly match: HttpMatchRequest | undefined;
  /** Its place among the matches of the route; undefined of a route without matches. */
  readonly matchIndex: number | undefined;
  readonly isCatchAll: boolean;
}

/** A match that no request of this client and port can reach. */
export interface UnreachableEntry<Source> {
  readonly entry: RouteEntry<Source>;
  /** What of the client or the port it does not match; undefined where a route before takes all requests. */
  readonly mismatch: Mismatch | undefined;
}

/** The routes of a VirtualService that a proxy has. */
export interface RouteEntries<Source> {
  readonly reachable: readonly RouteEntry<Source>[];
  readonly unreachable: readonly UnreachableEntry<Source>[];
}

/** The routes of one VirtualService for a client and port, up to the first that takes all requests. */
export function routeEntries<Source extends { readonly route: HttpRoute }>(
  sources: readonly Source[],
  context: RouteContext,
): RouteEntries<Source> {
  const reachable: RouteEntry<Source>[] = [];
  const unreachable: UnreachableEntry<Source>[] = [];
  let exhausted = false;
  for (const source of sources) {
    const { route } = source;
    const matches = route.match ?? [];
    for (const [index, match] of matches.length === 0 ? [[undefined, undefined] as const] : matches.entries()) {
      const entry = { source, route, match, matchIndex: index, isCatchAll: isCatchAll(match) };
      const mismatch = contextMismatch(match, context);
      if (exhausted || mismatch !== undefined) {
        unreachable.push({ entry, mismatch });
      } else {
        reachable.push(entry);
        exhausted = entry.isCatchAll;
      }
    }
  }
  return { reachable, unreachable };
}

/** Routes in the order in which Envoy tries them: those that take all requests come last. */
export function catchAllsLast<Source>(entries: readonly RouteEntry<Source>[]): readonly RouteEntry<Source>[] {
  return [...entries.filter((entry) => !entry.isCatchAll), ...entries.filter((entry) => entry.isCatchAll)];
}

/** The first condition on client, gateway or port that is not met; undefined where all are. */
export function contextMismatch(
  match: Pick<HttpMatchRequest, 'port' | 'gateways' | 'sourceLabels' | 'sourceNamespace'> | undefined,
  { gateway, port, labels, namespace }: RouteContext,
): Mismatch | undefined {
  if (match === undefined) {
    return undefined;
  }
  if (match.port !== undefined && match.port !== 0 && match.port !== port) {
    return { condition: 'port', expected: String(match.port), got: String(port) };
  }
  const gateways = match.gateways ?? [];
  if (gateways.length > 0) {
    // With gateways, Istio asks for nothing else of the client.
    return gateways.includes(gateway)
      ? undefined
      : { condition: 'gateways', expected: gateways.join(', '), got: gateway };
  }
  const { sourceLabels = {}, sourceNamespace = '' } = match;
  if (!selects(sourceLabels, labels)) {
    return { condition: 'sourceLabels', expected: labelText(sourceLabels), got: labelText(labels) };
  }
  return sourceNamespace === '' || sourceNamespace === namespace
    ? undefined
    : { condition: 'sourceNamespace', expected: sourceNamespace, got: namespace };
}

function labelText(labels: TextMap): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
