/** What an ingress does with requests in plain HTTP. */
export enum PlainHttp {
  /** Serves them like those over HTTPS. */
  SERVE = 'SERVE',

  /**
   * Answers each with a redirect to HTTPS (301).
   *
   * The redirect takes HTTP-01 challenges of ACME (`/.well-known/acme-challenge/`) along: the ACME server follows it to port 443,
   * where there is no certificate before the first one is issued, so that one never is. With a credential that is known to be proved
   * by HTTP-01 this is an error: use `REDIRECT_EXCEPT_ACME_CHALLENGES`, or DNS-01.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-https_redirect
   */
  REDIRECT = 'REDIRECT',

  /**
   * Answers each with a redirect to HTTPS (301), but for paths below `/.well-known/acme-challenge/`, which are left to whoever solves
   * the challenges, such as the routes that cert-manager's solver makes for a while. Without one they are answered with 404: routes of
   * the ingress take no plain HTTP, unless their conditions name its port.
   *
   * The redirect is a route of the ingress instead of a setting of the server. It keeps its place ahead of all other routes, and leads
   * to `httpsPort`, whichever that is.
   *
   * @see https://cert-manager.io/docs/configuration/acme/http01/
   */
  REDIRECT_EXCEPT_ACME_CHALLENGES = 'REDIRECT_EXCEPT_ACME_CHALLENGES',

  /** Opens no plain port for the hosts: such requests end in 404, or in a refused connection where no other Gateway has the port. */
  OFF = 'OFF',
}
