import { App, Chart, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { Backend } from '../../src/networking/backend';
import { AccessLogging } from '../../src/patterns/access-logging';
import { RequestTracing, RequestTracingProps } from '../../src/patterns/request-tracing';
import { TracingProvider } from '../../src/patterns/tracing-provider';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { TracingTag } from '../../src/telemetry/tracing-tag';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const collector = Backend.named('otel', { namespace: 'obs', port: 4317 });
const address = { service: 'otel.obs.svc.cluster.local', port: 4317 };
const build = (props: RequestTracingProps) => {
  const chart = newChart();
  const tracing = new RequestTracing(chart, 'traces', props);
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return { manifests, meshConfig: tracing.meshConfig };
};

test('all that it takes', () => {
  const metadata = { labels: { team: 'web' }, annotations: { owner: 'web' } };
  const { manifests, meshConfig } = build({
    provider: TracingProvider.opentelemetry('otel', collector),
    samplingPercentage: 10,
    tags: { tenant: TracingTag.header('x-tenant', { defaultValue: 'none' }) },
    mode: TelemetryMode.SERVER,
    target: PolicyTarget.workloads({ app: 'web' }),
    name: 'web',
    namespace: 'web',
    ...metadata,
  });
  expect(manifests).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'web', namespace: 'web', ...metadata },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        tracing: [
          {
            match: { mode: 'SERVER' },
            providers: [{ name: 'otel' }],
            randomSamplingPercentage: 10,
            customTags: { tenant: { header: { name: 'x-tenant', defaultValue: 'none' } } },
          },
        ],
      },
    },
  ]);
  expect(meshConfig.settings).toEqual({ extensionProviders: [{ name: 'otel', opentelemetry: address }] });
});

test.each<[string, RequestTracingProps, object, object]>([
  ['no request', { samplingPercentage: 0 }, { randomSamplingPercentage: 0 }, {}],
  ['no tags', { tags: {} }, { customTags: {} }, {}],
  ['what is there', { provider: TracingProvider.existing('jaeger') }, { providers: [{ name: 'jaeger' }] }, {}],
  [
    'Zipkin',
    {
      provider: TracingProvider.zipkin('zipkin', collector, { maxTagLength: 512, overrides: { path: '/spans' } }),
    },
    { providers: [{ name: 'zipkin' }] },
    { extensionProviders: [{ name: 'zipkin', zipkin: { ...address, maxTagLength: 512, path: '/spans' } }] },
  ],
])('tracing: %s', (_, props, expected, settings) => {
  const { manifests, meshConfig } = build(props);
  expect(manifests[0].spec).toEqual({ tracing: [expected] });
  expect(meshConfig.settings).toEqual(settings);
});

test('it shares a Telemetry with logs', () => {
  const chart = newChart();
  const { telemetry } = new AccessLogging(chart, 'logs');
  expect(() => new RequestTracing(chart, 'traces', { samplingPercentage: 1 })).toThrow('shop/logs/Telemetry in shop');
  new RequestTracing(chart, 'traces', { samplingPercentage: 1, telemetry });
  const manifests = Testing.synth(chart);
  expect(manifests).toHaveLength(1);
  expect(manifests[0].spec).toEqual({
    accessLogging: [{ providers: [{ name: 'envoy' }] }],
    tracing: [{ randomSamplingPercentage: 1 }],
  });
});

const MISUSES: Array<[string, RequestTracingProps, string, string]> = [
  ['nothing', { mode: TelemetryMode.CLIENT }, 'nothing is said of the traces', '["mode"]'],
  ['101 percent', { samplingPercentage: 101 }, 'the sampling of a tracing must be a percentage', '101'],
  ['a tag without name', { tags: { '': TracingTag.literal('a') } }, 'a tag of a tracing must have a name', '[""]'],
  ['no provider', { provider: TracingProvider.existing('') }, 'the provider of a tracing', '""'],
  [
    'a collector without port',
    { provider: TracingProvider.zipkin('zipkin', Backend.host('zipkin.example.com')) },
    'the mesh config needs the port of a provider',
    '"zipkin.example.com"',
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new RequestTracing(chart, 'traces', props));
  expect(parts.rule).toMatch(/^\[shop\/traces(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

test('a name of Istio is refused', () => {
  expect(misuseOf(() => TracingProvider.zipkin('prometheus', collector)).received).toBe('"prometheus"');
});
