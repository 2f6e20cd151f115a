import { addTo } from '../../lists';
import {
  HttpMatchRequest,
  HttpRoute,
  L4MatchAttributes,
  StringMatch,
  TcpRoute,
  TlsMatchAttributes,
  TlsRoute,
} from '../../wire/networking';
import { isJsonObject, textAt } from '../../wire/json';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

type Routes = readonly Decoded<HttpRoute | TcpRoute | TlsRoute>[];

/** Maps without entries are maps that are not there, other than messages without fields. */
const MAPS: ReadonlySet<string> = new Set(['headers', 'queryParams', 'sourceLabels', 'withoutHeaders']);

type Match = Decoded<HttpMatchRequest | L4MatchAttributes | TlsMatchAttributes>;

/** A match on a prefix of the path. */
interface PrefixMatch {
  /** Where its route stands. */
  readonly route: number;
  /** Where it stands in the route. */
  readonly at: number;
  readonly prefix: string;
  readonly match: Decoded<HttpMatchRequest>;
}

/** Warns of routes that no request comes to, and of matches that change nothing, because those before take all. */
export function warnOfUnreachable(routes: Routes, faults: Faults): void {
  const seen = new SeenMatches();
  const prefixes: PrefixMatch[] = [];
  let catchAll: number | undefined;
  routes.forEach((route, index) => {
    const { match: matches = [] } = route;
    if (catchAll !== undefined) {
      const reason = matches.length === 0 ? 'only the last route can match all' : 'one before it matches all';
      faults.warningWithCode('IST0130', `no request comes to the route ${nameOf(route, index)}: ${reason}`, index);
    }
    if (matches.length === 0) {
      catchAll = index;
    }
    if (matches.length === 0 || catchAll !== undefined) {
      return;
    }
    let repeated = 0;
    matches.forEach((match, at) => {
      const first = seen.routeOf(match, index);
      if (first !== undefined) {
        repeated++;
        const message = `the match ${nameOf(match, at)} of the route ${nameOf(route, index)} is one of the route`;
        faults.warningWithCode(
          'IST0131',
          `${message} ${nameOf(routes[first], first)}, which takes its requests`,
          ...[index, 'match', at],
        );
        return;
      }
      const prefix = prefixOf(match);
      if (prefix !== '') {
        prefixes.push({ route: index, at, prefix, match });
      }
    });
    if (repeated === matches.length) {
      faults.warningWithCode(
        'IST0130',
        `no request comes to the route ${nameOf(route, index)}: those before match all of it`,
        index,
      );
    }
  });
  if (prefixes.length > 1) {
    warnOfCovered(prefixes, routes, faults);
  }
}

/** The matches before one, and the routes that they are of. */
class SeenMatches {
  /** The matches on a URI. Two are compared as a whole only where they have that in common. */
  private readonly byUri = new Map<
    string,
    { readonly match: Match; readonly route: number; all?: Map<string, number> }
  >();

  /** The route with the same match, if there is one; otherwise it is remembered for this one. */
  public routeOf(match: Match, route: number): number | undefined {
    const uri = textOf((match as Decoded<HttpMatchRequest>).uri);
    const first = this.byUri.get(uri);
    if (first === undefined) {
      this.byUri.set(uri, { match, route });
      return undefined;
    }
    first.all ??= new Map([[canonical(first.match), first.route]]);
    const key = canonical(match);
    const found = first.all.get(key);
    if (found === undefined) {
      first.all.set(key, route);
    }
    return found;
  }
}

function warnOfCovered(matches: readonly PrefixMatch[], routes: Routes, faults: Faults): void {
  const byPrefix = new Map<string, number[]>();
  matches.forEach((later, index) => {
    // Shorter prefixes are looked up, so that the time does not grow with the square of the routes.
    const shorter: number[] = [];
    for (let end = 1; index > 0 && end < later.prefix.length; end++) {
      shorter.push(...(byPrefix.get(later.prefix.slice(0, end)) ?? []));
    }
    for (const at of shorter.sort((a, b) => a - b)) {
      const earlier = matches[at];
      if (covers(earlier, later)) {
        const [before, after] = [earlier, later].map(({ route }) => nameOf(routes[route], route));
        const message = `the prefix ${later.prefix} of the route ${after} begins with ${earlier.prefix} of the route`;
        faults.warningWithCode(
          'IST0131',
          `${message} ${before}, which takes its requests`,
          ...[later.route, 'match', later.at],
        );
      }
    }
    addTo(byPrefix, later.prefix, index);
  });
}

function nameOf(named: object, index: number): string {
  const name = textAt(named, 'name') ?? '';
  return name === '' ? `#${index}` : `"${name}"`;
}

/** The same text for matches that Istio does not tell apart. Their names do not count. */
function canonical(match: object): string {
  const fields = Object.entries(match).filter(
    ([name, value]: [string, unknown]) => name !== 'name' && isSet(name, value),
  );
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, sorted(value)]));
}

function isSet(name: string, value: unknown): boolean {
  const isEmpty = Array.isArray(value)
    ? value.length === 0
    : MAPS.has(name) && isJsonObject(value) && Object.keys(value).length === 0;
  return !isEmpty && value !== 0 && value !== '' && value !== false;
}

function sorted(value: unknown): unknown {
  return isJsonObject(value)
    ? Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])])
    : value;
}

function prefixOf({ uri }: Decoded<HttpMatchRequest>): string {
  return uri?.prefix ?? '';
}

/** What else has to be, each by name: methods, authorities, headers, parameters and headers that must be missing. */
function conditionsOf(match: Decoded<HttpMatchRequest>): readonly ReadonlyMap<string, string>[] {
  const { method, authority, headers = {}, queryParams = {}, withoutHeaders = {} } = match;
  return [
    // Istio takes GET for the method where none is given.
    new Map([['method', textOf(method) || 'exact:GET']]),
    new Map([['authority', textOf(authority)]]),
    ...[headers, queryParams, withoutHeaders].map(
      (map) => new Map(Object.entries(map).map(([name, value]) => [name, textOf(value)])),
    ),
  ];
}

/** Regular expressions count as nothing. */
function textOf({ exact = '', prefix = '' }: Decoded<StringMatch> = {}): string {
  return exact !== '' ? `exact:${exact}` : prefix === '' ? '' : `prefix:${prefix}`;
}

/** Whether one with a shorter prefix takes all requests of the later one, as far as Istio looks. */
function covers(earlier: PrefixMatch, later: PrefixMatch): boolean {
  const conditions = conditionsOf(later.match);
  return (
    (later.match.port ?? 0) === (earlier.match.port ?? 0) &&
    conditionsOf(earlier.match).every((wanted, index) => isCovered(wanted, conditions[index]))
  );
}

function isCovered(earlier: ReadonlyMap<string, string>, later: ReadonlyMap<string, string>): boolean {
  return (
    earlier.size === later.size &&
    [...earlier].every(([name, text]) => {
      const other = later.get(name);
      return other !== undefined && text.startsWith(other);
    })
  );
}
