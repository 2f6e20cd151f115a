import { App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  Canary,
  CanaryProps,
  FaultAbort,
  FaultInjection,
  Gateway,
  HttpMatch,
  Pin,
  RolloutController,
  StringMatch,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const v1 = { name: 'v1', labels: { version: 'v1' } };
const v2 = { name: 'v2', labels: { version: 'v2' } };
const minimal = (): CanaryProps => ({ name: 'cart', backend: Backend.named('cart'), stable: v1, canary: v2 });
const POLICIES = { timeout: '15s', retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' } };
const of = (subset: string) => ({ host: 'cart', subset });

function synth(chart: Chart): Array<{ kind: string; metadata: object; spec: { [field: string]: unknown } }> {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  expect(manifests.map(({ kind }) => kind)).toEqual(['DestinationRule', 'VirtualService']);
  return manifests;
}
function specs(props: Partial<CanaryProps>) {
  const chart = newChart();
  const canary = new Canary(chart, 'cart', { ...minimal(), ...props });
  const [destinationRule, virtualService] = synth(chart).map(({ spec }) => spec);
  return { chart, canary, destinationRule, virtualService };
}

test.each([
  [undefined, 100, 0],
  [0, 100, 0],
  [10, 90, 10],
  [100, 0, 100],
])('weight %j', (weight, stable, share) => {
  const { canary, destinationRule, virtualService } = specs({ canary: { ...v2, weight } });
  expect(destinationRule.subsets).toEqual([v1, v2]);
  expect(virtualService).toEqual({
    hosts: ['cart'],
    http: [
      {
        name: 'primary',
        ...POLICIES,
        route: [
          { destination: of('v1'), weight: stable },
          { destination: of('v2'), weight: share },
        ],
      },
    ],
  });
  expect([canary.destinationRule.name, canary.virtualService.name]).toEqual([
    'cart-destination-rule',
    'cart-virtual-service',
  ]);
  expect(canary.ignoreDifferences).toEqual([]);
  expect(canary.weightedRoutes).toEqual(['primary']);
});

test('pins go first, copies to the canary', () => {
  const { virtualService } = specs({
    canary: { ...v2, weight: 5 },
    pins: [
      Pin.header('x-tester', 'jane'),
      Pin.headerMatching('x-group', StringMatch.prefix('qa-')),
      Pin.cookie('version', 'canary'),
      Pin.host('canary.example.com'),
    ],
    mirrorPercentage: 0.5,
    hosts: ['cart.example.com'],
    routeName: 'main',
  });
  expect(virtualService).toEqual({
    hosts: ['cart', 'cart.example.com', 'canary.example.com'],
    http: [
      {
        name: 'pinned',
        match: [
          { headers: { 'x-tester': { exact: 'jane' } } },
          { headers: { 'x-group': { prefix: 'qa-' } } },
          { headers: { cookie: { regex: '(.*; ?)?version=canary(;.*)?' } } },
          { authority: { regex: '(?i)canary\\.example\\.com(:[0-9]+)?' } },
        ],
        ...POLICIES,
        route: [{ destination: of('v2') }],
      },
      {
        name: 'main',
        ...POLICIES,
        mirrors: [{ destination: of('v2'), percentage: { value: 0.5 } }],
        route: [
          { destination: of('v1'), weight: 95 },
          { destination: of('v2'), weight: 5 },
        ],
      },
    ],
  });
});

test('a host of a pin that is a host already, and copies of no request', () => {
  const pins = [Pin.host('a.example.com'), Pin.host('a.example.com')];
  expect(specs({ pins, hosts: ['a.example.com'] }).virtualService.hosts).toEqual(['cart', 'a.example.com']);
  expect(specs({ pins }).virtualService.hosts).toEqual(['cart', 'a.example.com']);
  expect(specs({ mirrorPercentage: 0 }).virtualService.http).toMatchObject([
    { mirrors: [{ percentage: { value: 0 } }] },
  ]);
  expect(specs({ pins: [] }).virtualService.http).toHaveLength(1);
});

test('a release, step by step: no subset disappears while a route applied before it names it', () => {
  const steps: Array<Partial<CanaryProps>> = [
    { canary: undefined },
    { canary: { ...v2, weight: 0 } },
    { canary: { ...v2, weight: 100 } },
    { stable: v2, canary: undefined, retiring: [v1] },
    { stable: v2, canary: undefined },
  ];
  type Routes = Array<{ route: Array<{ destination: { subset: string }; weight?: number }> }>;
  const rendered = steps.map((props) => {
    const { destinationRule, virtualService } = specs(props);
    const routes = (virtualService.http as Routes).flatMap(({ route }) => route);
    return {
      subsets: (destinationRule.subsets as Array<{ name: string }>).map(({ name }) => name),
      used: routes.map(({ destination }) => destination.subset),
    };
  });
  expect(rendered).toEqual([
    { subsets: ['v1'], used: ['v1'] },
    { subsets: ['v1', 'v2'], used: ['v1', 'v2'] },
    { subsets: ['v1', 'v2'], used: ['v1', 'v2'] },
    { subsets: ['v2', 'v1'], used: ['v2'] },
    { subsets: ['v2'], used: ['v2'] },
  ]);
  rendered.slice(1).forEach(({ subsets }, index) => {
    // The DestinationRule is applied first: for a moment the routes of the step before meet it.
    expect(subsets).toEqual(expect.arrayContaining(rendered[index].used));
  });
});

describe('a rollout controller owns the weights', () => {
  const pointers = (route: number) => [0, 1].map((to) => `/spec/http/${route}/route/${to}/weight`);
  const weightsOf = (name: string) => `.spec.http[] | select(.name == "${name}") | .route[].weight`;
  const virtualService = {
    group: 'networking.istio.io',
    kind: 'VirtualService',
    name: 'cart-virtual-service',
    namespace: 'default',
  };

  test('Argo Rollouts', () => {
    const { canary, chart, ...rendered } = specs({
      stable: { name: 'stable' },
      canary: { name: 'canary', labels: { app: 'cart' } },
      rolloutController: RolloutController.ARGO_ROLLOUTS,
      pins: [Pin.header('x-tester', '1')],
      syncWave: 1,
    });
    expect(rendered.destinationRule.subsets).toEqual([
      { name: 'stable', labels: {} },
      { name: 'canary', labels: { app: 'cart' } },
    ]);
    expect(rendered.virtualService.http).toMatchObject([
      { name: 'pinned', route: [{ destination: of('canary') }] },
      {
        name: 'primary',
        route: [
          { destination: of('stable'), weight: 100 },
          { destination: of('canary'), weight: 0 },
        ],
      },
    ]);
    expect(canary.weightedRoutes).toEqual(['primary']);
    expect(canary.ignoreDifferences).toEqual([
      { ...virtualService, jsonPointers: pointers(1), jqPathExpressions: [weightsOf('primary')] },
      {
        group: 'networking.istio.io',
        kind: 'DestinationRule',
        name: 'cart-destination-rule',
        namespace: 'default',
        jsonPointers: [0, 1].map((index) => `/spec/subsets/${index}/labels/rollouts-pod-template-hash`),
        jqPathExpressions: ['.spec.subsets[].labels."rollouts-pod-template-hash"'],
      },
    ]);
    expect(synth(chart).map(({ metadata }) => metadata)).toMatchObject([
      { annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
      { annotations: { 'argocd.argoproj.io/sync-wave': '2' } },
    ]);
  });

  test('weights alone, in a chart without a namespace', () => {
    const chart = new Chart(new App(), 'shop');
    const canary = new Canary(chart, 'cart', {
      ...minimal(),
      canary: { ...v2, weight: 0 },
      rolloutController: RolloutController.WEIGHTS_ONLY,
      routeName: 'main',
    });
    expect(canary.ignoreDifferences).toStrictEqual([
      {
        group: 'networking.istio.io',
        kind: 'VirtualService',
        name: 'cart-virtual-service',
        jsonPointers: pointers(0),
        jqPathExpressions: [weightsOf('main')],
      },
    ]);
  });

  test('faults copy the route, and the copies share by weight, too', () => {
    const { canary, chart } = specs({
      rolloutController: RolloutController.WEIGHTS_ONLY,
      pins: [Pin.header('x-tester', '1')],
    });
    const abort = FaultAbort.httpStatus(503, 100);
    const tester = (value: string) => [HttpMatch.header('x-tester', StringMatch.exact(value))];
    new FaultInjection(chart, 'wide', { target: canary, abort, match: tester('2') });
    new FaultInjection(chart, 'pinned', { target: canary, abort, match: tester('1') });
    new FaultInjection(chart, 'named', { target: canary, abort, match: tester('3'), routes: ['primary'] });
    expect(synth(chart)[1].spec.http).toMatchObject([
      { name: 'pinned', fault: {} },
      { name: 'primary-wide', fault: {}, route: [{ weight: 100 }, { weight: 0 }] },
      { name: 'primary-named', fault: {}, route: [{ weight: 100 }, { weight: 0 }] },
      { name: 'primary' },
    ]);
    expect(canary.weightedRoutes).toEqual(['primary', 'primary-wide', 'primary-named']);
    expect(canary.ignoreDifferences[0].jsonPointers).toEqual([1, 2, 3].flatMap(pointers));
  });

  test('a fault for every request makes no copy', () => {
    const { canary, chart } = specs({ rolloutController: RolloutController.WEIGHTS_ONLY });
    new FaultInjection(chart, 'chaos', { target: canary, abort: FaultAbort.httpStatus(503, 1) });
    expect(canary.weightedRoutes).toEqual(['primary']);
  });
});

describe('misuse', () => {
  const gateways = [Gateway.MESH];
  test.each<[string, Partial<CanaryProps>, string]>([
    [
      'a weight over 100',
      { canary: { ...v2, weight: 101 } },
      'must be a whole percentage from 0 to 100\n  received: 101',
    ],
    ['half a weight', { canary: { ...v2, weight: 0.5 } }, 'must be a whole percentage from 0 to 100\n  received: 0.5'],
    ['a negative weight', { canary: { ...v2, weight: -1 } }, 'received: -1'],
    ['too many copies', { mirrorPercentage: 101 }, 'must be a percentage\n  received: 101'],
    ['one subset for both', { canary: v1 }, 'stable and canary must be two subsets\n  received: "v1"'],
    [
      'labels that are alike',
      { canary: { name: 'v2', labels: { version: 'v1' } } },
      'the labels of v1 and v2 must tell their pods apart\n  received: [{"version":"v1"},{"version":"v1"}]',
    ],
    ['no labels', { stable: { name: 'v1' } }, 'the labels of v1 and v2 must tell their pods apart'],
    [
      'labels of which one takes in the other',
      { canary: { name: 'v2', labels: { version: 'v1', track: 'canary' } } },
      'must tell their pods apart',
    ],
    [
      'pins without a canary',
      { canary: undefined, pins: [], mirrorPercentage: 1, rolloutController: RolloutController.WEIGHTS_ONLY },
      'without a canary these say nothing: pins, mirrorPercentage, rolloutController',
    ],
    ['no route name', { routeName: '' }, 'routeName must not be empty'],
    [
      'a weight beside a controller',
      { canary: { ...v2, weight: 10 }, rolloutController: RolloutController.WEIGHTS_ONLY },
      'a rollout controller owns the weight of the canary, which is rendered as 0\n  received: 10',
    ],
    [
      'a third subset under Argo Rollouts',
      { retiring: [{ name: 'v0' }], rolloutController: RolloutController.ARGO_ROLLOUTS },
      'Argo Rollouts removes every subset but the two of its rollout\n  received: ["v0"]',
    ],
    ['a stable version that retires', { retiring: [v1] }, 'a subset that retires must get no requests'],
    ['the same without a canary', { canary: undefined, retiring: [v1] }, 'a subset that retires must get no requests'],
    ['what no service takes', { gateways }, 'a gateway needs hosts that its clients know'],
    ['a name of a subset that Istio refuses', { canary: { ...v2, name: 'v2.0' } }, '"v2.0"'],
  ])('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
    const chart = newChart();
    const make = () => new Canary(chart, 'cart', { ...minimal(), ...props });
    expect(make).toThrow(message);
    expect(make).toThrow(/^\[shop\/cart(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
    expect(chart.node.children).toEqual([]);
  });
});
