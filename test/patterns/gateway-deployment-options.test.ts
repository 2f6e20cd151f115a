import { App, Chart, Testing } from 'cdk8s';
import { DisruptionBudget } from '../../src/patterns/disruption-budget';
import { ExternalTrafficPolicy } from '../../src/patterns/external-traffic-policy';
import { GatewayDeploymentProps } from '../../src/patterns/gateway-deployment-props';
import { GatewayScale } from '../../src/patterns/gateway-scale';
import { GatewayServiceType } from '../../src/patterns/gateway-service-type';
import { IngressGateway } from '../../src/patterns/ingress-gateway';

const newChart = () => new Chart(new App(), 'edge', { namespace: 'istio-ingress' });
const objectsOf = (props: GatewayDeploymentProps) => {
  const chart = newChart();
  new IngressGateway(chart, 'gateway', { name: 'public', ...props });
  const manifests = Testing.synth(chart);
  return new Map(manifests.map((manifest) => [manifest.kind, manifest]));
};
const podOf = (props: GatewayDeploymentProps) => objectsOf(props).get('Deployment').spec.template;
const resource = (name: string, percent: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization: percent } },
});

test('name, selector, revision, labels and annotations', () => {
  const objects = objectsOf({
    selector: { istio: 'ingressgateway', tier: 'edge' },
    revision: 'prod-stable',
    labels: { team: 'net', 'istio.io/dataplane-mode': 'ambient' },
    annotations: { owner: 'net' },
    podAnnotations: { 'prometheus.io/scrape': 'false', 'proxy.istio.io/config': '{}' },
  });
  const selector = { app: 'public', istio: 'ingressgateway', tier: 'edge' };
  for (const object of objects.values()) {
    expect(object.metadata.labels).toEqual({ team: 'net', 'istio.io/dataplane-mode': 'ambient' });
    expect(object.metadata.annotations).toEqual({ owner: 'net' });
  }
  const { matchLabels } = objects.get('Deployment').spec.selector;
  expect(matchLabels).toEqual(selector);
  expect(objects.get('Service').spec.selector).toEqual(selector);
  expect(objects.get('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: selector });
  expect(objects.get('Deployment').spec.template.metadata).toEqual({
    labels: {
      ...selector,
      team: 'net',
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/rev': 'prod-stable',
      'sidecar.istio.io/inject': 'true',
    },
    annotations: {
      'inject.istio.io/templates': 'gateway',
      'sidecar.istio.io/inject': 'true',
      'prometheus.io/scrape': 'false',
      'prometheus.io/port': '15020',
      'prometheus.io/path': '/stats/prometheus',
      'proxy.istio.io/config': '{}',
    },
  });
});

test('ports and the Service', () => {
  const { metadata, spec } = objectsOf({
    statusPort: false,
    ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }, { port: 9090, name: 'grpc-api' }, { port: 5432 }],
    annotations: { owner: 'net', cost: 'low' },
    service: {
      type: GatewayServiceType.LOAD_BALANCER,
      annotations: { 'example.com/lb': 'nlb', cost: 'high' },
      externalTrafficPolicy: ExternalTrafficPolicy.LOCAL,
      loadBalancerClass: 'example.com/nlb',
      loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
    },
  }).get('Service');
  expect(metadata.annotations).toEqual({ owner: 'net', cost: 'high', 'example.com/lb': 'nlb' });
  expect(spec).toEqual({
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    loadBalancerClass: 'example.com/nlb',
    loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
    selector: { app: 'public', istio: 'public' },
    ports: [
      { name: 'http2', port: 80, protocol: 'TCP', targetPort: 8080, nodePort: 30080 },
      { name: 'grpc-api', port: 9090, protocol: 'TCP', targetPort: 9090 },
      { name: 'tcp-5432', port: 5432, protocol: 'TCP', targetPort: 5432 },
    ],
  });
});

test.each<[string, GatewayScale, number | undefined, object | undefined, object | undefined]>([
  ['one pod', GatewayScale.fixed(1), 1, undefined, undefined],
  ['no pod', GatewayScale.fixed(0), 0, undefined, undefined],
  ['three pods', GatewayScale.fixed(3), 3, undefined, { maxUnavailable: 1 }],
  [
    'one pod or more',
    GatewayScale.automatic({ minReplicas: 1 }),
    undefined,
    { minReplicas: 1, maxReplicas: 5, metrics: [resource('cpu', 80)] },
    undefined,
  ],
  [
    'more than five',
    GatewayScale.automatic({ minReplicas: 10 }),
    undefined,
    { minReplicas: 10, maxReplicas: 10, metrics: [resource('cpu', 80)] },
    { maxUnavailable: 1 },
  ],
  [
    'by memory',
    GatewayScale.automatic({ minReplicas: 2, maxReplicas: 8, targetMemoryUtilization: 70 }),
    undefined,
    { minReplicas: 2, maxReplicas: 8, metrics: [resource('memory', 70)] },
    { maxUnavailable: 1 },
  ],
  [
    'by both',
    GatewayScale.automatic({ targetCpuUtilization: 120, targetMemoryUtilization: 70 }),
    undefined,
    { minReplicas: 2, maxReplicas: 5, metrics: [resource('cpu', 120), resource('memory', 70)] },
    { maxUnavailable: 1 },
  ],
])('scale: %s', (_, scale, replicas, autoscaler, budget) => {
  const objects = objectsOf({ scale });
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'public' };
  const selector = { matchLabels: { app: 'public', istio: 'public' } };
  expect(objects.get('Deployment').spec.replicas).toBe(replicas);
  expect(objects.get('HorizontalPodAutoscaler')?.spec).toEqual(autoscaler && { scaleTargetRef, ...autoscaler });
  expect(objects.get('PodDisruptionBudget')?.spec).toEqual(budget && { ...budget, selector });
});

