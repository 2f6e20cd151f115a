import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { isHttpUrl } from './private/http-url';

const LONGEST_URI = 2048;

/** The members of a key that are secret: the private parts of RSA, EC and OKP keys, and the whole of a symmetric one. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

type Key = { readonly [member: string]: unknown };

/**
 * The public keys that sign the JWTs of an issuer.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export class Jwks {
  /**
   * Where the issuer publishes them. It is istiod that fetches them unless it is told otherwise, every 20 minutes, so that it is istiod
   * that has to reach the address. While it can't, all tokens are refused.
   *
   * @throws if it is not an `http` or `https` URL with a host.
   */
  public static uri(uri: string): Jwks {
    return new Jwks({ jwksUri: checkUri(uri) });
  }

  /**
   * The JSON text of a key set: `{"keys":[...]}`. It is written as it is, and a new key of the issuer needs a new text.
   *
   * @throws if it is not such a text, has no keys, or a key that is not public.
   */
  public static inline(json: string): Jwks {
    checkKeys(keysOf(json));
    return new Jwks({ jwks: json });
  }

  /**
   * The keys, each an object as RFC 7517 has it; they are written as a JSON text.
   *
   * @throws if there are none, or one is not public.
   */
  public static keys(keys: Array<{ [member: string]: unknown }>): Jwks {
    checkKeys(keys);
    return new Jwks({ jwks: JSON.stringify({ keys }) });
  }

  private constructor(private readonly fields: Pick<security.JwtRule, 'jwks' | 'jwksUri'>) {}

  /** Whether Istio takes a rule without an issuer. @internal */
  public get _isUri(): boolean {
    return this.fields.jwksUri !== undefined;
  }

  /** @internal */
  public _render(): Pick<security.JwtRule, 'jwks' | 'jwksUri'> {
    return { ...this.fields };
  }
}

function checkUri(uri: string): string {
  if (!isHttpUrl(uri) || uri.length > LONGEST_URI) {
    throw misuse({
      rule: `the address of a key set must be an http or https URL of at most ${LONGEST_URI} characters`,
      received: uri,
      fix: "write 'https://id.example.com/.well-known/jwks.json'",
    });
  }
  return uri;
}

function keysOf(json: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    parsed = undefined;
  }
  return typeof parsed === 'object' && parsed !== null ? (parsed as { keys?: unknown }).keys : undefined;
}

/** What was received is not shown: it may be a key that should not have been there. */
function checkKeys(keys: unknown): void {
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey)) {
    throw misuse({
      rule: 'a key set must have a list `keys` with at least one key, and each key a type `kty`',
      received: Array.isArray(keys) ? `${keys.length} keys` : 'no list of keys',
      fix: 'give JSON such as {"keys":[{"kty":"RSA","kid":"...","n":"...","e":"AQAB"}]}',
    });
  }
  for (const key of keys) {
    const secret = key.kty === 'oct' ? 'k' : SECRET_MEMBERS.find((member) => key[member] !== undefined);
    if (secret !== undefined) {
      throw misuse({
        rule: 'a key set must hold public keys only: who can read the policy could sign tokens with these',
        received: { kty: key.kty, secret },
        fix: 'leave the secret members out; an issuer with a symmetric key has to change to a key pair',
      });
    }
  }
}

function isKey(key: unknown): key is Key {
  return typeof key === 'object' && key !== null && typeof (key as Key).kty === 'string';
}
