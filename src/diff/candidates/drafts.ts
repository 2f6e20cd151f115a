import { VirtualHostRoute } from '../../mesh/index/virtual-host';
import { HttpMatchRequest } from '../../mesh/wire/networking';
import { Draft, keyOfDraft, PLAIN_DRAFT } from '../witness/draft';
import { DraftSearch } from '../witness/draft-search';
import { changedRoutes } from './changed-routes';

/** What the drafts for a host are made of. */
export interface DraftSources {
  readonly before: readonly VirtualHostRoute[];
  readonly after: readonly VirtualHostRoute[];
  /** Whether what a route does may be another, though it says the same. */
  readonly isAffected: (route: VirtualHostRoute) => boolean;
  /** Requests that policies tell from others. */
  readonly policyDrafts: readonly PolicyDraft[];
}

/** A request that a rule of a policy asks for. */
export interface PolicyDraft {
  readonly match: HttpMatchRequest;
  readonly claims?: Draft['claims'];
  readonly sourceIp?: string;
}

/** How many routes one changed route is tried together with. */
const MOST_PAIRED = 100;
const MOST_WITH_POLICY = 20;
const NOWHERE = '/unknown';

/** Requests to a host among which, for each way in which its routes treat requests otherwise than before, there is one if one is found. */
export function draftsFor(sources: DraftSources, search: DraftSearch): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const add = (draft: Draft | undefined) => {
    if (draft !== undefined) {
      drafts.set(keyOfDraft(draft), draft);
    }
  };
  const { before, after, isAffected, policyDrafts } = sources;
  const all = [...before, ...after];
  add(PLAIN_DRAFT);
  add({ ...PLAIN_DRAFT, path: NOWHERE });
  const matches = all.map(({ match }) => match);
  if (all.length > 0) {
    add(search.evading(PLAIN_DRAFT, [], matches));
  }
  const changed = changedRoutes(before, after);
  for (const list of [before, after]) {
    list.forEach((route, index) => {
      const isChanged = changed.has(route);
      if (!isChanged && !isAffected(route)) {
        return;
      }
      const earlier = list.slice(0, index).map(({ match }) => match);
      if (isChanged) {
        around(route, earlier, search).forEach(add);
        pairs(route, all, earlier, search).forEach(add);
      } else {
        search.meeting([route.match], PLAIN_DRAFT, 2).forEach((draft) => {
          add(draft);
          add(search.evading(draft, [route.match], earlier));
        });
      }
    });
  }
  const plain = [PLAIN_DRAFT, ...drafts.values()].slice(0, MOST_WITH_POLICY);
  for (const { match, claims, sourceIp } of policyDrafts) {
    const wished = { ...PLAIN_DRAFT, claims, sourceIp };
    search.meeting([match], wished).forEach(add);
    search.missing(match, { ...(search.meeting([match], wished, 1)[0] ?? wished) }).forEach(add);
    plain.forEach((draft) => search.meeting([match], { ...draft, claims, sourceIp }, 1).forEach(add));
    matches.slice(0, MOST_WITH_POLICY).forEach((route) => search.meeting([route, match], wished, 1).forEach(add));
  }
  return [...drafts.values()];
}

/** Requests that a changed route takes, and such as it nearly takes. */
function around(
  { match }: VirtualHostRoute,
  earlier: readonly (HttpMatchRequest | undefined)[],
  search: DraftSearch,
): readonly (Draft | undefined)[] {
  const taken = search.meeting([match]);
  return [
    ...taken,
    ...taken.map((draft) => search.evading(draft, [match], earlier)),
    ...taken.slice(0, 2).flatMap((draft) => search.missing(match, draft)),
  ];
}

/** Requests that a changed route and another both take, and none of the others before it. */
function pairs(
  route: VirtualHostRoute,
  all: readonly VirtualHostRoute[],
  earlier: readonly (HttpMatchRequest | undefined)[],
  search: DraftSearch,
): readonly (Draft | undefined)[] {
  const others = all.filter((other) => other !== route && mayMeet(route.match, other.match)).slice(0, MOST_PAIRED);
  return others.flatMap((other) =>
    search.meeting([route.match, other.match], PLAIN_DRAFT, 2).flatMap((draft) => [
      draft,
      search.evading(
        draft,
        [route.match, other.match],
        earlier.filter((match) => match !== other.match),
      ),
    ]),
  );
}

/** Whether there may be a path that two matches both take. */
function mayMeet(a: HttpMatchRequest | undefined, b: HttpMatchRequest | undefined): boolean {
  const [first, second] = [a?.uri, b?.uri];
  const [one, other] = [first?.exact ?? first?.prefix, second?.exact ?? second?.prefix];
  if (one === undefined || other === undefined || a?.ignoreUriCase === true || b?.ignoreUriCase === true) {
    return true;
  }
  const [isWhole, isOtherWhole] = [first?.exact !== undefined, second?.exact !== undefined];
  if (isWhole && isOtherWhole) {
    return one === other;
  }
  return isWhole
    ? one.startsWith(other)
    : isOtherWhole
      ? other.startsWith(one)
      : one.startsWith(other) || other.startsWith(one);
}
