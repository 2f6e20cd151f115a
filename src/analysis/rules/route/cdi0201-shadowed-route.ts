import { MatchIndex } from '../../../mesh/index/match-index';
import { byText } from '../../order';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { matchesOf } from '../../../mesh/semantics/http-match';
import { HttpMatchRequest, StringMatch } from '../../../mesh/wire/networking';
import { describeRoute, httpRoutesOf, PlacedMatch } from './http-routes';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Routes that no request reaches, as one before takes all of them. */
export const SHADOWED_ROUTE: Rule = {
  code: 'CDI0201',
  name: 'ShadowedRoute',
  severity: Severity.WARNING,
  summary: 'A route before takes every request that a match asks for.',
  explanation:
    "Envoy takes the first route whose match holds. Where everything that a match asks for is asked for by a route before as well, in looser terms, that one is taken: the later one has no effect, whatever it says. What Istio's own checks say of the same (IST0130, IST0131) is not repeated.",
  fix: 'Put the more specific route first, or remove it.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    // A route is compared with those before it.
    for (const object of virtualServiceGroupsOf(mesh).withSeveralHttpRoutes) {
      const earlier: PlacedMatch[] = [];
      const index = new MatchIndex<PlacedMatch>();
      for (const placed of httpRoutesOf(object)) {
        // After a route without matches Istio itself says that nothing is reached any more.
        if (earlier.length > 0 && (earlier[earlier.length - 1].placed.route.match ?? []).length === 0) {
          break;
        }
        const own = matchesOf(placed.route).map((match, at) => new PlacedMatch(placed, match, at));
        for (const each of own) {
          const { match } = each;
          const first = index.firstCovering(match)?.placed;
          if (first !== undefined && !earlier.some((other) => isSaidByIstio(other.match, match))) {
            const message = `No request reaches this match of ${describeRoute(placed)} in ${object.title}, as ${describeRoute(first)} takes all of them`;
            report({ object, path: each.matchPath, message, related: [{ object, path: first.path }] });
          }
        }
        for (const each of placed.route.delegate === undefined ? own : []) {
          earlier.push(each);
          index.add(each.match, each);
        }
      }
    }
  },
};

type Matches = { readonly [name: string]: StringMatch } | undefined;

/** Whether IST0131 says it: of equal matches, and of prefixes whose other conditions look alike. */
function isSaidByIstio(outer: HttpMatchRequest, inner: HttpMatchRequest): boolean {
  if (asText(outer) === asText(inner)) {
    return true;
  }
  const [first, second] = [outer.uri?.prefix ?? '', inner.uri?.prefix ?? ''];
  return (
    first !== '' &&
    second !== first &&
    second.startsWith(first) &&
    (outer.port ?? 0) === (inner.port ?? 0) &&
    looksAlike(outer.method ?? GET, inner.method ?? GET) &&
    looksAlike(outer.authority, inner.authority) &&
    allLookAlike(outer.headers, inner.headers) &&
    allLookAlike(outer.queryParams, inner.queryParams) &&
    allLookAlike(outer.withoutHeaders, inner.withoutHeaders)
  );
}

const GET: StringMatch = { exact: 'GET' };

function allLookAlike(outer: Matches = {}, inner: Matches = {}): boolean {
  const names = Object.keys(outer);
  return (
    names.length === Object.keys(inner).length &&
    names.every((name) => Object.hasOwn(inner, name) && looksAlike(outer[name], inner[name]))
  );
}

function looksAlike(outer: StringMatch | undefined, inner: StringMatch | undefined): boolean {
  return kindAndText(outer).startsWith(kindAndText(inner));
}

function kindAndText({ exact = '', prefix = '' }: StringMatch = {}): string {
  return exact !== '' ? `exact:${exact}` : prefix !== '' ? `prefix:${prefix}` : '';
}

/** A match with its fields in the order of their names. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => byText(a, b)))
      : each,
  );
}
