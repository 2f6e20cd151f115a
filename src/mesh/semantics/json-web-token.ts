import { at, isJsonObject, JsonObject, listAt, numberAt, textAt } from '../wire/json';
import { JwtRule } from '../wire/security';
import { isRs256Signature } from './rsa-signature';

/** A token that came with a request. */
export interface JsonWebToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** What is signed. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** What a rule says of a token. */
export interface TokenVerdict {
  /** Why it is refused, in Envoy's words; undefined where it is not. */
  readonly fault?: string;
  /** Whether its signature could not be checked, because its keys or their kind are not known. */
  readonly isUnchecked: boolean;
}

/** Seconds by which clocks may differ. */
const CLOCK_SKEW = 60;
const BAD_FORM = 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections';

/** The token that a text holds; Envoy's complaint where it holds none. */
export function parseToken(text: string): JsonWebToken | string {
  const parts = text.split('.');
  if (parts.length !== 3) {
    return BAD_FORM;
  }
  const [header, claims] = parts.slice(0, 2).map(jsonIn);
  if (header === undefined) {
    return 'Jwt header is an invalid JSON';
  }
  if (claims === undefined) {
    return 'Jwt payload is an invalid JSON';
  }
  const signature = bytesIn(parts[2]);
  return signature === undefined
    ? 'Jwt signature is an invalid Base64url encoded'
    : { header, claims, signed: `${parts[0]}.${parts[1]}`, signature };
}

/** What a rule says of a token of its issuer at a time in seconds. */
export function judgeToken(token: JsonWebToken, rule: JwtRule, now: number): TokenVerdict {
  const fault = timeFault(token, now) ?? audienceFault(token, rule);
  if (fault !== undefined) {
    return { fault, isUnchecked: false };
  }
  const isSigned = signatureOf(token, rule);
  return isSigned === undefined
    ? { isUnchecked: true }
    : { isUnchecked: false, ...(isSigned ? {} : { fault: 'Jwt verification fails' }) };
}

function timeFault({ claims }: JsonWebToken, now: number): string | undefined {
  const [from, until] = [numberAt(claims, 'nbf'), numberAt(claims, 'exp')];
  if (from !== undefined && now + CLOCK_SKEW < from) {
    return 'Jwt not yet valid';
  }
  return until !== undefined && until !== 0 && now > until + CLOCK_SKEW ? 'Jwt is expired' : undefined;
}

function audienceFault({ claims }: JsonWebToken, { audiences = [] }: JwtRule): string | undefined {
  const own = [at(claims, 'aud')].flat();
  return audiences.length === 0 ||
    own.some((each) => typeof each === 'string' && audiences.map(bareAudience).includes(bareAudience(each)))
    ? undefined
    : 'Audiences in Jwt are not allowed';
}

/** Audiences are compared without their scheme and a slash at the end. */
function bareAudience(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** Whether a key of the rule signed the token; undefined where that can't be known. */
function signatureOf({ header, signed, signature }: JsonWebToken, { jwks }: JwtRule): boolean | undefined {
  const keys = jwks === undefined || jwks === '' ? undefined : keysIn(jwks);
  if (keys === undefined) {
    return undefined;
  }
  const id = textAt(header, 'kid');
  const fitting = keys.filter((key) => id === undefined || (textAt(key, 'kid') ?? id) === id);
  if (textAt(header, 'alg') !== 'RS256') {
    return fitting.length === 0 ? false : undefined;
  }
  const bytes = new TextEncoder().encode(signed);
  return fitting.some((key) => {
    const [modulus, exponent] = [bytesIn(textAt(key, 'n') ?? ''), bytesIn(textAt(key, 'e') ?? '')];
    return modulus !== undefined && exponent !== undefined && isRs256Signature(bytes, signature, { modulus, exponent });
  });
}

function keysIn(jwks: string): readonly unknown[] {
  try {
    return listAt(JSON.parse(jwks), 'keys');
  } catch {
    return [];
  }
}

function jsonIn(base64url: string): JsonObject | undefined {
  const bytes = bytesIn(base64url);
  try {
    const value: unknown = bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function bytesIn(base64url: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
