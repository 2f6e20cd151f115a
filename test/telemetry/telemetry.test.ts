import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { AccessLog } from '../../src/telemetry/access-log';
import { Metrics } from '../../src/telemetry/metrics';
import { Telemetry, TelemetryProps } from '../../src/telemetry/telemetry';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { Tracing } from '../../src/telemetry/tracing';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const specOf = (props: TelemetryProps) => {
  const chart = newChart();
  new Telemetry(chart, 'telemetry', props);
  return Testing.synth(chart)[0].spec;
};

test('the telemetry of a whole mesh', () => {
  const chart = newChart();
  const telemetry = new Telemetry(chart, 'telemetry', {
    metadata: { name: 'mesh-default', namespace: 'istio-system' },
    tracing: [Tracing.sampling(10)],
  });
  telemetry.addTracing(Tracing.of({ mode: TelemetryMode.SERVER, disableSpanReporting: false }));
  telemetry.addMetrics(Metrics.prometheus());
  telemetry.addAccessLog(AccessLog.envoyFile());
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'mesh-default', namespace: 'istio-system' },
      spec: {
        tracing: [{ randomSamplingPercentage: 10 }, { match: { mode: 'SERVER' }, disableSpanReporting: false }],
        metrics: [{ providers: [{ name: 'prometheus' }] }],
        accessLogging: [{ providers: [{ name: 'envoy' }] }],
      },
    },
  ]);
});

test('older clusters get the oldest version that the kind has', () => {
  const app = new App();
  IstioApi.useVersion(app, IstioApiVersion.V1BETA1);
  const chart = new Chart(app, 'shop');
  new Telemetry(chart, 'telemetry');
  expect(Testing.synth(chart)[0]).toMatchObject({ apiVersion: 'telemetry.istio.io/v1alpha1', spec: {} });
});

test.each([
  ['labels', PolicyTarget.workloads({ app: 'a' }), { selector: { matchLabels: { app: 'a' } } }],
  [
    'a gateway',
    PolicyTarget.gateway('edge'),
    { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }] },
  ],
  [
    'the older field',
    PolicyTarget.targetRef(PolicyTarget.service('a')),
    { targetRef: { group: '', kind: 'Service', name: 'a' } },
  ],
])('a target by %s', (_, target, spec) => {
  expect(specOf({ target })).toEqual(spec);
});

test('empty lists, false and 0 are kept, and overrides come on top at each level', () => {
  expect(specOf({ tracing: [], metrics: [], accessLogging: [] })).toEqual({
    tracing: [],
    metrics: [],
    accessLogging: [],
  });
  expect(
    specOf({
      tracing: [Tracing.sampling(0, { enableIstioTags: false, customTags: {}, overrides: { novel: {} } })],
      metrics: [Metrics.inherited({ metricOverrides: [], overrides: { novel: [] } })],
      accessLogging: [AccessLog.inherited({ disabled: false, overrides: { match: { novel: 0 } } })],
      overrides: { novel: false },
    }),
  ).toEqual({
    tracing: [{ randomSamplingPercentage: 0, enableIstioTags: false, customTags: {}, novel: {} }],
    metrics: [{ overrides: [], novel: [] }],
    accessLogging: [{ disabled: false, match: { novel: 0 } }],
    novel: false,
  });
});

test('lists and maps that were passed in can change afterwards', () => {
  const chart = newChart();
  const tracing = [Tracing.sampling(1)];
  const metrics = [Metrics.prometheus()];
  const accessLogging = [AccessLog.envoyFile()];
  const overrides = { novel: { a: 1 } };
  new Telemetry(chart, 'telemetry', { tracing, metrics, accessLogging, overrides });
  const before = Testing.synth(chart);
  tracing.push(Tracing.sampling(2));
  metrics.pop();
  accessLogging.push(AccessLog.of('other'));
  overrides.novel.a = 2;
  expect(Testing.synth(chart)).toEqual(before);
});

test.each([
  ['A B', 'the name of a Telemetry must be a Kubernetes object name\n  received: "A B"'],
  ['a/b', 'the name of a Telemetry must be a Kubernetes object name\n  received: "a/b"'],
])('a Telemetry can not be named %s', (name, message) => {
  expect(() => new Telemetry(newChart(), 'telemetry', { metadata: { name } })).toThrow(`[shop/telemetry] ${message}`);
});

test('a target in another namespace is refused', () => {
  const elsewhere = new Chart(new App(), 'other', { namespace: 'other' });
  const service = new ApiObject(elsewhere, 'service', { apiVersion: 'v1', kind: 'Service' });
  const target = PolicyTarget.apiObject(service);
  expect(() => new Telemetry(newChart(), 'telemetry', { target })).toThrow('[shop/telemetry] a policy in namespace');
});

describe('an access log that hides an earlier one', () => {
  const { CLIENT, SERVER, CLIENT_AND_SERVER } = TelemetryMode;
  const refused: Array<[string, AccessLog, AccessLog]> = [
    ['of the same provider', AccessLog.of('a'), AccessLog.of('a', { filter: 'true' })],
    ['of more providers', AccessLog.of('a'), AccessLog.ofProviders(['b', 'a'])],
    ['for both sides', AccessLog.of('a', { mode: CLIENT }), AccessLog.of('a', { mode: CLIENT_AND_SERVER })],
    ['for the same side', AccessLog.of('a', { mode: SERVER }), AccessLog.of('a', { mode: SERVER })],
    ['that is inherited', AccessLog.inherited(), AccessLog.disabled()],
  ];
  test.each(refused)('%s is refused', (_, earlier, later) => {
    const telemetry = new Telemetry(newChart(), 'telemetry', { accessLogging: [earlier] });
    const action = () => telemetry.addAccessLog(later);
    expect(action).toThrow('[shop/telemetry] of several access logs for the same provider and side');
    expect(action).toThrow('\n  fix: join their filters');
  });

  const taken: Array<[string, AccessLog, AccessLog]> = [
    ['of another provider', AccessLog.of('a'), AccessLog.of('b')],
    ['of fewer providers', AccessLog.ofProviders(['a', 'b']), AccessLog.of('a')],
    ['for one side of two', AccessLog.of('a'), AccessLog.of('a', { mode: CLIENT, filter: 'true' })],
    ['for the other side', AccessLog.of('a', { mode: SERVER }), AccessLog.of('a', { mode: CLIENT })],
    ['beside an inherited one', AccessLog.inherited(), AccessLog.of('a')],
  ];
  test.each(taken)('%s is taken', (_, earlier, later) => {
    expect(specOf({ accessLogging: [earlier, later] }).accessLogging).toEqual([earlier._render(), later._render()]);
  });
});
