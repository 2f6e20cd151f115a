import {
  OutlierDetection,
  TrafficPolicy,
  TrafficPolicyPortTrafficPolicy,
  TrafficPolicyTunnelSettings,
} from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { isIpAddress } from './addresses';
import { checkClientTls } from './client-tls';
import { checkConnectionPool } from './connection-pool';
import { faultOfDuration } from './durations';
import { faultOfDomain } from './hosts';
import { checkLoadBalancer } from './load-balancer';
import { faultOfPort } from './ports';

const OF_ANY_PORT: ReadonlySet<string> = new Set(['outlierDetection', 'connectionPool', 'loadBalancer', 'tls']);
const OF_ALL_PORTS: ReadonlySet<string> = new Set([...OF_ANY_PORT, 'tunnel', 'proxyProtocol', 'retryBudget']);

/** Checks the policy of a destination. The namespace is that of the object. */
export function checkTrafficPolicy(policy: Decoded<TrafficPolicy>, namespace: string, faults: Faults): void {
  const { portLevelSettings = [] } = policy;
  if (portLevelSettings.length === 0 && !hasAny(policy, OF_ALL_PORTS)) {
    faults.error('a traffic policy needs a setting');
    return;
  }
  if (policy.tunnel !== undefined && policy.proxyProtocol !== undefined) {
    faults.error('tunnel and proxyProtocol exclude each other', 'proxyProtocol');
    return;
  }
  checkSettings(policy, namespace, faults);
  faults.each('portLevelSettings', portLevelSettings, (each, place) =>
    checkPortPolicy(each, namespace, place.errorsOnly),
  );
  faults.field('tunnel', policy.tunnel, checkTunnel);
}

function checkPortPolicy(policy: Decoded<TrafficPolicyPortTrafficPolicy>, namespace: string, faults: Faults): void {
  if (policy.port === undefined) {
    faults.error('settings of a port need the port', 'port');
  }
  if (!hasAny(policy, OF_ANY_PORT)) {
    faults.error('a traffic policy of a port needs a setting');
  } else {
    checkSettings(policy, namespace, faults);
  }
}

function hasAny(policy: object, fields: ReadonlySet<string>): boolean {
  return Object.keys(policy).some((field) => fields.has(field));
}

/** Checks what a policy may say of all ports or of one. */
function checkSettings(policy: Decoded<TrafficPolicyPortTrafficPolicy>, namespace: string, faults: Faults): void {
  faults.field('outlierDetection', policy.outlierDetection, checkOutlierDetection);
  faults.field('connectionPool', policy.connectionPool, checkConnectionPool);
  faults.field('loadBalancer', policy.loadBalancer, (each, place) =>
    checkLoadBalancer(each, policy.outlierDetection !== undefined, place),
  );
  faults.field('tls', policy.tls, (each, place) => checkClientTls(each, namespace, place));
}

function checkOutlierDetection(outlier: Decoded<OutlierDetection>, faults: Faults): void {
  faults.error(faultOfDuration(outlier.baseEjectionTime), 'baseEjectionTime');
  faults.error(faultOfDuration(outlier.interval), 'interval');
  if ((outlier.consecutiveErrors ?? 0) !== 0) {
    faults.warning(
      'consecutiveErrors is deprecated: use consecutiveGatewayErrors or consecutive5xxErrors',
      'consecutiveErrors',
    );
  }
  if ((outlier.consecutiveLocalOriginFailures ?? 0) > 0 && outlier.splitExternalLocalOriginErrors !== true) {
    faults.error(
      'consecutiveLocalOriginFailures counts only with splitExternalLocalOriginErrors',
      'consecutiveLocalOriginFailures',
    );
  }
  for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const percent = outlier[field] ?? 0;
    if (percent < 0 || percent > 100) {
      faults.error(`${field} is from 0 to 100, not ${percent}`, field);
    }
  }
}

function checkTunnel(tunnel: Decoded<TrafficPolicyTunnelSettings>, faults: Faults): void {
  const { protocol = '', targetHost = '', targetPort } = tunnel;
  if (!['', 'CONNECT', 'POST'].includes(protocol)) {
    faults.error(`a tunnel is made by CONNECT or POST, not by ${protocol}`, 'protocol');
  }
  faults.error(isIpAddress(targetHost) ? undefined : faultOfDomain(targetHost), 'targetHost');
  faults.error(faultOfPort(targetPort), 'targetPort');
}
