/** What an AuthorizationPolicy or a RequestAuthentication says of a request. */
export enum PolicyVerdict {
  /** A rule of it lets the request through. */
  ALLOWED = 'allowed',
  /** A rule of it refuses the request, or none of its rules lets it through. */
  DENIED = 'denied',
  /** A rule of it has the request written to the audit log. */
  AUDITED = 'audited',
  /** None of its rules is for the request. */
  NOT_MATCHED = 'not matched',
  /** The token is valid. */
  TOKEN_ACCEPTED = 'token accepted',
  /** The token is not valid. */
  TOKEN_REFUSED = 'token refused',
  /** An authorizer outside of the proxy is asked; the simulation takes its answer for a yes. */
  ASKED_OUTSIDE = 'asked outside',
}
