import { Chart, Duration } from 'cdk8s';
import { Protocol } from '../../../src/kernel/protocol';
import { Backend } from '../../../src/networking/backend';
import { CaptureMode } from '../../../src/networking/capture-mode';
import { CipherSuite } from '../../../src/networking/cipher-suite';
import { ConnectionPool } from '../../../src/networking/connection-pool';
import { Destination } from '../../../src/networking/destination';
import { EgressHost } from '../../../src/networking/egress-host';
import { H2UpgradePolicy } from '../../../src/networking/http-connection-pool';
import { OutboundTrafficPolicy } from '../../../src/networking/outbound-traffic-policy';
import { ServerCertificate } from '../../../src/networking/server-certificate';
import { ServerTls } from '../../../src/networking/server-tls';
import { Sidecar } from '../../../src/networking/sidecar';
import { ISubset } from '../../../src/networking/subset';
import { TlsVersion } from '../../../src/networking/tls-version';

/** What the CRD has, but Istio refuses on a Sidecar, and so does the library. */
export const REFUSED: readonly string[] = [
  'spec.ingress[].tls.credentialName',
  'spec.ingress[].tls.credentialNames',
  'spec.ingress[].tls.credentialNames[]',
  'spec.ingress[].tls.httpsRedirect',
  'spec.ingress[].tls.mode=AUTO_PASSTHROUGH',
  'spec.ingress[].tls.mode=ISTIO_MUTUAL',
  'spec.ingress[].tls.subjectAltNames',
  'spec.ingress[].tls.subjectAltNames[]',
  'spec.ingress[].tls.tlsCertificates',
  'spec.ingress[].tls.tlsCertificates[]',
  'spec.ingress[].tls.tlsCertificates[].caCertificates',
  'spec.ingress[].tls.tlsCertificates[].privateKey',
  'spec.ingress[].tls.tlsCertificates[].serverCertificate',
];

const SECOND = Duration.seconds(1);

const pool = (h2UpgradePolicy: H2UpgradePolicy): ConnectionPool => ({
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
    h2UpgradePolicy,
    useClientProtocol: false,
    maxConcurrentStreams: 1,
    http2KeepAlive: { interval: SECOND, timeout: SECOND },
  },
});

const FILES = ServerCertificate.files({
  serverCertificate: '/tls/a.crt',
  privateKey: '/tls/a.key',
  caCertificates: '/tls/ca.crt',
});

const TLS = [
  ServerTls.simple(FILES, {
    minProtocolVersion: TlsVersion.V1_0,
    maxProtocolVersion: TlsVersion.V1_1,
    cipherSuites: [CipherSuite.AES128_SHA],
  }),
  ServerTls.mutual(FILES, {
    minProtocolVersion: TlsVersion.V1_2,
    maxProtocolVersion: TlsVersion.V1_3,
    verifyCertificateSpki: ['spki'],
    verifyCertificateHash: ['hash'],
    caCertCredentialName: 'clients',
    caCrl: '/tls/ca.crl',
    insecureSkipVerify: false,
  }),
  ServerTls.optionalMutual(FILES, { minProtocolVersion: TlsVersion.V1_3, maxProtocolVersion: TlsVersion.AUTO }),
  ServerTls.passthrough({
    minProtocolVersion: TlsVersion.V1_1,
    maxProtocolVersion: TlsVersion.V1_2,
    cipherSuites: [CipherSuite.AES128_SHA],
  }),
  ServerTls.passthrough({ minProtocolVersion: TlsVersion.AUTO, maxProtocolVersion: TlsVersion.V1_0 }),
];

/** Sidecars that between them set every field and every enum value, but for {@link REFUSED}. */
export function build(chart: Chart): void {
  const proxy: ISubset = { name: 'v1', backend: Backend.named('proxy') };
  new Sidecar(chart, 'inbound', {
    workloadSelector: { app: 'shop' },
    inboundConnectionPool: pool(H2UpgradePolicy.DEFAULT),
    ingress: [
      {
        port: { number: 8080, protocol: Protocol.HTTP, name: 'http', targetPort: 0 },
        bind: '127.0.0.1',
        captureMode: CaptureMode.NONE,
        defaultEndpoint: 'unix:///run/app.sock',
        connectionPool: pool(H2UpgradePolicy.DO_NOT_UPGRADE),
      },
      { port: { number: 8081 }, captureMode: CaptureMode.IPTABLES, connectionPool: pool(H2UpgradePolicy.UPGRADE) },
      { port: { number: 8082 }, captureMode: CaptureMode.DEFAULT, connectionPool: pool(H2UpgradePolicy.DEFAULT) },
      ...TLS.map((tls, index) => ({ port: { number: 8443 + index, protocol: Protocol.HTTPS }, tls })),
    ],
  });
  [H2UpgradePolicy.UPGRADE, H2UpgradePolicy.DO_NOT_UPGRADE].forEach((policy, index) => {
    new Sidecar(chart, `pool-${index}`, { inboundConnectionPool: pool(policy) });
  });
  new Sidecar(chart, 'outbound', {
    egress: [
      {
        port: { number: 3306, protocol: Protocol.MYSQL, name: 'mysql', targetPort: 0 },
        bind: '127.0.0.1',
        captureMode: CaptureMode.NONE,
        hosts: [EgressHost.host('db.example.com')],
      },
      { port: { number: 80 }, captureMode: CaptureMode.IPTABLES, hosts: [EgressHost.ownNamespace()] },
      { captureMode: CaptureMode.DEFAULT, hosts: [EgressHost.all()] },
    ],
    outboundTrafficPolicy: OutboundTrafficPolicy.allowAny({ egressProxy: Destination.subset(proxy, { port: 3128 }) }),
  });
  new Sidecar(chart, 'strict', { outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly() });
}
