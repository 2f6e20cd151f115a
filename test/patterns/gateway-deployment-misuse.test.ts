import { App, Chart, Testing } from 'cdk8s';
import { DisruptionBudget } from '../../src/patterns/disruption-budget';
import { EgressGateway } from '../../src/patterns/egress-gateway';
import { ExternalTrafficPolicy } from '../../src/patterns/external-traffic-policy';
import { GatewayDeploymentProps } from '../../src/patterns/gateway-deployment-props';
import { GatewayScale } from '../../src/patterns/gateway-scale';
import { GatewayServiceType } from '../../src/patterns/gateway-service-type';
import { IngressGateway } from '../../src/patterns/ingress-gateway';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'edge', { namespace: 'istio-ingress' });
const clusterIp = { type: GatewayServiceType.CLUSTER_IP };
const nodePort = { type: GatewayServiceType.NODE_PORT };

const MISUSES: Array<[string, GatewayDeploymentProps, string, string]> = [
  ['a name in capitals', { name: 'Public' }, "the name of a gateway is its Service's too", '"Public"'],
  ['a name that begins with a digit', { name: '1st' }, "the name of a gateway is its Service's too", '"1st"'],
  ['a name with a dot', { name: 'a.b' }, 'the name of a gateway must be an RFC 1123 label', '"a.b"'],
  ['a namespace in capitals', { namespace: 'Edge' }, 'the namespace of a gateway must be', '"Edge"'],
  ['no labels to select by', { selector: {} }, 'the selector of a gateway must not be empty', '{}'],
  ['a label that pods can not have', { selector: { istio: '*' } }, 'selector["istio"] must be a label value', '"*"'],
  ['a revision with dots', { revision: '1.31.0' }, 'the revision of Istio must be an RFC 1123 label', '"1.31.0"'],
  ['a label of its own', { labels: { app: 'x' } }, "the label app is the gateway's own", '{"app":"x"}'],
  [
    'a label of the selector',
    { selector: { edge: 'a' }, labels: { edge: 'b' } },
    "the label edge is the gateway's own",
    '{"edge":"b"}',
  ],
  [
    'the label of injection',
    { labels: { 'sidecar.istio.io/inject': 'false' } },
    "the label sidecar.istio.io/inject is the gateway's own",
    '{"sidecar.istio.io/inject":"false"}',
  ],
  [
    'the label of a revision',
    { labels: { 'istio.io/rev': 'a' } },
    "the label istio.io/rev is the gateway's own",
    '{"istio.io/rev":"a"}',
  ],
  [
    'the annotation of injection',
    { podAnnotations: { 'inject.istio.io/templates': 'sidecar' } },
    'the annotation inject.istio.io/templates is what makes a pod a gateway',
    '{"inject.istio.io/templates":"sidecar"}',
  ],
  ['no ports', { ports: [] }, 'the Service of a gateway must open a port', '[]'],
  ['a port of 0', { ports: [{ port: 0 }] }, 'the port of a gateway must be a port number', '0'],
  ['a target port of 65536', { ports: [{ port: 80, targetPort: 65536 }] }, 'the targetPort of a gateway', '65536'],
  ['a node port of 1.5', { ports: [{ port: 80, nodePort: 1.5 }] }, 'the nodePort of a gateway', '1.5'],
  ['a port name in capitals', { ports: [{ port: 80, name: 'HTTP' }] }, 'the name of a port must be', '"HTTP"'],
  [
    'a port twice',
    { ports: [{ port: 80 }, { port: 80, name: 'b' }] },
    'two ports of a gateway must not have the same port',
    '80',
  ],
  [
    'a port name twice',
    { ports: [{ port: 80 }, { port: 81, name: 'http2' }] },
    'two ports of a gateway must not have the same name',
    '"http2"',
  ],
  [
    'a node port twice',
    {
      ports: [
        { port: 80, nodePort: 30080 },
        { port: 81, nodePort: 30080 },
      ],
    },
    'two ports of a gateway must not have the same nodePort',
    '30080',
  ],
  [
    'the port for health checks',
    { ports: [{ port: 15021, targetPort: 80 }] },
    'the proxy itself uses this port, for health checks',
    '"port 15021, targetPort 80"',
  ],
  [
    "a target port of Envoy's",
    { ports: [{ port: 90, targetPort: 15090 }] },
    "the proxy itself uses this port, for Envoy's metrics",
    '"port 90, targetPort 15090"',
  ],
  [
    'a node port without node ports',
    { ports: [{ port: 80, nodePort: 30080 }], service: clusterIp },
    'a Service that is reached from inside the cluster only has no node ports',
    '"nodePort 30080"',
  ],
  [
    'an external policy inside the cluster',
    { service: { ...clusterIp, externalTrafficPolicy: ExternalTrafficPolicy.LOCAL } },
    'externalTrafficPolicy takes a Service that can be reached from outside',
    '"Local with ClusterIP"',
  ],
  [
    'the class of no load balancer',
    { service: { ...nodePort, loadBalancerClass: 'a' } },
    'loadBalancerClass takes a Service with a load balancer',
    '"loadBalancerClass with NodePort"',
  ],
  [
    'the sources of no load balancer',
    { service: { ...clusterIp, loadBalancerSourceRanges: [] } },
    'loadBalancerSourceRanges takes a Service with a load balancer',
    '"loadBalancerSourceRanges with ClusterIP"',
  ],
  [
    'a source without prefix',
    { service: { loadBalancerSourceRanges: ['203.0.113.0/24', '203.0.113.7'] } },
    'loadBalancerSourceRanges must be subnets',
    '"203.0.113.7"',
  ],
  [
    'a source with too long a prefix',
    { service: { loadBalancerSourceRanges: ['203.0.113.0/33'] } },
    'loadBalancerSourceRanges must be subnets',
    '"203.0.113.0/33"',
  ],
  [
    'a quantity that is none',
    { resources: { requests: { cpu: '100 m' } } },
    'requests.cpu of a gateway must be a quantity',
    '"100 m"',
  ],
  [
    'a request above its limit',
    { resources: { requests: { cpu: '3' }, limits: { cpu: '2500m' } } },
    "a pod can't request more cpu than its limit",
    '{"request":"3","limit":"2500m"}',
  ],
  [
    'an autoscaler without a request for CPU',
    { resources: { requests: { memory: '1Gi' } } },
    'an autoscaler measures cpu by what the pods request',
    '{"requests":{"memory":"1Gi"}}',
  ],
  [
    'an autoscaler without a request for memory',
    { resources: { limits: { cpu: '1' } }, scale: GatewayScale.automatic({ targetMemoryUtilization: 80 }) },
    'an autoscaler measures memory by what the pods request',
    '{"limits":{"cpu":"1"}}',
  ],
  [
    'an autoscaler with a request for nothing',
    { resources: { requests: { cpu: '0' } } },
    'an autoscaler measures cpu by what the pods request',
    '{"requests":{"cpu":"0"}}',
  ],
  [
    'a budget that keeps the only pod',
    { scale: GatewayScale.fixed(1), disruptionBudget: DisruptionBudget.minAvailable(1) },
    'a disruption budget that lets no pod go',
    '"{\\"minAvailable\\":1} of 1 pod"',
  ],
  [
    'a budget that keeps the fewest pods',
    { disruptionBudget: DisruptionBudget.minAvailable(2) },
    'a disruption budget that lets no pod go',
    '"{\\"minAvailable\\":2} of 2 pods"',
  ],
  [
    'a budget that keeps half of one',
    { scale: GatewayScale.automatic({ minReplicas: 1 }), disruptionBudget: DisruptionBudget.minAvailablePercent(50) },
    'a disruption budget that lets no pod go',
    '"{\\"minAvailable\\":\\"50%\\"} of 1 pod"',
  ],
  [
    'a budget of none',
    { disruptionBudget: DisruptionBudget.maxUnavailable(0) },
    'a disruption budget that lets no pod go',
    '"{\\"maxUnavailable\\":0} of 2 pods"',
  ],
  [
    'a budget of no percent',
    { disruptionBudget: DisruptionBudget.maxUnavailablePercent(0) },
    'a disruption budget that lets no pod go',
    '"{\\"maxUnavailable\\":\\"0%\\"} of 2 pods"',
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new IngressGateway(chart, 'gateway', props));
  expect(parts.rule).toContain('[edge/gateway] ');
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

test('a corrected gateway can take the place of a refused one', () => {
  const chart = newChart();
  expect(() => new EgressGateway(chart, 'gateway', { ports: [] })).toThrow();
  new EgressGateway(chart, 'gateway');
  expect(Testing.synth(chart)).toHaveLength(7);
});

test('a gateway has to know its namespace', () => {
  const chart = new Chart(new App(), 'edge');
  const parts = misuseOf(() => new IngressGateway(chart, 'gateway'));
  expect(parts).toEqual({
    rule: '[edge/gateway] a gateway has to know its namespace, because credentials are put there',
    received: 'nothing',
    fix: "give `namespace`, such as 'istio-ingress', here or on the chart",
  });
  expect(chart.node.children).toEqual([]);
});

test.each<[string, () => unknown, string, string]>([
  ['-1 pods', () => GatewayScale.fixed(-1), 'the number of pods of a gateway', '-1'],
  ['half a pod', () => GatewayScale.fixed(1.5), 'the number of pods of a gateway', '1.5'],
  ['no pod at least', () => GatewayScale.automatic({ minReplicas: 0 }), 'minReplicas of a gateway', '0'],
  ['NaN pods', () => GatewayScale.automatic({ maxReplicas: NaN }), 'maxReplicas of a gateway', 'NaN'],
  [
    'fewer at most than at least',
    () => GatewayScale.automatic({ minReplicas: 3, maxReplicas: 2 }),
    'maxReplicas must not be less than minReplicas',
    '"minReplicas 3, maxReplicas 2"',
  ],
  ['no CPU', () => GatewayScale.automatic({ targetCpuUtilization: 0 }), 'targetCpuUtilization of a gateway', '0'],
  [
    'a part of a percent of memory',
    () => GatewayScale.automatic({ targetMemoryUtilization: 0.8 }),
    'targetMemoryUtilization of a gateway',
    '0.8',
  ],
  ['half a pod to stay', () => DisruptionBudget.minAvailable(0.5), 'minAvailable of a disruption budget', '0.5'],
  ['-1 pods to go', () => DisruptionBudget.maxUnavailable(-1), 'maxUnavailable of a disruption budget', '-1'],
  ['101 percent', () => DisruptionBudget.minAvailablePercent(101), 'minAvailable of a disruption budget', '101'],
  ['a part of a percent', () => DisruptionBudget.maxUnavailablePercent(0.5), 'maxUnavailable of a disruption', '0.5'],
])('%s is refused', (_, action, rule, received) => {
  const parts = misuseOf(action);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
});
