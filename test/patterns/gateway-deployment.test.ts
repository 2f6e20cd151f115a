import { App, Chart, Testing } from 'cdk8s';
import { BoundCredential } from '../../src/credentials/bound-credential';
import { Backend } from '../../src/networking/backend';
import { Gateway } from '../../src/networking/gateway';
import { Server } from '../../src/networking/server';
import { EgressGateway } from '../../src/patterns/egress-gateway';
import { GatewayServiceType } from '../../src/patterns/gateway-service-type';
import { IngressGateway } from '../../src/patterns/ingress-gateway';
import { SecureIngress } from '../../src/patterns/secure-ingress';

const newChart = () => new Chart(new App(), 'edge', { namespace: 'istio-ingress' });

test('the least that an ingress gateway takes', () => {
  const chart = newChart();
  new IngressGateway(chart, 'gateway', { name: 'istio-ingressgateway' });
  const metadata = { name: 'istio-ingressgateway', namespace: 'istio-ingress' };
  const selector = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
  expect(Testing.synth(chart)).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'istio-ingressgateway' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: { ...selector, 'sidecar.istio.io/inject': 'true', 'istio.io/dataplane-mode': 'none' },
            annotations: {
              'inject.istio.io/templates': 'gateway',
              'sidecar.istio.io/inject': 'true',
              'prometheus.io/scrape': 'true',
              'prometheus.io/port': '15020',
              'prometheus.io/path': '/stats/prometheus',
            },
          },
          spec: {
            serviceAccountName: 'istio-ingressgateway',
            securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
            containers: [
              {
                name: 'istio-proxy',
                image: 'auto',
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  privileged: false,
                  readOnlyRootFilesystem: true,
                  runAsNonRoot: true,
                },
                resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2', memory: '1Gi' } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'LoadBalancer',
        selector,
        ports: [
          { name: 'status-port', port: 15021, protocol: 'TCP', appProtocol: 'http', targetPort: 15021 },
          { name: 'http2', port: 80, protocol: 'TCP', targetPort: 80 },
          { name: 'https', port: 443, protocol: 'TCP', targetPort: 443 },
        ],
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'istio-ingressgateway' },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    },
  ]);
});

test('an egress gateway is reached from inside the cluster only, and asked for its health by nobody', () => {
  const chart = new Chart(new App(), 'edge');
  const gateway = new EgressGateway(chart, 'egress', { namespace: 'istio-egress' });
  const service = Testing.synth(chart).find(({ kind }) => kind === 'Service');
  expect(service).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'edge-egress', namespace: 'istio-egress' },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'edge-egress', istio: 'edge-egress' },
      ports: [
        { name: 'http2', port: 80, protocol: 'TCP', targetPort: 80 },
        { name: 'https', port: 443, protocol: 'TCP', targetPort: 443 },
      ],
    },
  });
  expect(gateway.ports).toEqual([80, 443]);
});

test('an egress gateway can have what an ingress gateway has', () => {
  const chart = newChart();
  const annotations = { 'example.com/internal': 'true' };
  new EgressGateway(chart, 'egress', {
    statusPort: true,
    service: { type: GatewayServiceType.LOAD_BALANCER, annotations },
  });
  const service = Testing.synth(chart).find(({ kind }) => kind === 'Service');
  expect(service.metadata.annotations).toEqual(annotations);
  expect(service.spec.type).toBe('LoadBalancer');
  expect(service.spec.ports).toHaveLength(3);
});

test('everything that it makes can be reached, and is a workload for Gateways', () => {
  const gateway = new IngressGateway(newChart(), 'gateway');
  const { serviceAccount, role, roleBinding, deployment, service, autoscaler, disruptionBudget } = gateway;
  const made = [serviceAccount, role, roleBinding, deployment, service, autoscaler, disruptionBudget];
  expect(made.map((object) => object?.kind)).toEqual([
    'ServiceAccount',
    'Role',
    'RoleBinding',
    'Deployment',
    'Service',
    'HorizontalPodAutoscaler',
    'PodDisruptionBudget',
  ]);
  expect(new Set(made.map((object) => object?.name))).toEqual(new Set([gateway.name]));
  expect(gateway.name).toBe('edge-gateway');
  expect(gateway.namespace).toBe('istio-ingress');
  expect(gateway.selector).toEqual({ istio: 'edge-gateway' });
  gateway.selector.istio = 'other';
  gateway.ports.push(1);
  expect(gateway.selector).toEqual({ istio: 'edge-gateway' });
  expect(gateway.ports).toEqual([80, 443]);
});

describe('with ingresses', () => {
  test('the Gateway selects the pods, and asks for its credential beside them', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const workload = new IngressGateway(chart, 'gateway', { name: 'public', namespace: 'edge' });
    const ingress = (id: string, namespace: string) =>
      new SecureIngress(chart, id, {
        hosts: ['shop.example.com'],
        credential: new BoundCredential({ credentialName: 'shop-credential', namespace }),
        backend: Backend.named('shop'),
        workload,
      });
    expect(() => ingress('wrong', 'istio-system')).toThrow('a gateway in namespace edge');
    ingress('right', 'edge');
    const gateways = Testing.synth(chart).filter(({ kind }) => kind === 'Gateway');
    expect(gateways.map(({ spec }) => spec.selector)).toEqual([{ istio: 'public' }]);
  });

  test('a server is checked against the ports of the Service', () => {
    const chart = newChart();
    const workload = new IngressGateway(chart, 'gateway', {
      ports: [{ port: 8080 }, { port: 15443, targetPort: 443 }],
    });
    const open = (port: number) => new Gateway(chart, `on-${port}`, { workload, servers: [server(port)] });
    const server = (port: number) => Server.http({ hosts: ['*'], port });
    expect(() => open(8080)).not.toThrow();
    expect(() => open(15443)).not.toThrow();
    expect(() => open(443)).toThrow(
      /does not open the port of this server\n {2}received: 443\n {2}fix: use one of 8080, 15443/,
    );
    expect(() => open(15021)).toThrow('received: 15021');
  });

  test('its Service is a backend', () => {
    const gateway = new EgressGateway(newChart(), 'egress', { name: 'egress', namespace: 'istio-egress' });
    const backend = Backend.apiObject(gateway.service, { port: 443 });
    expect(backend._host({ owner: gateway, namespace: 'shop' })).toBe('egress.istio-egress.svc.cluster.local');
    expect(backend._knownPorts()?.map(({ number }) => number)).toEqual([80, 443]);
  });
});
