import { HttpMatchRequest, StringMatch } from '../wire/networking';
import { JsonObject } from '../wire/json';
import { claimTexts, routingClaim } from './routing-claim';
import { describeStringMatch, isPresence, matchesText } from './string-match';
import { queryParameters } from './uri-path';

/** What of a request a match can ask for. */
export interface HttpFacts {
  readonly method: string;
  readonly scheme: string;
  /** With the port, where the client sent it. */
  readonly authority: string;
  /** Normalized, without the query. */
  readonly path: string;
  /** With its question mark; '' where there is none. */
  readonly query: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The claims of a valid token; undefined where the request brings none. */
  readonly claims?: JsonObject;
}

/** The condition that a request does not meet. */
export interface Mismatch {
  /** What is asked for: `uri`, `headers[x-user]`. */
  readonly condition: string;
  readonly expected: string;
  /** What the request has. */
  readonly got: string;
}

const ABSENT = 'absent';

/** The first condition on the request itself that it does not meet; undefined where it meets all of them. */
export function mismatchOf(match: HttpMatchRequest | undefined, facts: HttpFacts): Mismatch | undefined {
  if (match === undefined) {
    return undefined;
  }
  const { uri, ignoreUriCase = false } = match;
  if (uri !== undefined && !isEmpty(uri) && !matchesText(uri, facts.path, ignoreUriCase)) {
    return { condition: 'uri', expected: describeStringMatch(uri), got: facts.path };
  }
  return (
    valueMismatch('method', match.method, facts.method) ??
    valueMismatch('authority', match.authority, facts.authority) ??
    valueMismatch('scheme', match.scheme, facts.scheme) ??
    headersMismatch(match.headers, facts) ??
    withoutHeadersMismatch(match.withoutHeaders, facts) ??
    queryMismatch(match.queryParams, facts)
  );
}

/** Whether every request meets the conditions on requests: such a route is tried after all others of its host. */
export function isCatchAll(match: HttpMatchRequest | undefined): boolean {
  if (match === undefined) {
    return true;
  }
  const { uri, method, authority, scheme } = match;
  const anyPath = uri === undefined || isEmpty(uri) || uri.prefix === '/' || uri.regex === '.*';
  const none = (map: object | undefined) => map === undefined || Object.keys(map).length === 0;
  return (
    anyPath &&
    method === undefined &&
    authority === undefined &&
    scheme === undefined &&
    none(match.headers) &&
    none(match.withoutHeaders) &&
    none(match.queryParams)
  );
}

/** The value of a header, pseudo headers among them; undefined where the request has none. */
export function headerOf(facts: HttpFacts, name: string): string | undefined {
  const lower = name.toLowerCase();
  switch (lower) {
    case ':method':
      return facts.method;
    case ':scheme':
      return facts.scheme;
    case ':path':
      return facts.path + facts.query;
    case ':authority':
    case 'host':
      return facts.authority;
    default:
      return facts.headers.get(lower);
  }
}

function isEmpty({ exact, prefix, regex }: StringMatch): boolean {
  return exact === undefined && prefix === undefined && regex === undefined;
}

function valueMismatch(condition: string, match: StringMatch | undefined, value: string | undefined) {
  if (match === undefined || meets(match, value)) {
    return undefined;
  }
  return { condition, expected: describeStringMatch(match), got: value ?? ABSENT };
}

function meets(match: StringMatch, value: string | undefined): boolean {
  return value !== undefined && (isPresence(match) || matchesText(match, value));
}

function headersMismatch(headers: HttpMatchRequest['headers'], facts: HttpFacts): Mismatch | undefined {
  for (const name in headers) {
    const claim = routingClaim(name);
    const found =
      claim === undefined
        ? valueMismatch(`headers[${name}]`, headers[name], headerOf(facts, name))
        : claimMismatch(name, claim, headers[name], facts);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function claimMismatch(name: string, claim: readonly string[], match: StringMatch, facts: HttpFacts) {
  const texts = claimTexts(facts.claims, claim);
  if (texts.some((text) => meets(match, text))) {
    return undefined;
  }
  return {
    condition: `headers[${name}]`,
    expected: describeStringMatch(match),
    got: texts.length === 0 ? ABSENT : texts.join(', '),
  };
}

/** A header that is absent counts as an empty one here, unless the condition asks for its presence only. */
function withoutHeadersMismatch(headers: HttpMatchRequest['withoutHeaders'], facts: HttpFacts): Mismatch | undefined {
  for (const name in headers) {
    const match = headers[name];
    const claim = routingClaim(name);
    const value = headerOf(facts, name);
    const met =
      claim === undefined
        ? meets(match, isPresence(match) ? value : (value ?? ''))
        : claimTexts(facts.claims, claim).some((text) => meets(match, text));
    if (met) {
      return {
        condition: `withoutHeaders[${name}]`,
        expected: `not ${describeStringMatch(match)}`,
        got: value ?? ABSENT,
      };
    }
  }
  return undefined;
}

function queryMismatch(parameters: HttpMatchRequest['queryParams'], facts: HttpFacts): Mismatch | undefined {
  if (parameters === undefined) {
    return undefined;
  }
  const values = queryParameters(facts.query);
  for (const name in parameters) {
    const found = valueMismatch(`queryParams[${name}]`, parameters[name], values.get(name));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
