import { MeshObject } from '../mesh/mesh-object';
import { judgeToken, parseToken } from '../mesh/semantics/json-web-token';
import { HttpFacts } from '../mesh/semantics/request-match';
import { queryParameters } from '../mesh/semantics/uri-path';
import { at, JsonObject, textAt } from '../mesh/wire/json';
import { JwtRule, RequestAuthenticationSpec } from '../mesh/wire/security';
import { LocalReply } from './outcomes';
import { PolicyDecision } from './request-trace';

/** What RequestAuthentications make of a request. */
export interface TokenCheck {
  readonly decisions: readonly PolicyDecision[];
  readonly notes: readonly string[];
  /** The claims of the token; undefined where the request brings none. */
  readonly claims?: JsonObject;
  /** The headers with which it goes on. */
  readonly headers: ReadonlyMap<string, string>;
  readonly refusal?: LocalReply;
}

interface FoundToken {
  readonly text: string;
  /** The header that it stands in; undefined of one in the query or a cookie. */
  readonly header?: string;
  readonly rule: JwtRule;
  readonly object: MeshObject;
}

const DEFAULT_HEADER = { name: 'authorization', prefix: 'Bearer ' };
const DEFAULT_PARAMETER = 'access_token';
const LONGEST_REALM = 256;
/** Claims whose text is a list divided by spaces, whatever a rule says. */
const SPACE_DELIMITED = ['scope', 'permission'];

/** Checks the tokens of a request at a time, in seconds. */
export function checkTokens(
  facts: HttpFacts,
  objects: readonly MeshObject<RequestAuthenticationSpec>[],
  now: number,
): TokenCheck {
  const rules = objects.flatMap((object) => (object.spec.jwtRules ?? []).map((rule) => ({ rule, object })));
  const found = rules.flatMap(({ rule, object }) =>
    tokensFor(rule, facts).map((token) => ({ ...token, rule, object })),
  );
  const headers = new Map(facts.headers);
  const decisions: PolicyDecision[] = [];
  const notes: string[] = [];
  let claims: JsonObject | undefined;
  for (const text of new Set(found.map((token) => token.text))) {
    const offered = found.filter((token) => token.text === text);
    const verdict = accept(text, offered, now);
    if (typeof verdict === 'string') {
      return {
        decisions: [...decisions, { object: offered[0].object, decision: 'token refused' }],
        notes,
        headers,
        refusal: refusal(facts, verdict),
      };
    }
    claims = verdict.claims;
    decisions.push({ object: verdict.token.object, decision: 'token accepted' });
    if (verdict.isUnchecked) {
      notes.push('The signature of the token is taken for valid: its keys, or their kind, are not known here');
    }
    passOn(verdict.token, verdict.claims, text, headers);
  }
  return { decisions, notes, claims, headers };
}

function tokensFor(rule: JwtRule, { headers, query }: HttpFacts): { text: string; header?: string }[] {
  const { fromHeaders = [], fromParams = [], fromCookies = [] } = rule;
  const isDefault = fromHeaders.length + fromParams.length + fromCookies.length === 0;
  const parameters = queryParameters(query);
  return [
    ...(isDefault ? [DEFAULT_HEADER] : fromHeaders).flatMap(({ name, prefix = '' }) => {
      const [header, value] = [name.toLowerCase(), headers.get(name.toLowerCase())];
      return value?.startsWith(prefix) === true ? [{ text: value.slice(prefix.length).trim(), header }] : [];
    }),
    ...(isDefault ? [DEFAULT_PARAMETER] : fromParams).flatMap((name) => {
      const text = parameters.get(name);
      return text === undefined ? [] : [{ text }];
    }),
    ...fromCookies.flatMap((name) => {
      const text = cookie(headers.get('cookie') ?? '', name);
      return text === undefined ? [] : [{ text }];
    }),
  ];
}

function cookie(header: string, name: string): string | undefined {
  const pair = header
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** The rule that accepts a token; Envoy's complaint where none does. */
function accept(text: string, offered: readonly FoundToken[], now: number) {
  const token = parseToken(text);
  if (typeof token === 'string') {
    return token;
  }
  const issued = offered.filter(({ rule }) => rule.issuer === textAt(token.claims, 'iss'));
  if (issued.length === 0) {
    return 'Jwt issuer is not configured';
  }
  const verdicts = issued.map((each) => ({ token: each, ...judgeToken(token, each.rule, now) }));
  const accepted = verdicts.find(({ fault }) => fault === undefined);
  return accepted === undefined
    ? (verdicts[0].fault ?? '')
    : {
        token: accepted.token,
        isUnchecked: accepted.isUnchecked,
        claims: withLists(token.claims, accepted.token.rule),
      };
}

function withLists(claims: JsonObject, { spaceDelimitedClaims = [] }: JwtRule): JsonObject {
  const listed = [...SPACE_DELIMITED, ...spaceDelimitedClaims].flatMap((name) => {
    const text = textAt(claims, name);
    return text === undefined ? [] : [[name, text.split(' ')] as const];
  });
  return { ...claims, ...Object.fromEntries(listed) };
}

/** What goes on in headers: the token where it is asked for, and what of it is. */
function passOn({ rule, header }: FoundToken, claims: JsonObject, text: string, headers: Map<string, string>): void {
  if (header !== undefined && rule.forwardOriginalToken !== true) {
    headers.delete(header);
  }
  if (rule.outputPayloadToHeader !== undefined && rule.outputPayloadToHeader !== '') {
    headers.set(rule.outputPayloadToHeader.toLowerCase(), text.split('.')[1]);
  }
  for (const { header: name, claim } of rule.outputClaimToHeaders ?? []) {
    const value = at(claims, ...claim.split('.'));
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      headers.set(name.toLowerCase(), String(value));
    }
  }
}

function refusal({ scheme, authority, path, query }: HttpFacts, fault: string): LocalReply {
  const realm = `${scheme}://${authority}${path}${query}`.slice(0, LONGEST_REALM);
  return {
    status: 401,
    details: `jwt_authn_access_denied{${fault.replace(/ /g, '_')}}`,
    body: fault,
    headers: new Map([['www-authenticate', `Bearer realm="${realm}", error="invalid_token"`]]),
    reason: fault,
  };
}
