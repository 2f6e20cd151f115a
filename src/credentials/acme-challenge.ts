/**
 * How an ACME issuer has it proved that a name is yours.
 *
 * @see https://cert-manager.io/docs/configuration/acme/#solving-challenges
 */
export enum AcmeChallenge {
  /**
   * By a request for `http://<name>/.well-known/acme-challenge/...`: port 80 has to answer in plain HTTP, and wildcards can't be proved.
   */
  HTTP_01 = 'HTTP-01',

  /** By a TXT record in the DNS zone of the name. */
  DNS_01 = 'DNS-01',
}
