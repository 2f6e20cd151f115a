/** What an ingress does with requests in plain HTTP. */
export enum PlainHttp {
  /** Serves them like those over HTTPS. */
  SERVE = 'SERVE',

  /**
   * Answers each with a redirect to HTTPS (301).
   *
   * The redirect takes HTTP-01 challenges of ACME (`/.well-known/acme-challenge/`) along: the ACME server follows it to port 443,
   * where there is no certificate before the first one is issued, so that one never is. Use DNS-01, or `SERVE` until it is there.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-https_redirect
   */
  REDIRECT = 'REDIRECT',

  /** Opens no plain port for the hosts: such requests end in 404, or in a refused connection where no other Gateway has the port. */
  OFF = 'OFF',
}
