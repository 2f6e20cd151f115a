import { Duration } from 'cdk8s';
import { ClientTls } from '../../src/networking/client-tls';
import { H2UpgradePolicy } from '../../src/networking/http-connection-pool';
import { ProxyProtocolVersion } from '../../src/networking/proxy-protocol-version';
import { TrafficPolicy } from '../../src/networking/traffic-policy';
import { http, none, outlier, render, second, tcp, tunnel } from './support/traffic-policies';

const POOL = 'trafficPolicy.connectionPool';
const INT32 = 'must be a whole number from 0 to 2147483647';
const UINT32 = 'must be a whole number from 0 to 4294967295';

test.each<[string, TrafficPolicy, string]>([
  ['an empty policy', {}, 'trafficPolicy must have at least one setting\n  received: {}\n  fix: give one'],
  ['a policy of no ports', { portLevelSettings: [] }, 'trafficPolicy must have at least one setting'],
  [
    'a tunnel with the PROXY protocol',
    { ...tunnel({}), proxyProtocol: ProxyProtocolVersion.V1 },
    'trafficPolicy must not have both tunnel and proxyProtocol',
  ],
  ['an empty pool', { connectionPool: {} }, `${POOL} must have tcp or http\n  received: {}\n  fix: give one of them`],

  ['negative maxConnections', tcp({ maxConnections: -1 }), `${POOL}.tcp.maxConnections ${INT32}\n  received: -1\n`],
  ['maxConnections beyond int32', tcp({ maxConnections: 2_147_483_648 }), `${POOL}.tcp.maxConnections ${INT32}`],
  ['half a connection', tcp({ maxConnections: 0.5 }), `${POOL}.tcp.maxConnections ${INT32}`],
  ['no connectTimeout', tcp({ connectTimeout: none }), `${POOL}.tcp.connectTimeout must be at least 1ms`],
  ['no life', tcp({ maxConnectionDuration: none }), `${POOL}.tcp.maxConnectionDuration must be at least 1ms`],
  [
    'a fraction of idleness',
    tcp({ idleTimeout: Duration.millis(0.5) }),
    `${POOL}.tcp.idleTimeout must be whole milliseconds\n  received: "0.5ms"\n  fix: round`,
  ],
  [
    'probes beyond uint32',
    tcp({ tcpKeepalive: { probes: 4_294_967_296 } }),
    `${POOL}.tcp.tcpKeepalive.probes ${UINT32}`,
  ],
  [
    'a keepalive of half a second',
    tcp({ tcpKeepalive: { time: Duration.millis(1500) } }),
    `${POOL}.tcp.tcpKeepalive.time must be whole seconds, because Istio drops the rest\n  received: "1500ms"\n  fix: round`,
  ],
  ['no interval', tcp({ tcpKeepalive: { interval: none } }), `${POOL}.tcp.tcpKeepalive.interval must be at least 1ms`],

  ['negative http1MaxPendingRequests', http({ http1MaxPendingRequests: -1 }), `.http1MaxPendingRequests ${INT32}`],
  ['negative http2MaxRequests', http({ http2MaxRequests: -1 }), `${POOL}.http.http2MaxRequests ${INT32}`],
  [
    'too large maxRequestsPerConnection',
    http({ maxRequestsPerConnection: 536_870_913 }),
    `${POOL}.http.maxRequestsPerConnection must be a whole number from 0 to 536870912`,
  ],
  ['negative maxRetries', http({ maxRetries: -1 }), `${POOL}.http.maxRetries ${INT32}`],
  ['negative maxConcurrentStreams', http({ maxConcurrentStreams: -1 }), `${POOL}.http.maxConcurrentStreams ${INT32}`],
  ['no idleTimeout', http({ idleTimeout: none }), `${POOL}.http.idleTimeout must be at least 1ms`],
  [
    'an upgrade that keeps the protocol',
    http({ useClientProtocol: true, h2UpgradePolicy: H2UpgradePolicy.UPGRADE }),
    `${POOL}.http must not upgrade to HTTP/2 and keep the protocol of the client at once`,
  ],
  [
    'PINGs all the time',
    http({ http2KeepAlive: { interval: none, timeout: second } }),
    `${POOL}.http.http2KeepAlive.interval must be at least 1ms`,
  ],
  [
    'PINGs that nobody can answer',
    http({ http2KeepAlive: { interval: second, timeout: none } }),
    `${POOL}.http.http2KeepAlive.timeout must be at least 1ms`,
  ],

  ['negative consecutive5xxErrors', outlier({ consecutive5xxErrors: -1 }), `.consecutive5xxErrors ${UINT32}`],
  ['half a gateway error', outlier({ consecutiveGatewayErrors: 1.5 }), `.consecutiveGatewayErrors ${UINT32}`],
  [
    'local failures that are not split',
    outlier({ consecutiveLocalOriginFailures: 1 }),
    'trafficPolicy.outlierDetection.consecutiveLocalOriginFailures must have splitExternalLocalOriginErrors beside it\n' +
      '  received: 1\n  fix: set `splitExternalLocalOriginErrors: true`',
  ],
  [
    'negative local failures',
    outlier({ consecutiveLocalOriginFailures: -1, splitExternalLocalOriginErrors: true }),
    `.consecutiveLocalOriginFailures ${UINT32}`,
  ],
  ['negative consecutiveErrors', outlier({ consecutiveErrors: -1 }), `.consecutiveErrors ${INT32}`],
  [
    'a status that is none',
    outlier({ outlierDetectionHttpErrorCodes: [500, 600] }),
    'trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes[1] must be a whole number from 100 to 599',
  ],
  ['no interval of detection', outlier({ interval: none }), 'outlierDetection.interval must be at least 1ms'],
  [
    'no baseEjectionTime',
    outlier({ baseEjectionTime: none }),
    'outlierDetection.baseEjectionTime must be at least 1ms',
  ],
  [
    'too much ejection',
    outlier({ maxEjectionPercent: 101 }),
    '.maxEjectionPercent must be a whole number from 0 to 100',
  ],
  ['half a percent', outlier({ minHealthPercent: 0.5 }), '.minHealthPercent must be a whole number from 0 to 100'],

  [
    'a tunnel to a wildcard',
    tunnel({ targetHost: '*.example.com' }),
    'trafficPolicy.tunnel.targetHost must be a DNS name or an IP address\n  received: "*.example.com"\n  fix: give a name',
  ],
  ['a tunnel to half an address', tunnel({ targetHost: '10.0.0' }), 'tunnel.targetHost must be a DNS name or an IP'],
  ['a tunnel to a host and port', tunnel({ targetHost: 'a:443' }), 'tunnel.targetHost must be a DNS name or an IP'],
  ['a tunnel to nowhere', tunnel({ targetHost: '' }), 'tunnel.targetHost must be a DNS name or an IP'],
  ['a tunnel to no port', tunnel({ targetPort: 0 }), 'trafficPolicy.tunnel.targetPort must be a port number'],

  ['too many retries', { retryBudget: { percent: 101 } }, 'trafficPolicy.retryBudget.percent must be a percentage'],
  ['half a retry', { retryBudget: { minRetryConcurrency: 0.5 } }, `retryBudget.minRetryConcurrency ${UINT32}`],
  [
    'a fraction of an interval',
    { retryBudget: { budgetInterval: Duration.millis(0.5) } },
    'trafficPolicy.retryBudget.budgetInterval must be whole milliseconds',
  ],

  [
    'a port without settings',
    { portLevelSettings: [{ port: 80 }] },
    'trafficPolicy.portLevelSettings[0] must have at least one setting',
  ],
  [
    'a port that is none',
    { portLevelSettings: [{ port: 65_536, tls: ClientTls.disable() }] },
    'trafficPolicy.portLevelSettings[0].port must be a port number\n  received: 65536',
  ],
  [
    'a port twice',
    {
      portLevelSettings: [
        { port: 80, tls: ClientTls.disable() },
        { port: 80, outlierDetection: {} },
      ],
    },
    'trafficPolicy.portLevelSettings[1] must not repeat a port, of which Istio reads the first only\n  received: 80\n  fix: merge the two',
  ],
  [
    'a broken setting of a port',
    { portLevelSettings: [{ port: 80, outlierDetection: { maxEjectionPercent: -1 } }] },
    'trafficPolicy.portLevelSettings[0].outlierDetection.maxEjectionPercent must be a whole number from 0 to 100',
  ],
  [
    'too many ports',
    { portLevelSettings: Array.from({ length: 4097 }, (_, index) => ({ port: index + 1, tls: ClientTls.disable() })) },
    'trafficPolicy.portLevelSettings must have at most 4096 entries\n  received: 4097',
  ],
])('%s is refused', (_, policy, message) => {
  expect(() => render(policy)).toThrow(message);
});
