import {
  ConnectionPoolSettings,
  ConnectionPoolSettingsHttpSettings,
  ConnectionPoolSettingsTcpSettings,
} from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfDuration, isNone } from './durations';

const HTTP_LIMITS = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

/** Checks limits of connections and requests. */
export function checkConnectionPool(pool: Decoded<ConnectionPoolSettings>, faults: Faults): void {
  if (pool.http === undefined && pool.tcp === undefined) {
    faults.error('a connection pool needs http or tcp settings');
    return;
  }
  faults.field('http', pool.http, checkHttp);
  faults.field('tcp', pool.tcp, checkTcp);
}

function checkHttp(http: Decoded<ConnectionPoolSettingsHttpSettings>, faults: Faults): void {
  for (const limit of HTTP_LIMITS) {
    if ((http[limit] ?? 0) < 0) {
      faults.error(`${limit} can't be negative`, limit);
    }
  }
  faults.error(faultOfDuration(http.idleTimeout), 'idleTimeout');
  if (http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true) {
    faults.error("connections are upgraded to HTTP/2 or have the client's protocol, not both", 'useClientProtocol');
  }
  if (http.http2KeepAlive !== undefined) {
    for (const field of ['interval', 'timeout'] as const) {
      const duration = http.http2KeepAlive[field];
      faults.error(
        duration === undefined ? `http2KeepAlive needs ${field}` : faultOfDuration(duration),
        'http2KeepAlive',
        field,
      );
    }
  }
}

function checkTcp(tcp: Decoded<ConnectionPoolSettingsTcpSettings>, faults: Faults): void {
  if ((tcp.maxConnections ?? 0) < 0) {
    faults.error("maxConnections can't be negative", 'maxConnections');
  }
  faults.error(faultOfDuration(tcp.connectTimeout), 'connectTimeout');
  faults.error(faultOfDuration(tcp.maxConnectionDuration), 'maxConnectionDuration');
  if (tcp.idleTimeout !== undefined && !isNone(tcp.idleTimeout)) {
    faults.error(faultOfDuration(tcp.idleTimeout), 'idleTimeout');
  }
  faults.error(faultOfDuration(tcp.tcpKeepalive?.time), 'tcpKeepalive', 'time');
  faults.error(faultOfDuration(tcp.tcpKeepalive?.interval), 'tcpKeepalive', 'interval');
}
