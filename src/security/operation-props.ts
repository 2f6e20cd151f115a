/**
 * All that an {@link Operation} can say. It has to be true at once; of the values in a positive field one, of those in a negative field
 * none.
 *
 * An empty list throws: Istio would take it for no restriction.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export interface OperationProps {
  /**
   * HTTP methods in capitals: `GET`, `P*`, or `*`. gRPC calls are `POST`. HTTP only.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-methods
   */
  readonly methods?: string[];

  /**
   * HTTP methods that are excluded. HTTP only.
   *
   * @default - none is excluded.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-not_methods
   */
  readonly notMethods?: string[];

  /**
   * Paths without query: the whole, `/begin*`, `*end`, `*`, or a template in which `{*}` stands for one segment and `{**}` for any number.
   * `/admin` is neither `/admin/` nor `/admin/users`; see `Operation.pathPrefix()`. A gRPC method is `/package.Service/Method`. HTTP only.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-paths
   */
  readonly paths?: string[];

  /**
   * Paths that are excluded, written like `paths`. HTTP only.
   *
   * @default - none is excluded.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-not_paths
   */
  readonly notPaths?: string[];

  /**
   * Hosts as the client asks for them, in any case: the whole, `begin*`, `*end`, `*`. A client may send the port with the host: with
   * `shop.example.com` list `shop.example.com:*`, above all in a DENY rule. HTTP only.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-hosts
   */
  readonly hosts?: string[];

  /**
   * Hosts that are excluded, written like `hosts`. HTTP only.
   *
   * @default - none is excluded.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-not_hosts
   */
  readonly notHosts?: string[];

  /**
   * Ports of the workload, which are the Service's target ports, not its own.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-ports
   */
  readonly ports?: number[];

  /**
   * Ports of the workload that are excluded.
   *
   * @default - none is excluded.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation-not_ports
   */
  readonly notPorts?: number[];

  /**
   * Fields of the operation that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
