import { HttpMatchRequest, HttpRoute, StringMatch, TcpRoute, TlsRoute } from '../../wire/networking';
import { isJsonObject, textAt } from '../../wire/json';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

type Routes = readonly Decoded<HttpRoute | TcpRoute | TlsRoute>[];

/** Maps without entries are maps that are not there, other than messages without fields. */
const MAPS: ReadonlySet<string> = new Set(['headers', 'queryParams', 'sourceLabels', 'withoutHeaders']);

/** A match on a prefix of the path. */
interface PrefixMatch {
  readonly route: string;
  readonly place: Faults;
  readonly prefix: string;
  readonly match: Decoded<HttpMatchRequest>;
}

/** Warns of routes that no request comes to, and of matches that change nothing, because those before take all. */
export function warnOfUnreachable(routes: Routes, faults: Faults): void {
  const seen = new Map<string, number>();
  const prefixes: PrefixMatch[] = [];
  let catchAll: number | undefined;
  routes.forEach((route, index) => {
    const place = faults.at(index);
    const { match: matches = [] } = route;
    if (catchAll !== undefined) {
      const reason = matches.length === 0 ? 'only the last route can match all' : 'one before it matches all';
      place.warningWithCode('IST0130', `no request comes to the route ${nameOf(route, index)}: ${reason}`);
    }
    if (matches.length === 0) {
      catchAll = index;
    }
    if (matches.length === 0 || catchAll !== undefined) {
      return;
    }
    let repeated = 0;
    matches.forEach((match, at) => {
      const key = canonical(match);
      const first = seen.get(key);
      if (first !== undefined) {
        repeated++;
        const message = `the match ${nameOf(match, at)} of the route ${nameOf(route, index)} is one of the route`;
        place.warningWithCode(
          'IST0131',
          `${message} ${nameOf(routes[first], first)}, which takes its requests`,
          'match',
          at,
        );
        return;
      }
      seen.set(key, index);
      const prefix = prefixOf(match);
      if (prefix !== '') {
        prefixes.push({ route: nameOf(route, index), place: place.at('match', at), prefix, match });
      }
    });
    if (repeated === matches.length) {
      place.warningWithCode(
        'IST0130',
        `no request comes to the route ${nameOf(route, index)}: those before match all of it`,
      );
    }
  });
  warnOfCovered(prefixes);
}

function warnOfCovered(matches: readonly PrefixMatch[]): void {
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
        const message = `the prefix ${later.prefix} of the route ${later.route} begins with ${earlier.prefix} of the route`;
        later.place.warningWithCode('IST0131', `${message} ${earlier.route}, which takes its requests`);
      }
    }
    const same = byPrefix.get(later.prefix);
    if (same === undefined) {
      byPrefix.set(later.prefix, [index]);
    } else {
      same.push(index);
    }
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
