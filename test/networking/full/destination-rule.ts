import { Chart, Duration } from 'cdk8s';
import { Backend } from '../../../src/networking/backend';
import { ClientTls } from '../../../src/networking/client-tls';
import { ConnectionPool } from '../../../src/networking/connection-pool';
import { ConsistentHash } from '../../../src/networking/consistent-hash';
import { ConsistentHashAlgorithm } from '../../../src/networking/consistent-hash-algorithm';
import { DestinationRule } from '../../../src/networking/destination-rule';
import { ExportTo } from '../../../src/networking/export-to';
import { H2UpgradePolicy } from '../../../src/networking/http-connection-pool';
import { LoadBalancer } from '../../../src/networking/load-balancer';
import { LocalityLoadBalancer } from '../../../src/networking/locality-load-balancer';
import { OutlierDetection } from '../../../src/networking/outlier-detection';
import { PortTrafficPolicySettings } from '../../../src/networking/port-traffic-policy';
import { ProxyProtocolVersion } from '../../../src/networking/proxy-protocol-version';
import { TrafficPolicy } from '../../../src/networking/traffic-policy';
import { TunnelProtocol } from '../../../src/networking/tunnel';
import { ZoneAwareLoadBalancer } from '../../../src/networking/zone-aware-load-balancer';

const SECOND = Duration.seconds(1);

const CONNECTION_POOL: ConnectionPool = {
  tcp: {
    maxConnections: 1,
    connectTimeout: SECOND,
    tcpKeepalive: { probes: 1, time: SECOND, interval: SECOND },
    maxConnectionDuration: SECOND,
    idleTimeout: SECOND,
  },
  http: {
    http1MaxPendingRequests: 1,
    http2MaxRequests: 1,
    maxRequestsPerConnection: 1,
    maxRetries: 1,
    idleTimeout: SECOND,
    h2UpgradePolicy: H2UpgradePolicy.UPGRADE,
    useClientProtocol: false,
    maxConcurrentStreams: 1,
    http2KeepAlive: { interval: SECOND, timeout: SECOND },
  },
};

const OUTLIER_DETECTION: OutlierDetection = {
  consecutive5xxErrors: 1,
  consecutiveGatewayErrors: 1,
  splitExternalLocalOriginErrors: true,
  consecutiveLocalOriginFailures: 1,
  consecutiveErrors: 1,
  outlierDetectionHttpErrorCodes: [500],
  interval: SECOND,
  baseEjectionTime: SECOND,
  maxEjectionPercent: 1,
  minHealthPercent: 1,
};

const FAILOVER = [{ from: 'us-east', to: 'us-west' }];

/** What a policy at any level can have; each entry makes a rule. */
const SETTINGS: PortTrafficPolicySettings[] = [
  {
    loadBalancer: LoadBalancer.leastRequest({
      localityLbSetting: LocalityLoadBalancer.failover(FAILOVER, { failoverPriority: ['version'] }),
      warmup: { duration: SECOND, minimumPercent: 1, aggression: 1 },
    }),
    connectionPool: CONNECTION_POOL,
    outlierDetection: OUTLIER_DETECTION,
    tls: ClientTls.mutualFiles({
      clientCertificate: '/tls/cert',
      privateKey: '/tls/key',
      caCertificates: '/tls/ca',
      caCrl: '/tls/crl',
      sni: 'a.example.com',
      subjectAltNames: ['b.example.com'],
    }),
  },
  {
    loadBalancer: LoadBalancer.roundRobin({
      localityLbSetting: LocalityLoadBalancer.distribute([{ from: '*', to: { 'us-east': 100 } }]),
      warmupDurationSecs: SECOND,
    }),
    connectionPool: { http: { h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE } },
    tls: ClientTls.simple({ credentialName: 'ca' }),
  },
  {
    loadBalancer: LoadBalancer.random({
      zoneAwareLbSetting: ZoneAwareLoadBalancer.enabled({
        failover: FAILOVER,
        failoverPriority: ['version'],
        minClusterSize: 1,
      }),
    }),
    connectionPool: { http: { h2UpgradePolicy: H2UpgradePolicy.DEFAULT } },
    tls: ClientTls.simple({ insecureSkipVerify: true }),
  },
  {
    loadBalancer: LoadBalancer.leastConn({ localityLbSetting: LocalityLoadBalancer.enabled() }),
    tls: ClientTls.disable(),
  },
  { loadBalancer: LoadBalancer.unspecified(), tls: ClientTls.istioMutual() },
  { loadBalancer: LoadBalancer.passthrough() },
  {
    loadBalancer: LoadBalancer.consistentHash(
      ConsistentHash.cookie(
        { name: 'user', path: '/', ttl: SECOND, attributes: [{ name: 'SameSite', value: 'Lax' }] },
        { algorithm: ConsistentHashAlgorithm.ringHash({ minimumRingSize: 1 }) },
      ),
    ),
  },
  {
    loadBalancer: LoadBalancer.consistentHash(
      ConsistentHash.header('x-user', { algorithm: ConsistentHashAlgorithm.maglev() }),
    ),
  },
  { loadBalancer: LoadBalancer.consistentHash(ConsistentHash.sourceIp({ minimumRingSize: 1 })) },
  { loadBalancer: LoadBalancer.consistentHash(ConsistentHash.queryParameter('user')) },
];

/** What only whole backends and subsets have; it goes with the first settings. */
const BESIDES: TrafficPolicy[] = [
  {
    tunnel: { protocol: TunnelProtocol.POST, targetHost: 'db.example.com', targetPort: 1 },
    retryBudget: { percent: 1, minRetryConcurrency: 1, budgetInterval: SECOND },
  },
  { proxyProtocol: ProxyProtocolVersion.V1 },
  { proxyProtocol: ProxyProtocolVersion.V2 },
];

/** DestinationRules that between them set every field and every enum value. */
export function build(chart: Chart): void {
  SETTINGS.forEach((settings, index) => {
    const trafficPolicy = { ...settings, ...BESIDES[index], portLevelSettings: [{ port: 80, ...settings }] };
    new DestinationRule(chart, `rule-${index}`, {
      backend: Backend.named('shop'),
      trafficPolicy,
      subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy }],
      exportTo: [ExportTo.ownNamespace()],
      workloadSelector: { app: 'client' },
    });
  });
}
