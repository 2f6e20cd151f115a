import { App, Duration } from 'cdk8s';
import { ClientTls } from '../../src/networking/client-tls';
import { H2UpgradePolicy } from '../../src/networking/http-connection-pool';
import { LoadBalancer } from '../../src/networking/load-balancer';
import { Field } from '../../src/networking/private/field';
import { ProxyProtocolVersion } from '../../src/networking/proxy-protocol-version';
import { TrafficPolicy, renderTrafficPolicy } from '../../src/networking/traffic-policy';
import { TunnelProtocol } from '../../src/networking/tunnel';
import { http, none, outlier, render, second, tcp, tunnel } from './support/traffic-policies';

test.each<[string, TrafficPolicy, object]>([
  ['a load balancer', { loadBalancer: LoadBalancer.random() }, { loadBalancer: { simple: 'RANDOM' } }],
  ['TLS', { tls: ClientTls.simple({ sni: 'a' }) }, { tls: { mode: 'SIMPLE', sni: 'a' } }],
  ['an empty TCP pool', tcp({}), { connectionPool: { tcp: {} } }],
  ['an empty HTTP pool', http({}), { connectionPool: { http: {} } }],
  [
    'a TCP pool',
    tcp({
      maxConnections: 2_147_483_647,
      connectTimeout: Duration.millis(1),
      tcpKeepalive: { probes: 4_294_967_295, time: Duration.hours(2), interval: Duration.millis(2000) },
      maxConnectionDuration: Duration.days(1),
      idleTimeout: none,
    }),
    {
      connectionPool: {
        tcp: {
          maxConnections: 2_147_483_647,
          connectTimeout: '1ms',
          tcpKeepalive: { probes: 4_294_967_295, time: '2h', interval: '2s' },
          maxConnectionDuration: '24h',
          idleTimeout: '0s',
        },
      },
    },
  ],
  [
    'a TCP pool of zeros',
    tcp({ maxConnections: 0, tcpKeepalive: { probes: 0 } }),
    { connectionPool: { tcp: { maxConnections: 0, tcpKeepalive: { probes: 0 } } } },
  ],
  ['an empty keepalive', tcp({ tcpKeepalive: {} }), { connectionPool: { tcp: { tcpKeepalive: {} } } }],
  [
    'an HTTP pool',
    http({
      http1MaxPendingRequests: 1,
      http2MaxRequests: 2,
      maxRequestsPerConnection: 536_870_912,
      maxRetries: 3,
      idleTimeout: Duration.seconds(1.5),
      h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE,
      useClientProtocol: true,
      maxConcurrentStreams: 4,
      http2KeepAlive: { interval: Duration.seconds(30), timeout: second },
    }),
    {
      connectionPool: {
        http: {
          http1MaxPendingRequests: 1,
          http2MaxRequests: 2,
          maxRequestsPerConnection: 536_870_912,
          maxRetries: 3,
          idleTimeout: '1500ms',
          h2UpgradePolicy: 'DO_NOT_UPGRADE',
          useClientProtocol: true,
          maxConcurrentStreams: 4,
          http2KeepAlive: { interval: '30s', timeout: '1s' },
        },
      },
    },
  ],
  [
    'an HTTP pool of zeros',
    http({
      http1MaxPendingRequests: 0,
      http2MaxRequests: 0,
      maxRequestsPerConnection: 0,
      maxRetries: 0,
      h2UpgradePolicy: H2UpgradePolicy.UPGRADE,
      useClientProtocol: false,
      maxConcurrentStreams: 0,
    }),
    {
      connectionPool: {
        http: {
          http1MaxPendingRequests: 0,
          http2MaxRequests: 0,
          maxRequestsPerConnection: 0,
          maxRetries: 0,
          h2UpgradePolicy: 'UPGRADE',
          useClientProtocol: false,
          maxConcurrentStreams: 0,
        },
      },
    },
  ],
  ['empty outlier detection', outlier({}), { outlierDetection: {} }],
  [
    'outlier detection',
    outlier({
      consecutive5xxErrors: 7,
      consecutiveGatewayErrors: 3,
      splitExternalLocalOriginErrors: true,
      consecutiveLocalOriginFailures: 2,
      consecutiveErrors: 1,
      outlierDetectionHttpErrorCodes: [100, 599],
      interval: Duration.minutes(5),
      baseEjectionTime: Duration.minutes(15),
      maxEjectionPercent: 100,
      minHealthPercent: 50,
    }),
    {
      outlierDetection: {
        consecutive5xxErrors: 7,
        consecutiveGatewayErrors: 3,
        splitExternalLocalOriginErrors: true,
        consecutiveLocalOriginFailures: 2,
        consecutiveErrors: 1,
        outlierDetectionHttpErrorCodes: [100, 599],
        interval: '5m',
        baseEjectionTime: '15m',
        maxEjectionPercent: 100,
        minHealthPercent: 50,
      },
    },
  ],
  [
    'outlier detection of zeros',
    outlier({
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 0,
      splitExternalLocalOriginErrors: false,
      consecutiveLocalOriginFailures: 0,
      consecutiveErrors: 0,
      outlierDetectionHttpErrorCodes: [],
      maxEjectionPercent: 0,
      minHealthPercent: 0,
    }),
    {
      outlierDetection: {
        consecutive5xxErrors: 0,
        consecutiveGatewayErrors: 0,
        splitExternalLocalOriginErrors: false,
        consecutiveLocalOriginFailures: 0,
        consecutiveErrors: 0,
        outlierDetectionHttpErrorCodes: [],
        maxEjectionPercent: 0,
        minHealthPercent: 0,
      },
    },
  ],
  ['a tunnel', tunnel({}), { tunnel: { targetHost: 'db.example.com', targetPort: 443 } }],
  [
    'a tunnel by POST to an address',
    tunnel({ protocol: TunnelProtocol.POST, targetHost: '::1' }),
    { tunnel: { protocol: 'POST', targetHost: '::1', targetPort: 443 } },
  ],
  [
    'a tunnel by CONNECT',
    tunnel({ protocol: TunnelProtocol.CONNECT, targetHost: '10.0.0.1' }),
    { tunnel: { protocol: 'CONNECT', targetHost: '10.0.0.1', targetPort: 443 } },
  ],
  ['the PROXY protocol', { proxyProtocol: ProxyProtocolVersion.V2 }, { proxyProtocol: { version: 'V2' } }],
  ['an empty retry budget', { retryBudget: {} }, { retryBudget: {} }],
  [
    'a retry budget',
    { retryBudget: { percent: 12.5, minRetryConcurrency: 0, budgetInterval: none } },
    { retryBudget: { percent: 12.5, minRetryConcurrency: 0, budgetInterval: '0s' } },
  ],
  [
    'ports',
    {
      tls: ClientTls.disable(),
      portLevelSettings: [
        { port: 80, loadBalancer: LoadBalancer.random(), connectionPool: { tcp: {} } },
        { port: 443, outlierDetection: {}, tls: ClientTls.istioMutual(), overrides: { tls: { sni: 'a' }, future: 0 } },
        { port: 444, overrides: { future: false } },
      ],
    },
    {
      tls: { mode: 'DISABLE' },
      portLevelSettings: [
        { port: { number: 80 }, loadBalancer: { simple: 'RANDOM' }, connectionPool: { tcp: {} } },
        { port: { number: 443 }, outlierDetection: {}, tls: { mode: 'ISTIO_MUTUAL', sni: 'a' }, future: 0 },
        { port: { number: 444 }, future: false },
      ],
    },
  ],
  ['no ports', { retryBudget: {}, portLevelSettings: [] }, { retryBudget: {}, portLevelSettings: [] }],
  ['only overrides', { overrides: { future: {} } }, { future: {} }],
])('%s', (_, policy, expected) => {
  expect(render(policy)).toEqual(expected);
});

test('lists are copied', () => {
  const outlierDetectionHttpErrorCodes = [500];
  const portLevelSettings = [{ port: 80, tls: ClientTls.disable() }];
  const policy = { outlierDetection: { outlierDetectionHttpErrorCodes }, portLevelSettings };
  const rendered = renderTrafficPolicy(policy, new Field('trafficPolicy'), { owner: new App() });
  const before = JSON.stringify(rendered);
  outlierDetectionHttpErrorCodes.push(501);
  portLevelSettings.push({ port: 81, tls: ClientTls.disable() });
  expect(JSON.stringify(rendered)).toBe(before);
});
