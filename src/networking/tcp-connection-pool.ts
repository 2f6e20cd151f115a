import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field, INT32_MAX, UINT32_MAX } from './private/field';

/**
 * When the kernel asks whether the other end of a quiet connection still lives. An empty one turns that on with the
 * kernel's values.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive
 */
export interface TcpKeepalive {
  /**
   * How many questions in a row may stay without an answer before the connection counts as dead; 0 stands for the
   * default.
   *
   * @default - as the kernel has it, 9 on Linux.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive-probes
   */
  readonly probes?: number;

  /**
   * How long a connection is quiet before the first question; whole seconds, of which Istio would drop a fraction.
   *
   * @default - as the kernel has it, 2 hours on Linux.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive-time
   */
  readonly time?: Duration;

  /**
   * The time between two questions; whole seconds, of which Istio would drop a fraction.
   *
   * @default - as the kernel has it, 75 seconds on Linux.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive-interval
   */
  readonly interval?: Duration;
}

/**
 * Connections of any protocol.
 *
 * Of `idleTimeout` and `maxConnectionDuration` a proxy of plain TCP traffic only reads what stands at the top of a
 * DestinationRule, neither what a subset nor what a port has.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
 */
export interface TcpConnectionPool {
  /**
   * How many connections one proxy opens to all pods together for HTTP/1.1 and TCP. 0 does not mean none: it stands for
   * the default.
   *
   * @default - no limit (4294967295).
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-max_connections
   */
  readonly maxConnections?: number;

  /**
   * How long a connection may take to open; at least 1ms.
   *
   * @default - as the mesh has it, 10 seconds unless that is changed.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-connect_timeout
   */
  readonly connectTimeout?: Duration;

  /**
   * Asks on quiet connections whether the other end lives.
   *
   * @default - as the mesh has it, which is not to ask unless that is changed.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-tcp_keepalive
   */
  readonly tcpKeepalive?: TcpKeepalive;

  /**
   * The age at which a connection is closed; at least 1ms.
   *
   * @default - connections grow as old as they like.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-max_connection_duration
   */
  readonly maxConnectionDuration?: Duration;

  /**
   * How long a connection may be quiet before it is closed; `Duration.seconds(0)` for as long as it likes.
   * `http.idleTimeout` wins over it for HTTP. All destinations of a weighted TCP route go by the rule of the first one.
   *
   * @default - 1 hour.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-idle_timeout
   */
  readonly idleTimeout?: Duration;
}

/** Throws unless Istio takes it. */
export function renderTcpConnectionPool(
  pool: TcpConnectionPool,
  field: Field,
): networking.ConnectionPoolSettingsTcpSettings {
  return {
    maxConnections: field.of('maxConnections').whole(pool.maxConnections, 0, INT32_MAX),
    connectTimeout: field.of('connectTimeout').duration(pool.connectTimeout),
    tcpKeepalive: pool.tcpKeepalive && renderKeepalive(pool.tcpKeepalive, field.of('tcpKeepalive')),
    maxConnectionDuration: field.of('maxConnectionDuration').duration(pool.maxConnectionDuration),
    idleTimeout: field.of('idleTimeout').durationOrZero(pool.idleTimeout),
  };
}

function renderKeepalive(
  keepalive: TcpKeepalive,
  field: Field,
): networking.ConnectionPoolSettingsTcpSettingsTcpKeepalive {
  return {
    probes: field.of('probes').whole(keepalive.probes, 0, UINT32_MAX),
    time: seconds(keepalive.time, field.of('time')),
    interval: seconds(keepalive.interval, field.of('interval')),
  };
}

function seconds(duration: Duration | undefined, field: Field): string | undefined {
  const text = field.duration(duration);
  if (duration !== undefined && duration.toMilliseconds() % 1000 !== 0) {
    throw field.fault('must be whole seconds, because Istio drops the rest', text, 'round the duration to seconds');
  }
  return text;
}
