/**
 * A header that carries a token.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTHeader
 */
export interface JwtHeader {
  /**
   * The header's name.
   *
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTHeader-name
   */
  readonly name: string;

  /**
   * What stands before the token, with the blank: `Bearer `. A value without it has no token.
   *
   * @default - nothing: the value is the token.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTHeader-prefix
   */
  readonly prefix?: string;
}
