import { parseGoDuration } from './go-duration';
import { CorsPolicy, StringMatch } from '../wire/networking';
import { HttpFacts } from './request-match';
import { matchesText } from './string-match';

/** What a CORS policy makes of a request. */
export interface CorsVerdict {
  /** Whether it is a preflight request that the proxy answers itself. */
  readonly answered: boolean;
  /** Whether its origin may use the response; undefined of a request without an origin. */
  readonly allowed: boolean | undefined;
  /** Headers of the response. */
  readonly headers: ReadonlyMap<string, string>;
}

/** What a CORS policy makes of a request. */
export function corsVerdict(policy: CorsPolicy, facts: HttpFacts): CorsVerdict {
  const origin = facts.headers.get('origin') ?? '';
  if (origin === '') {
    return { answered: false, allowed: undefined, headers: new Map() };
  }
  const isPreflight = facts.method === 'OPTIONS' && (facts.headers.get('access-control-request-method') ?? '') !== '';
  // A condition that `*` meets lets everybody in.
  const allowed = allowedOrigins(policy).some((match) => matchesText(match, '*') || matchesText(match, origin));
  if (!allowed) {
    return { answered: isPreflight && policy.unmatchedPreflights === 'IGNORE', allowed, headers: new Map() };
  }
  return {
    answered: isPreflight,
    allowed,
    headers: new Map(isPreflight ? preflight(policy, origin) : simple(policy, origin)),
  };
}

function allowedOrigins({ allowOrigins, allowOrigin = [] }: CorsPolicy): readonly StringMatch[] {
  return allowOrigins ?? allowOrigin.map((exact) => ({ exact }));
}

function simple(policy: CorsPolicy, origin: string): [string, string][] {
  return [
    ['access-control-allow-origin', origin],
    ...(policy.allowCredentials === true ? [['access-control-allow-credentials', 'true'] as [string, string]] : []),
    ...listed('access-control-expose-headers', policy.exposeHeaders),
  ];
}

function preflight(policy: CorsPolicy, origin: string): [string, string][] {
  const age = parseGoDuration(policy.maxAge ?? '');
  return [
    ...simple(policy, origin),
    ...listed('access-control-allow-methods', policy.allowMethods),
    ...listed('access-control-allow-headers', policy.allowHeaders),
    ...(age === undefined ? [] : [['access-control-max-age', String(age / 1_000_000_000n)] as [string, string]]),
  ];
}

function listed(name: string, values: readonly string[] | undefined): [string, string][] {
  return values === undefined || values.length === 0 ? [] : [[name, values.join(',')]];
}
