import { isSameJson } from '../../kernel/same-json';
import { HttpMatchRequest, HttpRoute, StringMatch } from '../wire/networking';
import { TextMap } from '../wire/json';
import { isImplied } from './string-match';
import { selects } from './selector';

type Matches = { readonly [key: string]: StringMatch };

/** What a route without a `match` asks for: nothing. */
export const ANY_REQUEST: HttpMatchRequest = Object.freeze({});

/** The matches of a route, one of which has to hold. */
export function matchesOf({ match = [] }: HttpRoute): readonly HttpMatchRequest[] {
  return match.length === 0 ? [ANY_REQUEST] : match;
}

/** Whether every request that `inner` takes is taken by `outer` too; true only where it is certain. */
export function isCovered(inner: HttpMatchRequest, outer: HttpMatchRequest): boolean {
  return (
    isUriCovered(inner, outer) &&
    isFieldCovered(inner.method, outer.method) &&
    isFieldCovered(inner.authority, outer.authority) &&
    isFieldCovered(inner.scheme, outer.scheme) &&
    areAllCovered(lowerCased(inner.headers), lowerCased(outer.headers)) &&
    areAllCovered(inner.queryParams, outer.queryParams) &&
    areExclusionsCovered(lowerCased(inner.withoutHeaders), lowerCased(outer.withoutHeaders)) &&
    ((outer.port ?? 0) === 0 || outer.port === inner.port) &&
    isSourceCovered(inner, outer)
  );
}

/** Whether the match takes every request of its host, wherever it comes from. */
export function takesAll(match: HttpMatchRequest): boolean {
  return isCovered(ANY_REQUEST, match);
}

/** Paths begin with a slash, so that `/` and the like take all of them. */
export function takesAllPaths(uri: StringMatch | undefined): boolean {
  return uri === undefined || uri.prefix === '' || uri.prefix === '/' || uri.regex === '.*' || uri.regex === '/.*';
}

function isUriCovered(inner: HttpMatchRequest, outer: HttpMatchRequest): boolean {
  if (takesAllPaths(outer.uri) || outer.uri === undefined) {
    return true;
  }
  if (inner.uri === undefined) {
    return false;
  }
  // Regular expressions keep the case of their letters whatever is asked for.
  const ignoresCase = outer.ignoreUriCase === true && outer.uri.regex === undefined;
  const isLoose = inner.ignoreUriCase === true && inner.uri.regex === undefined;
  if (isLoose && !ignoresCase) {
    return false;
  }
  return ignoresCase
    ? inner.uri.regex === undefined && isImplied(lowered(inner.uri), lowered(outer.uri))
    : isImplied(inner.uri, outer.uri);
}

function lowered({ exact, prefix, regex }: StringMatch): StringMatch {
  return { exact: exact?.toLowerCase(), prefix: prefix?.toLowerCase(), regex };
}

function isFieldCovered(inner: StringMatch | undefined, outer: StringMatch | undefined): boolean {
  return outer === undefined || (inner !== undefined && isImplied(inner, outer));
}

function areAllCovered(inner: Matches = {}, outer: Matches = {}): boolean {
  return Object.keys(outer).every((name) => Object.hasOwn(inner, name) && isImplied(inner[name], outer[name]));
}

/** What `outer` leaves out has to be left out by `inner` too. */
function areExclusionsCovered(inner: Matches = {}, outer: Matches = {}): boolean {
  return Object.keys(outer).every((name) => Object.hasOwn(inner, name) && isSameJson(inner[name], outer[name]));
}

/** Names of headers are compared without case. */
function lowerCased(matches: Matches = {}): Matches {
  return Object.fromEntries(Object.entries(matches).map(([name, match]) => [name.toLowerCase(), match ?? {}]));
}

/** A match that names gateways looks at no labels and namespaces. */
function isSourceCovered(inner: HttpMatchRequest, outer: HttpMatchRequest): boolean {
  const [innerGateways, outerGateways] = [inner.gateways ?? [], outer.gateways ?? []];
  if (outerGateways.length > 0) {
    return innerGateways.length > 0 && innerGateways.every((each) => outerGateways.includes(each));
  }
  const asksForSource = innerGateways.length === 0;
  const labels: TextMap = asksForSource ? (inner.sourceLabels ?? {}) : {};
  const namespace = asksForSource ? (inner.sourceNamespace ?? '') : '';
  return (
    selects(outer.sourceLabels ?? {}, labels) &&
    ((outer.sourceNamespace ?? '') === '' || outer.sourceNamespace === namespace)
  );
}