test.each<[DisruptionBudget, object | undefined]>([
  [DisruptionBudget.minAvailable(2), { minAvailable: 2 }],
  [DisruptionBudget.minAvailable(0), { minAvailable: 0 }],
  [DisruptionBudget.minAvailablePercent(50), { minAvailable: '50%' }],
  [DisruptionBudget.maxUnavailable(2), { maxUnavailable: 2 }],
  [DisruptionBudget.maxUnavailablePercent(1), { maxUnavailable: '1%' }],
  [DisruptionBudget.none(), undefined],
])('disruption budget %#', (disruptionBudget, expected) => {
  const budget = objectsOf({ scale: GatewayScale.fixed(3), disruptionBudget }).get('PodDisruptionBudget');
  expect(budget?.spec).toEqual(expected && { ...expected, selector: { matchLabels: expect.anything() } });
});

test('resources take the place of all of the usual ones', () => {
  const resources = (given: GatewayDeploymentProps) => podOf(given).spec.containers[0].resources;
  expect(resources({ resources: { requests: { cpu: '1' } } })).toEqual({ requests: { cpu: '1' } });
  // Without a request Kubernetes takes the limit for one.
  expect(resources({ resources: { limits: { cpu: '.5', memory: '1e9' } } })).toEqual({
    limits: { cpu: '.5', memory: '1e9' },
  });
  expect(resources({ resources: {}, scale: GatewayScale.fixed(2) })).toEqual({});
});

test('overrides reach each object, and are copied', () => {
  const tolerations = [{ key: 'edge', operator: 'Exists' }];
  const overrides = {
    deployment: { minReadySeconds: 5, template: { spec: { priorityClassName: 'high' } } },
    pod: { nodeSelector: { pool: 'edge' }, tolerations, securityContext: { fsGroup: 1337 } },
    container: { env: [{ name: 'A', value: 'b' }], securityContext: { runAsUser: 1000, capabilities: {} } },
    service: { loadBalancerIP: '192.0.2.1', selector: { shard: 'a' } },
    autoscaler: { behavior: {} },
    disruptionBudget: { unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
  const chart = newChart();
  new IngressGateway(chart, 'gateway', { name: 'public', overrides });
  tolerations.push({ key: 'late', operator: 'Exists' });
  const manifests = Testing.synth(chart);
  const spec = (kind: string) => manifests.find((manifest) => manifest.kind === kind).spec;
  expect(spec('Deployment').minReadySeconds).toBe(5);
  expect(spec('Deployment').template.spec).toMatchObject({
    priorityClassName: 'high',
    nodeSelector: { pool: 'edge' },
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    securityContext: { fsGroup: 1337, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
  });
  expect(spec('Deployment').template.spec.containers[0]).toMatchObject({
    image: 'auto',
    env: [{ name: 'A', value: 'b' }],
    securityContext: { runAsUser: 1000, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  });
  expect(spec('Service')).toMatchObject({
    loadBalancerIP: '192.0.2.1',
    selector: { app: 'public', istio: 'public', shard: 'a' },
  });
  expect(spec('HorizontalPodAutoscaler').behavior).toEqual({});
  expect(spec('PodDisruptionBudget')).toMatchObject({ unhealthyPodEvictionPolicy: 'AlwaysAllow', maxUnavailable: 1 });
  expect(Testing.synth(chart)).toEqual(manifests);
});

test('what is given is copied', () => {
  const props = {
    name: 'public',
    selector: { istio: 'public' },
    ports: [{ port: 80 }],
    labels: { team: 'net' },
    annotations: { owner: 'net' },
    podAnnotations: { a: 'b' },
    resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
    service: { annotations: { c: 'd' }, loadBalancerSourceRanges: ['203.0.113.0/24'] },
  };
  const chart = newChart();
  new IngressGateway(chart, 'gateway', props);
  const before = JSON.stringify(Testing.synth(chart));
  props.selector.istio = 'other';
  props.ports.push({ port: 81 });
  props.ports[0].port = 82;
  props.labels.team = 'other';
  props.annotations.owner = 'other';
  props.podAnnotations.a = 'other';
  props.resources.requests.cpu = '3';
  props.resources.limits.cpu = '4';
  props.service.annotations.c = 'other';
  props.service.loadBalancerSourceRanges.push('192.0.2.0/24');
  expect(JSON.stringify(Testing.synth(chart))).toBe(before);
});
