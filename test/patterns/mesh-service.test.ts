import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  Destination,
  ExportTo,
  FaultAbort,
  FaultInjection,
  Gateway,
  HttpMatch,
  HttpRetry,
  LoadBalancer,
  LocalityLoadBalancer,
  MeshDefaults,
  MeshService,
  MeshServiceProps,
  RetryOn,
  StringMatch,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const minimal = (): MeshServiceProps => ({ name: 'cart', backend: Backend.named('cart') });
const v1 = { name: 'v1', labels: { version: 'v1' } };
const v2 = { name: 'v2', labels: { version: 'v2' } };

const RETRIES = { attempts: 2, retryOn: 'connect-failure,refused-stream' };
const SAFE = { timeout: '15s', retries: RETRIES };
const OUTLIERS = { consecutiveGatewayErrors: 5, consecutive5xxErrors: 0, maxEjectionPercent: 50 };

function synth(chart: Chart): Array<{ kind: string; metadata: object; spec: { [field: string]: unknown } }> {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
}
function specs(props: Partial<MeshServiceProps>) {
  const chart = newChart();
  const service = new MeshService(chart, 'cart', { ...minimal(), ...props });
  const [destinationRule, virtualService] = synth(chart).map(({ spec }) => spec);
  return { chart, service, destinationRule, virtualService };
}

test('the least that a service takes', () => {
  const chart = newChart();
  new MeshService(chart, 'cart', minimal());
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'cart-destination-rule', namespace: 'default' },
      spec: { host: 'cart', trafficPolicy: { outlierDetection: OUTLIERS } },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart-virtual-service', namespace: 'default' },
      spec: { hosts: ['cart'], http: [{ ...SAFE, route: [{ destination: { host: 'cart' } }] }] },
    },
  ]);
});

test("Istio's own defaults", () => {
  const { destinationRule, virtualService } = specs({ defaults: MeshDefaults.ISTIO });
  expect(destinationRule).toEqual({ host: 'cart' });
  expect(virtualService.http).toEqual([{ route: [{ destination: { host: 'cart' } }] }]);
});

test('everything that it makes can be reached', () => {
  const { service } = specs({ subsets: [v1] });
  expect([
    service.destinationRule.name,
    service.virtualService.name,
    service.destinationRule.subset('v1').name,
  ]).toEqual(['cart-destination-rule', 'cart-virtual-service', 'v1']);
});

