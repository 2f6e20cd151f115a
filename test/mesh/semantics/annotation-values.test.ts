import { faultOfAnnotation } from '../../../src/mesh/semantics/annotation-values';
import { faultOfProxyConfig } from '../../../src/mesh/semantics/proxy-config-fault';

const PORT = 'status.sidecar.istio.io/port';
const PORTS = 'traffic.sidecar.istio.io/excludeInboundPorts';
const RANGES = 'traffic.sidecar.istio.io/excludeOutboundIPRanges';
const INTERFACES = 'traffic.sidecar.istio.io/excludeInterfaces';
const QUANTITY = 'sidecar.istio.io/proxyMemory';

// What Istio's own injector takes.
test.each([
  [PORT, ['0', '01', ' 65535 '], ['', '-1', '65536', '80,443']],
  [PORTS, ['', ' ', '80', '80, 443'], ['*', '80,', ',', 'http']],
  ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '80'], ['*,80']],
  [
    RANGES,
    ['', '10.0.0.0/8,11.0.0.0/8', '::/0', '::ffff:1.2.3.4/96'],
    ['*', '10.0.0.1', '10.0.0.0/33', '10.0.0.0/08', '010.0.0.0/8', 'fe80::1%eth0/64', '10.0.0.0/8, 11.0.0.0/8'],
  ],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', ['*'], ['*,10.0.0.0/8']],
  [INTERFACES, ['', 'eth0, eth1 ', 'a_b-c.d', 'abcdefghijklmno'], ['eth0,,', '0eth', 'abcdefghijklmnop']],
  [QUANTITY, ['100m', '1.', '.5', '1Ki', '-1Mi', '+5', '1e-3', 'Mi', '.'], ['', '1 Mi', '1ki', '1e', '1e3.5', '1m5']],
  ['prometheus.istio.io/merge-metrics', ['t', 'TRUE', '0'], ['tRUE', 'yes', '']],
  ['sidecar.istio.io/logLevel', ['anything'], []],
])('%s', (name, taken, refused) => {
  expect(taken.filter((value) => faultOfAnnotation(name, value) !== undefined)).toEqual([]);
  expect(refused.filter((value) => faultOfAnnotation(name, value) === undefined)).toEqual([]);
});

test.each([
  [{ concurrency: ' 1' }, undefined],
  [{ concurrency: 2.5 }, 'concurrency is no whole number'],
  [{ discoveryAddress: 'istiod.:80' }, undefined],
  [{ discoveryAddress: '[::1]:80' }, undefined],
  [{ discoveryAddress: 'istiod:0' }, 'discoveryAddress is no host and port such as istiod.istio-system.svc:15012'],
  [{ discoveryAddress: ':80' }, 'discoveryAddress has no host'],
  [{ discoveryAddress: 'a_b:80' }, 'discoveryAddress has neither a host name nor an IP address'],
  [{ drainDuration: '500us' }, 'drainDuration is shorter than a millisecond'],
  [
    { envoyMetricsService: { address: 'a' } },
    'envoyMetricsService has an address that is no host and port such as istiod.istio-system.svc:15012',
  ],
  [{ interceptionMode: 'tproxy' }, 'interceptionMode is none of REDIRECT, TPROXY, NONE'],
  [{ fileFlushMinSizeKb: -1 }, 'fileFlushMinSizeKb is less than 0'],
  [{ proxyMetadata: { A: null } }, undefined],
  [{ unknown: [] }, undefined],
  [null, undefined],
  ['text', 'it is no map of settings'],
])('the settings %j', (config, fault) => {
  expect(faultOfProxyConfig(config)).toBe(fault);
});
