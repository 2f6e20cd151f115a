import { routingClaim } from '../../mesh/semantics/routing-claim';
import { JsonObject } from '../../mesh/wire/json';
import { HttpMatchRequest, StringMatch } from '../../mesh/wire/networking';
import { Draft, withEntry } from './draft';
import { methodsBeside, methodsFor, pathsBeside, pathsFor, textsBeside, textsFor } from './texts';

/** Something that a match asks for, and how a request is made to have it or not. */
export interface Condition {
  /** A match that asks for nothing else. */
  readonly match: HttpMatchRequest;
  /** Ways to meet it. */
  meet(draft: Draft): readonly Draft[];
  /** Ways not to. */
  miss(draft: Draft): readonly Draft[];
}

/** What a match asks of a request. What it asks of the client, and the scheme, are no matter of the request itself. */
export function conditionsOf(match: HttpMatchRequest | undefined): readonly Condition[] {
  const { uri, ignoreUriCase, method, authority, headers = {}, withoutHeaders = {}, queryParams = {} } = match ?? {};
  return [
    ...(uri === undefined ? [] : [pathCondition(uri, ignoreUriCase)]),
    ...(method === undefined ? [] : [methodCondition(method)]),
    ...(authority === undefined ? [] : [authorityCondition(authority)]),
    ...Object.entries(headers).map(([name, each]) => headerCondition(name, each ?? {})),
    ...Object.entries(withoutHeaders).map(([name, each]) => withoutCondition(name, each ?? {})),
    ...Object.entries(queryParams).map(([name, each]) => queryCondition(name, each ?? {})),
  ];
}

function withoutCondition(name: string, match: StringMatch): Condition {
  const present = headerCondition(name, match);
  return {
    match: { withoutHeaders: { [name]: match } },
    meet: (draft) => present.miss(draft),
    miss: (draft) => present.meet(draft),
  };
}

function pathCondition(uri: StringMatch, ignoreCase = false): Condition {
  const [meeting, missing] = [pathsFor(uri, ignoreCase), pathsBeside(uri, ignoreCase)];
  return {
    match: { uri, ignoreUriCase: ignoreCase },
    meet: (draft) => meeting.map((path) => ({ ...draft, path })),
    miss: (draft) => missing.map((path) => ({ ...draft, path })),
  };
}

function methodCondition(match: StringMatch): Condition {
  return {
    match: { method: match },
    meet: (draft) => methodsFor(match).map((method) => ({ ...draft, method })),
    miss: (draft) => methodsBeside(match).map((method) => ({ ...draft, method })),
  };
}

function authorityCondition(match: StringMatch): Condition {
  const isHost = (text: string) => /^[A-Za-z0-9.:[\]_-]+$/.test(text);
  return {
    match: { authority: match },
    meet: (draft) =>
      textsFor(match)
        .filter(isHost)
        .map((authority) => ({ ...draft, authority })),
    miss: (draft) => [{ ...draft, authority: undefined }],
  };
}

function headerCondition(name: string, match: StringMatch): Condition {
  const lower = name.toLowerCase();
  const claim = routingClaim(name);
  if (claim !== undefined) {
    return claimCondition(name, claim, match);
  }
  switch (lower) {
    case ':method':
      return methodCondition(match);
    case ':path':
      return pathCondition(match);
    case ':authority':
    case 'host':
      return authorityCondition(match);
    case ':scheme':
      return { match: {}, meet: (draft) => [draft], miss: () => [] };
    default:
      return entryCondition({ headers: { [name]: match } }, match, (draft, value) => ({
        ...draft,
        headers: withEntry(draft.headers, lower, value),
      }));
  }
}

function queryCondition(name: string, match: StringMatch): Condition {
  return entryCondition({ queryParams: { [name]: match } }, match, (draft, value) => ({
    ...draft,
    query: withEntry(draft.query, name, value),
  }));
}

function entryCondition(
  whole: HttpMatchRequest,
  match: StringMatch,
  put: (draft: Draft, value: string | undefined) => Draft,
): Condition {
  const [meeting, missing] = [textsFor(match), [undefined, ...textsBeside(match)]];
  return {
    match: whole,
    meet: (draft) => meeting.map((value) => put(draft, value)),
    miss: (draft) => missing.map((value) => put(draft, value)),
  };
}

function claimCondition(name: string, path: readonly string[], match: StringMatch): Condition {
  return {
    match: { headers: { [name]: match } },
    meet: (draft) => textsFor(match).map((value) => ({ ...draft, claims: withClaim(draft.claims ?? {}, path, value) })),
    miss: (draft) => [
      { ...draft, claims: undefined },
      { ...draft, claims: withClaim(draft.claims ?? {}, path, undefined) },
    ],
  };
}

/** Claims with another value at a path. */
export function withClaim(
  claims: JsonObject,
  [first, ...rest]: readonly string[],
  value: string | undefined,
): JsonObject {
  const below = claims[first];
  const inner = typeof below === 'object' && below !== null && !Array.isArray(below) ? (below as JsonObject) : {};
  return { ...claims, [first]: rest.length === 0 ? value : withClaim(inner, rest, value) };
}