describe('each default has something in its place', () => {
  test.each<[string, Partial<MeshServiceProps>, object]>([
    ['a timeout', { timeout: Duration.minutes(2) }, { ...SAFE, timeout: '2m' }],
    ['no timeout', { timeout: Duration.seconds(0) }, { retries: RETRIES }],
    ['no retries', { retries: HttpRetry.disabled() }, { ...SAFE, retries: { attempts: 0 } }],
    [
      'tries that just fit in the timeout',
      { retries: HttpRetry.attempts(2, { perTryTimeout: Duration.seconds(5), retryOn: [RetryOn.RESET] }) },
      { ...SAFE, retries: { attempts: 2, perTryTimeout: '5s', retryOn: 'reset' } },
    ],
    [
      'tries without an end',
      {
        timeout: Duration.seconds(0),
        retries: HttpRetry.attempts(9, { perTryTimeout: Duration.hours(1) }),
      },
      { retries: { attempts: 9, perTryTimeout: '1h' } },
    ],
  ])('%s', (_, props, route) => {
    expect(specs(props).virtualService.http).toEqual([{ ...route, route: [{ destination: { host: 'cart' } }] }]);
  });

  test.each<[string, Partial<MeshServiceProps>, object | undefined]>([
    [
      'another outlier detection as a whole',
      { outlierDetection: { consecutive5xxErrors: 3 } },
      { outlierDetection: { consecutive5xxErrors: 3 } },
    ],
    ["Istio's outlier detection", { outlierDetection: {} }, { outlierDetection: {} }],
    [
      'the same by the traffic policy',
      { trafficPolicy: { outlierDetection: {}, retryBudget: { percent: 20 } } },
      { outlierDetection: {}, retryBudget: { percent: 20 } },
    ],
    [
      'connection limits besides',
      { connectionPool: { http: { http1MaxPendingRequests: 0 } } },
      { connectionPool: { http: { http1MaxPendingRequests: 0 } }, outlierDetection: OUTLIERS },
    ],
    [
      'a load balancer besides',
      { loadBalancer: LoadBalancer.roundRobin() },
      { loadBalancer: { simple: 'ROUND_ROBIN' }, outlierDetection: OUTLIERS },
    ],
    [
      'no preference for near pods',
      { locality: LocalityLoadBalancer.disabled(), defaults: MeshDefaults.ISTIO },
      { loadBalancer: { simple: 'LEAST_REQUEST', localityLbSetting: { enabled: false } } },
    ],
    [
      'a failover, which gets the outlier detection that it needs',
      { locality: LocalityLoadBalancer.failover([{ from: 'a', to: 'b' }]), defaults: MeshDefaults.ISTIO },
      {
        loadBalancer: { simple: 'LEAST_REQUEST', localityLbSetting: { failover: [{ from: 'a', to: 'b' }] } },
        outlierDetection: OUTLIERS,
      },
    ],
    [
      'a failover of a load balancer',
      {
        defaults: MeshDefaults.ISTIO,
        loadBalancer: LoadBalancer.random({ localityLbSetting: LocalityLoadBalancer.failoverPriority(['zone']) }),
      },
      {
        loadBalancer: { simple: 'RANDOM', localityLbSetting: { failoverPriority: ['zone'] } },
        outlierDetection: OUTLIERS,
      },
    ],
  ])('%s', (_, props, policy) => {
    expect(specs(props).destinationRule.trafficPolicy).toEqual(policy);
  });
});

test('subsets share the requests; one that retires has none', () => {
  const { destinationRule, virtualService } = specs({
    subsets: [
      { ...v1, weight: 90, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } },
      { ...v2, weight: 10 },
    ],
    retiring: [{ name: 'v0', labels: { version: 'v0' } }],
  });
  expect(destinationRule.subsets).toEqual([
    { ...v1, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } },
    v2,
    { name: 'v0', labels: { version: 'v0' } },
  ]);
  expect(virtualService.http).toEqual([
    {
      ...SAFE,
      route: [
        { destination: { host: 'cart', subset: 'v1' }, weight: 90 },
        { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
      ],
    },
  ]);
});

test('routes have the policies of the service unless they have their own, most specific first', () => {
  const { chart, service } = specs({
    subsets: [
      { ...v1, weight: 1 },
      { ...v2, weight: 0 },
    ],
  });
  service.route('/', Destination.backend(Backend.named('front')));
  service.route('/cart', service.destination('v2'), {
    name: 'cart',
    timeout: Duration.seconds(0),
    retries: HttpRetry.disabled(),
    conditions: { method: StringMatch.exact('GET') },
  });
  service.routeTo('/cart/api', [
    { destination: service.destination('v1'), weight: 1 },
    { destination: service.destination('v2'), weight: 3 },
  ]);
  service.routeMatching(
    [HttpMatch.header('x-user', StringMatch.exact('jane'))],
    [{ destination: service.destination('v2') }],
  );
  const of = (subset: string) => ({ destination: { host: 'cart', subset } });
  expect(synth(chart)[1].spec.http).toEqual([
    {
      ...SAFE,
      match: [{ uri: { exact: '/cart/api' } }, { uri: { prefix: '/cart/api/' } }],
      route: [
        { ...of('v1'), weight: 1 },
        { ...of('v2'), weight: 3 },
      ],
    },
    {
      name: 'cart',
      retries: { attempts: 0 },
      match: [
        { uri: { exact: '/cart' }, method: { exact: 'GET' } },
        { uri: { prefix: '/cart/' }, method: { exact: 'GET' } },
      ],
      route: [of('v2')],
    },
    { ...SAFE, match: [{ uri: { prefix: '/' } }], route: [{ destination: { host: 'front' } }] },
    { ...SAFE, match: [{ headers: { 'x-user': { exact: 'jane' } } }], route: [of('v2')] },
    {
      ...SAFE,
      route: [
        { ...of('v1'), weight: 1 },
        { ...of('v2'), weight: 0 },
      ],
    },
  ]);
});

