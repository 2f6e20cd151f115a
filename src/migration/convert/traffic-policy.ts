import { portNumber } from './backends';
import { clientTls } from './client-tls';
import { loadBalancer } from './load-balancer';
import { Converter, Properties } from './properties';
import { duration, enumOf, flag, list, number, numbers, struct, structWithOverrides, text } from './values';

const keepalive = struct((each) => each.take('probes', number).take('time', duration).take('interval', duration));

const tcpPool = struct((pool) =>
  pool
    .take('maxConnections', number)
    .take('connectTimeout', duration)
    .take('tcpKeepalive', keepalive)
    .take('maxConnectionDuration', duration)
    .take('idleTimeout', duration),
);

const http2KeepAlive = struct((each) => {
  each.add('interval', each.need('interval', duration));
  each.add('timeout', each.need('timeout', duration));
});

const httpPool = struct((pool) =>
  pool
    .take('http1MaxPendingRequests', number)
    .take('http2MaxRequests', number)
    .take('maxRequestsPerConnection', number)
    .take('maxRetries', number)
    .take('idleTimeout', duration)
    .take('h2UpgradePolicy', enumOf('H2UpgradePolicy'))
    .take('useClientProtocol', flag)
    .take('maxConcurrentStreams', number)
    .take('http2KeepAlive', http2KeepAlive),
);

/** How many connections and requests there may be. */
export const connectionPool: Converter = struct((pool) => pool.take('tcp', tcpPool).take('http', httpPool));

const outlierDetection = struct((outlier) =>
  outlier
    .take('consecutive5xxErrors', number)
    .take('consecutiveGatewayErrors', number)
    .take('splitExternalLocalOriginErrors', flag)
    .take('consecutiveLocalOriginFailures', number)
    .take('consecutiveErrors', number)
    .take('outlierDetectionHttpErrorCodes', numbers)
    .take('interval', duration)
    .take('baseEjectionTime', duration)
    .take('maxEjectionPercent', number)
    .take('minHealthPercent', number),
);

const tunnel = struct((each) => {
  each.take('protocol', enumOf('TunnelProtocol'));
  each.add('targetHost', each.need('targetHost', text));
  each.add('targetPort', each.need('targetPort', number));
});

const proxyProtocol: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = properties.need('version', enumOf('ProxyProtocolVersion'));
  return { code, rest: properties.rest };
};

const retryBudget = struct((budget) =>
  budget.take('percent', number).take('minRetryConcurrency', number).take('budgetInterval', duration),
);

/** What is done with traffic to a host or a subset. */
export const trafficPolicy: Converter = structWithOverrides((policy) => {
  takeSettings(policy)
    .take('portLevelSettings', list(portPolicy))
    .take('tunnel', tunnel)
    .take('proxyProtocol', proxyProtocol)
    .take('retryBudget', retryBudget);
});

const portPolicy: Converter = structWithOverrides((policy) => {
  policy.add('port', policy.need('port', portNumber));
  takeSettings(policy);
});

function takeSettings(policy: Properties): Properties {
  return policy
    .take('loadBalancer', loadBalancer)
    .take('connectionPool', connectionPool)
    .take('outlierDetection', outlierDetection)
    .take('tls', clientTls);
}
