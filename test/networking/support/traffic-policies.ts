import { App, Duration } from 'cdk8s';
import { HttpConnectionPool } from '../../../src/networking/http-connection-pool';
import { OutlierDetection } from '../../../src/networking/outlier-detection';
import { Field } from '../../../src/networking/private/field';
import { TcpConnectionPool } from '../../../src/networking/tcp-connection-pool';
import { TrafficPolicy, renderTrafficPolicy } from '../../../src/networking/traffic-policy';
import { Tunnel } from '../../../src/networking/tunnel';

/** As it is written to YAML: without what is undefined. */
export function render(policy: TrafficPolicy): unknown {
  return JSON.parse(JSON.stringify(renderTrafficPolicy(policy, new Field('trafficPolicy'), { owner: new App() })));
}

export const tcp = (pool: TcpConnectionPool): TrafficPolicy => ({ connectionPool: { tcp: pool } });
export const http = (pool: HttpConnectionPool): TrafficPolicy => ({ connectionPool: { http: pool } });
export const outlier = (outlierDetection: OutlierDetection): TrafficPolicy => ({ outlierDetection });
export const tunnel = (options: Partial<Tunnel>): TrafficPolicy => ({
  tunnel: { targetHost: 'db.example.com', targetPort: 443, ...options },
});
export const second = Duration.seconds(1);
export const none = Duration.seconds(0);
