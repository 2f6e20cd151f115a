import { Duration } from 'cdk8s';
import { ClaimToHeader } from './claim-to-header';
import { Jwks } from './jwks';
import { JwtHeader } from './jwt-header';

/**
 * Which JWTs are valid, and where they are in a request.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export interface JwtRule {
  /**
   * Who issues the tokens, as their claim `iss` has it, letter by letter. Without `jwks` it has to be a URL that leads to the issuer's
   * OpenID configuration. It may be left out only where the keys are fetched from a URI.
   *
   * @default - any issuer whose signature is right.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-issuer
   */
  readonly issuer?: string;

  /**
   * The audiences that the tokens may be for (`aud`): one of them is enough. Name your own service, or tokens that were made for
   * others open it too.
   *
   * @default - any audience.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-audiences
   */
  readonly audiences?: string[];

  /**
   * The public keys that sign the tokens.
   *
   * @default - those that the issuer's OpenID configuration names, fetched by istiod.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-jwks_uri
   */
  readonly jwks?: Jwks;

  /**
   * The headers to look for a token in.
   *
   * @default - `Authorization: Bearer` and the query parameter `access_token`, unless `fromHeaders`, `fromParams` or `fromCookies` is given.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-from_headers
   */
  readonly fromHeaders?: JwtHeader[];

  /**
   * The query parameters to look for a token in.
   *
   * @default - see `fromHeaders`.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-from_params
   */
  readonly fromParams?: string[];

  /**
   * The cookies to look for a token in.
   *
   * @default - see `fromHeaders`.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-from_cookies
   */
  readonly fromCookies?: string[];

  /**
   * A header that hands the payload of a valid token to the workload, base64url-encoded.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-output_payload_to_header
   */
  readonly outputPayloadToHeader?: string;

  /**
   * Whether the workload gets the token itself too.
   *
   * @default - it is taken out of the request.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-forward_original_token
   */
  readonly forwardOriginalToken?: boolean;

  /**
   * Claims of a valid token that are handed to the workload in headers.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-output_claim_to_headers
   */
  readonly outputClaimToHeaders?: ClaimToHeader[];

  /**
   * How long fetching the keys may take; at least 1ms.
   *
   * @default - 5 seconds.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-timeout
   */
  readonly timeout?: Duration;

  /**
   * Claims whose text is a list divided by blanks, so that conditions and routes see its parts, besides `scope` and `permission`; at most
   * 64.
   *
   * @default - `scope` and `permission` alone.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-space_delimited_claims
   */
  readonly spaceDelimitedClaims?: string[];

  /**
   * Fields of the rule that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
