import { ConnectionResult } from './connection-result';

/** What the pod or host that gets the request sees of it. */
export interface TraceUpstream {
  /** `Host` or `:authority`; '' where no HTTP is read. */
  readonly authority: string;

  /** Path and query; '' where no HTTP is read. */
  readonly path: string;

  /** Headers by names in lower case. */
  readonly headers: { readonly [name: string]: string };

  /** The protocol, such as `HTTP/1.1`. */
  readonly protocol: string;

  /**
   * The server name of the TLS handshake.
   *
   * @default - plain text, or no name.
   */
  readonly sni?: string;
}

/**
 * The fields of an entry of Envoy's access log.
 *
 * @see https://istio.io/latest/docs/tasks/observability/logs/access-log/
 */
export interface TraceAccessLog {
  /**
   * The host that is asked for (`%REQ(:AUTHORITY)%`).
   *
   * @default - '-' in the log.
   */
  readonly authority?: string;

  /**
   * The server name of the TLS handshake (`%REQUESTED_SERVER_NAME%`).
   *
   * @default - '-' in the log.
   */
  readonly requestedServerName?: string;

  /**
   * The version of HTTP that the client speaks (`%PROTOCOL%`).
   *
   * @default - '-' in the log.
   */
  readonly protocol?: string;

  /**
   * The HTTP status that the client gets (`%RESPONSE_CODE%`); 0 of a connection.
   *
   * @default - it is the upstream's to say.
   */
  readonly responseCode?: number;

  /**
   * Why it gets that (`%RESPONSE_CODE_DETAILS%`), such as `route_not_found`.
   *
   * @default - '-' in the log.
   */
  readonly responseCodeDetails?: string;

  /** Envoy's response flags, such as `NR` or `UH`; `-` for none. */
  readonly responseFlags: string;

  /**
   * The cluster that the request is sent to (`%UPSTREAM_CLUSTER_RAW%`), such as `outbound|80|v1|cart.shop.svc.cluster.local`.
   *
   * @default - '-' in the log.
   */
  readonly upstreamCluster?: string;

  /**
   * The name of the route (`%ROUTE_NAME%`).
   *
   * @default - '-' in the log.
   */
  readonly routeName?: string;
}

/** One of the ways in which a request may end, and how likely it is. */
export interface TraceOutcome {
  /** Its share of many equal requests, in percent; those of all outcomes add up to 100. */
  readonly share: number;

  /** What becomes of the connection. */
  readonly connection: ConnectionResult;

  /**
   * The HTTP status that the client gets.
   *
   * @default - it is the upstream's to say, or there is none.
   */
  readonly status?: number;

  /** Envoy's response flags, such as `NR` or `UH`; `-` for none. */
  readonly responseFlags: string;

  /** Why it ends like this. */
  readonly reason: string;

  /**
   * The name of the cluster, as access logs have it.
   *
   * @default - a proxy answers itself.
   */
  readonly cluster?: string;

  /**
   * `namespace/name` of the workload that answers, or the address of an endpoint.
   *
   * @default - not known, or nobody.
   */
  readonly workload?: string;

  /**
   * What the workload sees of the request.
   *
   * @default - it gets none.
   */
  readonly upstream?: TraceUpstream;

  /**
   * How the proxy speaks to the workload: `plain text`, `TLS` or `mutual TLS of the mesh`.
   *
   * @default - it does not.
   */
  readonly transport?: string;

  /** Headers that proxies set on the response, by names in lower case. */
  readonly responseHeaders: { readonly [name: string]: string };

  /**
   * The body that a proxy answers with.
   *
   * @default - it is the upstream's, or there is none.
   */
  readonly body?: string;

  /**
   * The URL of a redirect.
   *
   * @default - it is none.
   */
  readonly location?: string;

  /** Seconds that a fault delays it. */
  readonly delay: number;

  /** Whether it leaves for a host that the mesh does not know; what comes of it there is not known. */
  readonly isPassedThrough: boolean;

  /**
   * The entry in the access log of the proxy that the client speaks to.
   *
   * @default - it logs nothing.
   */
  readonly accessLog?: TraceAccessLog;
}
