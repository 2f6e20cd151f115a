/**
 * All that a {@link Source} can say. It has to be true at once; of the values in a positive field one, of those in a negative field none.
 *
 * An empty list throws: Istio would take it for no restriction.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export interface SourceProps {
  /**
   * The identities of client workloads without `spiffe://`: `cluster.local/ns/shop/sa/web`, `begin*`, `*end`, or `*` for any
   * client with mutual TLS.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-principals
   */
  readonly principals?: string[];

  /**
   * Identities that the client must not have. A client without mutual TLS has none, and passes.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_principals
   */
  readonly notPrincipals?: string[];

  /**
   * Service accounts as `namespace/name`, or `name` for the policy's own namespace, in any trust domain; at most 16, no wildcards. They
   * can't go with principals or namespaces. An older Istio drops the field, and with it the restriction.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-service_accounts
   */
  readonly serviceAccounts?: string[];

  /**
   * Service accounts that the client must not have, written like `serviceAccounts`.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_service_accounts
   */
  readonly notServiceAccounts?: string[];

  /**
   * The namespaces of client workloads; `*` stands for any letters.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-namespaces
   */
  readonly namespaces?: string[];

  /**
   * Namespaces that the client must not be in. A client without mutual TLS is in none, and passes.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_namespaces
   */
  readonly notNamespaces?: string[];

  /**
   * The trust domains of client workloads: `cluster.local`, `begin*`, `*end`, `*`. An older Istio drops the field, and with it the
   * restriction.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-trust_domains
   */
  readonly trustDomains?: string[];

  /**
   * Trust domains that the client must not be of. A client without mutual TLS is of none, and passes.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_trust_domains
   */
  readonly notTrustDomains?: string[];

  /**
   * IP addresses and subnets at the other end of the connection, which behind a gateway or load balancer is theirs.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-ip_blocks
   */
  readonly ipBlocks?: string[];

  /**
   * IP addresses and subnets that must not be at the other end of the connection.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_ip_blocks
   */
  readonly notIpBlocks?: string[];

  /**
   * The client's own IP addresses and subnets, as `X-Forwarded-For` or the PROXY protocol tell. Whom to believe is set by
   * `numTrustedProxies` of the mesh; without it, it is the address of the connection.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-remote_ip_blocks
   */
  readonly remoteIpBlocks?: string[];

  /**
   * IP addresses and subnets that the client must not have.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_remote_ip_blocks
   */
  readonly notRemoteIpBlocks?: string[];

  /**
   * The users, as `issuer/subject` of a valid JWT: `https://id.example.com/alice`, the same with `*` for all of
   * its subjects, or `*` alone for any user. HTTP only.
   *
   * @default - any, signed in or not.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-request_principals
   */
  readonly requestPrincipals?: string[];

  /**
   * Users that must not send the request; with `*` it must not have a valid JWT. HTTP only.
   *
   * @default - none is kept out.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source-not_request_principals
   */
  readonly notRequestPrincipals?: string[];

  /**
   * Fields of the source that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
