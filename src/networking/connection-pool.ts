import * as networking from '../../imports/networking';
import { HttpConnectionPool, renderHttpConnectionPool } from './http-connection-pool';
import { Field } from './private/field';
import { TcpConnectionPool, renderTcpConnectionPool } from './tcp-connection-pool';

/**
 * How many connections and requests a proxy allows itself, and for how long; at least one of the two.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPool {
  /**
   * Connections of any protocol.
   *
   * @default - no limits but a connect timeout.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-tcp
   */
  readonly tcp?: TcpConnectionPool;

  /**
   * Requests of HTTP/1.1, HTTP/2 and gRPC.
   *
   * @default - no limits.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-http
   */
  readonly http?: HttpConnectionPool;
}

/** Throws unless Istio takes it. */
export function renderConnectionPool(pool: ConnectionPool, field: Field): networking.ConnectionPoolSettings {
  if (pool.tcp === undefined && pool.http === undefined) {
    throw field.fault('must have tcp or http', pool, 'give one of them, or leave the connection pool out');
  }
  return {
    tcp: pool.tcp && renderTcpConnectionPool(pool.tcp, field.of('tcp')),
    http: pool.http && renderHttpConnectionPool(pool.http, field.of('http')),
  };
}