test('at gateways too, for public hosts', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'edge', 'edge', { namespace: 'istio-system' });
  new MeshService(chart, 'cart', { ...minimal(), hosts: ['cart.example.com'], gateways: [gateway] });
  expect(synth(chart)[1].spec).toMatchObject({
    hosts: ['cart', 'cart.example.com'],
    gateways: ['istio-system/edge', 'mesh'],
  });
});

test('a Service in another namespace is routed to from this one only, where clients find the subsets', () => {
  const backend = Backend.named('cart', { namespace: 'team-a' });
  const host = 'cart.team-a.svc.cluster.local';
  const { destinationRule, virtualService } = specs({ backend });
  expect(destinationRule).toMatchObject({ host, exportTo: ['.'] });
  expect(virtualService).toMatchObject({ hosts: [host], exportTo: ['.'] });
  expect(specs({ backend, exportTo: [ExportTo.namespace('team-b')] }).virtualService.exportTo).toEqual(['team-b']);
  expect(specs({ backend, namespace: 'team-a' }).virtualService).toEqual({
    hosts: ['cart'],
    http: [{ ...SAFE, route: [{ destination: { host: 'cart' } }] }],
  });
  expect(specs({ backend: Backend.host('api.example.com') }).virtualService.exportTo).toBeUndefined();
});

test('names, namespace, labels, annotations and waves', () => {
  const chart = newChart();
  new MeshService(chart, 'cart', {
    ...minimal(),
    names: { virtualService: 'routes' },
    namespace: 'web',
    labels: { team: 'web' },
    annotations: { note: 'x' },
    syncWave: -1,
  });
  const common = { namespace: 'web', labels: { team: 'web' } };
  const wave = 'argocd.argoproj.io/sync-wave';
  expect(synth(chart).map(({ kind, metadata }) => [kind, metadata])).toEqual([
    ['DestinationRule', { ...common, name: 'cart-destination-rule', annotations: { note: 'x', [wave]: '-1' } }],
    ['VirtualService', { ...common, name: 'routes', annotations: { note: 'x', [wave]: '0' } }],
  ]);
});

test('without a name, names come from the construct path and have no hash', () => {
  const { chart } = specs({ name: undefined });
  expect(synth(chart).map(({ metadata }) => metadata)).toMatchObject([
    { name: 'shop-cart-destination-rule' },
    { name: 'shop-cart-virtual-service' },
  ]);
});

test('a fault on one header, which keeps the policies', () => {
  const { chart, service } = specs({});
  new FaultInjection(chart, 'chaos', {
    target: service,
    abort: FaultAbort.httpStatus(503, 10),
    match: [HttpMatch.anyPath({ presentHeaders: ['x-chaos'] })],
  });
  const route = [{ destination: { host: 'cart' } }];
  expect(synth(chart)[1].spec.http).toEqual([
    {
      ...SAFE,
      name: 'chaos',
      match: [{ headers: { 'x-chaos': {} } }],
      fault: { abort: { httpStatus: 503, percentage: { value: 10 } } },
      route,
    },
    { ...SAFE, route },
  ]);
});

test('what is given is copied', () => {
  const [subsets, hosts] = [[{ ...v1 }], ['a.example.com']];
  const chart = newChart();
  new MeshService(chart, 'cart', { ...minimal(), subsets, hosts });
  const before = synth(chart);
  subsets.push({ ...v2 });
  hosts.push('b.example.com');
  expect(synth(chart)).toEqual(before);
});
