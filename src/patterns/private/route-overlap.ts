import { isSameJson } from '../../kernel/same-json';
import { HttpMatchManifest, HttpPattern } from './http-pattern';

/** A TLS or TCP match as it is rendered. */
interface L4MatchManifest {
  readonly port?: number;
  readonly sniHosts?: readonly string[];
  readonly gateways?: readonly string[];
}

interface RouteManifest<M> {
  readonly match?: readonly M[];
}

interface HttpRouteManifest extends RouteManifest<HttpMatchManifest> {
  readonly redirect?: unknown;
}

/** The routes of a VirtualService as they are rendered. */
export interface RoutesManifest {
  readonly http?: readonly HttpRouteManifest[];
  readonly tls?: ReadonlyArray<RouteManifest<L4MatchManifest>>;
  readonly tcp?: ReadonlyArray<RouteManifest<L4MatchManifest>>;
}

/** The routes of one of several VirtualServices for a host of a gateway. */
export interface RoutesOf<T> {
  readonly owner: T;
  readonly routes: RoutesManifest;
  /** Whether a match that names these gateways (as it is rendered) is for the gateway in question. */
  readonly isFor: (gateways: readonly string[] | undefined) => boolean;
}

/** What two VirtualServices both take, so that it depends on their age which one has it. */
export interface Overlap<T> {
  readonly first: T;
  readonly second: T;
  /** What the first takes, and what the second takes. */
  readonly taken: readonly [string, string];
}

interface Taker<T> {
  readonly owner: T;
  readonly pattern: HttpPattern;
  readonly redirect?: unknown;
}

/** For each VirtualService at most one overlap with one of the others. */
export function overlapsOf<T>(all: ReadonlyArray<RoutesOf<T>>): Overlap<T>[] {
  const overlaps = [...overlapsOfHttp(all), ...overlapsOfL4(all)];
  return overlaps.filter(({ second }, index) => overlaps.findIndex((other) => other.second === second) === index);
}

function overlapsOfHttp<T>(all: ReadonlyArray<RoutesOf<T>>): Overlap<T>[] {
  const takers = all.flatMap(({ owner, routes, isFor }) =>
    (routes.http ?? []).flatMap(({ redirect, match }) =>
      matchesOf([{ match }], isFor).map((each): Taker<T> => ({
        owner,
        pattern: new HttpPattern(each ?? {}),
        redirect,
      })),
    ),
  );
  const rest = takers.filter(({ pattern }) => pattern.takesAll);
  const narrow = takers.filter(({ pattern }) => !pattern.takesAll);
  return [...pairsIn(rest), ...pairsIn(sorted(narrow))];
}

/** Those with like beginnings side by side, the shorter one before what it may take in. */
function sorted<T>(takers: ReadonlyArray<Taker<T>>): Taker<T>[] {
  return takers
    .map((taker) => ({ taker, key: taker.pattern.text.toLowerCase() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ taker }) => taker);
}

/** Compares each only with those before it that its text begins with, so that the cost grows with their number alone. */
function pairsIn<T>(takers: ReadonlyArray<Taker<T>>): Overlap<T>[] {
  const overlaps: Overlap<T>[] = [];
  const around: Taker<T>[] = [];
  for (const taker of takers) {
    const text = taker.pattern.text.toLowerCase();
    while (around.length > 0 && !text.startsWith(around[around.length - 1].pattern.text.toLowerCase())) {
      around.pop();
    }
    const other = around.find((each) => each.owner !== taker.owner && isContested(each, taker));
    if (other !== undefined) {
      const taken = [other.pattern.shown, taker.pattern.shown] as const;
      overlaps.push({ first: other.owner, second: taker.owner, taken });
    }
    around.push(taker);
  }
  return overlaps;
}

/** Whether it matters which of the two takes what both take: it does not where both answer with the same redirect. */
function isContested<T>(one: Taker<T>, other: Taker<T>): boolean {
  const isSame = one.redirect !== undefined && isSameJson(one.redirect, other.redirect);
  return !isSame && one.pattern.meets(other.pattern);
}

function overlapsOfL4<T>(all: ReadonlyArray<RoutesOf<T>>): Overlap<T>[] {
  const first = new Map<string, T>();
  const overlaps: Overlap<T>[] = [];
  for (const { owner, routes, isFor } of all) {
    for (const taken of new Set(connectionsOf(routes, isFor))) {
      const other = first.get(taken);
      if (other === undefined) {
        first.set(taken, owner);
      } else if (other !== owner) {
        overlaps.push({ first: other, second: owner, taken: [taken, taken] });
      }
    }
  }
  return overlaps;
}

function connectionsOf({ tls, tcp }: RoutesManifest, isFor: RoutesOf<unknown>['isFor']): string[] {
  const servers = matchesOf(tls, isFor).flatMap((match) => match?.sniHosts ?? []);
  const ports = matchesOf(tcp, isFor).map((match) => `TCP ${match?.port ?? 'on any port'}`);
  return [...servers.map((name) => `TLS for ${name}`), ...ports];
}

/** The matches of routes for the gateway; undefined for a route without any. */
function matchesOf<M extends { readonly gateways?: readonly string[] }>(
  routes: ReadonlyArray<RouteManifest<M>> = [],
  isFor: RoutesOf<unknown>['isFor'],
): (M | undefined)[] {
  return routes.flatMap(({ match }) =>
    match === undefined || match.length === 0 ? [undefined] : match.filter(({ gateways }) => isFor(gateways)),
  );
}
