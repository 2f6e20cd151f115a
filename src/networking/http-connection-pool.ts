import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field, INT32_MAX } from './private/field';

/**
 * Whether connections to pods use HTTP/2 although their clients speak HTTP/1.1.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-H2UpgradePolicy
 */
export enum H2UpgradePolicy {
  /** As the mesh has it, which is not to upgrade unless that is changed. */
  DEFAULT = 'DEFAULT',
  /** HTTP/1.1 stays HTTP/1.1. */
  DO_NOT_UPGRADE = 'DO_NOT_UPGRADE',
  /** HTTP/2 to every pod, on ports of any name; the pods have to speak it. */
  UPGRADE = 'UPGRADE',
}

/**
 * When a quiet HTTP/2 connection is asked whether it still lives, with PING frames.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-ConnectionKeepalive
 */
export interface Http2KeepAlive {
  /**
   * The time between two PINGs; at least 1ms.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-ConnectionKeepalive-interval
   */
  readonly interval: Duration;

  /**
   * How long an answer may take before the connection is closed; at least 1ms.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-ConnectionKeepalive-timeout
   */
  readonly timeout: Duration;
}

/**
 * Requests of HTTP/1.1, HTTP/2 and gRPC.
 *
 * The limits hold for one proxy and all pods together; a request over a limit gets 503 with the response flag `UO`. In
 * every one of them 0 does not mean none: it stands for the default.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
 */
export interface HttpConnectionPool {
  /**
   * How many requests wait for a connection, in HTTP/2 too.
   *
   * @default - no limit (4294967295).
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-http1_max_pending_requests
   */
  readonly http1MaxPendingRequests?: number;

  /**
   * How many requests are under way, in HTTP/1.1 too.
   *
   * @default - no limit (4294967295).
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-http2_max_requests
   */
  readonly http2MaxRequests?: number;

  /**
   * How many requests a connection serves before it is closed, up to 2^29; 1 opens one for every request.
   *
   * @default - no limit.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-max_requests_per_connection
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * How many retries are under way. It does not count where the traffic policy has a `retryBudget`.
   *
   * @default - no limit (4294967295).
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-max_retries
   */
  readonly maxRetries?: number;

  /**
   * How long a connection is kept without a request; at least 1ms. PINGs do not count as requests.
   *
   * @default - 1 hour.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-idle_timeout
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether HTTP/1.1 becomes HTTP/2 on the way to the pods.
   *
   * @default H2UpgradePolicy.DEFAULT
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-h2_upgrade_policy
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;

  /**
   * Speaks to the pods what the client speaks. `h2UpgradePolicy` does not count then, and `UPGRADE` can't go with it.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-use_client_protocol
   */
  readonly useClientProtocol?: boolean;

  /**
   * How many requests share an HTTP/2 connection. It only counts where Istio knows that the pods speak HTTP/2: by the
   * port's protocol or `H2UpgradePolicy.UPGRADE`.
   *
   * @default - 2147483647.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-max_concurrent_streams
   */
  readonly maxConcurrentStreams?: number;

  /**
   * Asks on HTTP/2 connections whether the other end lives. It only counts where Istio knows that the pods speak
   * HTTP/2: by the port's protocol or `H2UpgradePolicy.UPGRADE`. Istio knows it since 1.31.
   *
   * @default - nothing is asked.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-http2_keep_alive
   */
  readonly http2KeepAlive?: Http2KeepAlive;
}

const MOST_REQUESTS_PER_CONNECTION = 2 ** 29;

/** Throws unless Istio takes it. */
export function renderHttpConnectionPool(
  pool: HttpConnectionPool,
  field: Field,
): networking.ConnectionPoolSettingsHttpSettings {
  const count = (name: string, value: number | undefined, most: number) => field.of(name).whole(value, 0, most);
  if (pool.useClientProtocol === true && pool.h2UpgradePolicy === H2UpgradePolicy.UPGRADE) {
    throw field.fault(
      'must not upgrade to HTTP/2 and keep the protocol of the client at once',
      { h2UpgradePolicy: pool.h2UpgradePolicy, useClientProtocol: true },
      'leave out `useClientProtocol` or `h2UpgradePolicy`',
    );
  }
  return {
    http1MaxPendingRequests: count('http1MaxPendingRequests', pool.http1MaxPendingRequests, INT32_MAX),
    http2MaxRequests: count('http2MaxRequests', pool.http2MaxRequests, INT32_MAX),
    maxRequestsPerConnection: count(
      'maxRequestsPerConnection',
      pool.maxRequestsPerConnection,
      MOST_REQUESTS_PER_CONNECTION,
    ),
    maxRetries: count('maxRetries', pool.maxRetries, INT32_MAX),
    idleTimeout: field.of('idleTimeout').duration(pool.idleTimeout),
    h2UpgradePolicy:
      pool.h2UpgradePolicy && networking.ConnectionPoolSettingsHttpSettingsH2UpgradePolicy[pool.h2UpgradePolicy],
    useClientProtocol: pool.useClientProtocol,
    maxConcurrentStreams: count('maxConcurrentStreams', pool.maxConcurrentStreams, INT32_MAX),
    http2KeepAlive: pool.http2KeepAlive && {
      interval: field.of('http2KeepAlive.interval').duration(pool.http2KeepAlive.interval),
      timeout: field.of('http2KeepAlive.timeout').duration(pool.http2KeepAlive.timeout),
    },
  };
}
