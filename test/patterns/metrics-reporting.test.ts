import { App, Chart, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { MetricsReporting, MetricsReportingProps } from '../../src/patterns/metrics-reporting';
import { Metric } from '../../src/telemetry/metric';
import { MetricOverride } from '../../src/telemetry/metric-override';
import { MetricTag } from '../../src/telemetry/metric-tag';
import { Telemetry } from '../../src/telemetry/telemetry';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const build = (props: MetricsReportingProps) => {
  const chart = newChart();
  new MetricsReporting(chart, 'metrics', props);
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const tags = { host: MetricTag.upsert('request.host'), source_version: MetricTag.remove() };
const tagOverrides = { host: { operation: 'UPSERT', value: 'request.host' }, source_version: { operation: 'REMOVE' } };

test('all that it takes: tags come first, what is disabled last', () => {
  const metadata = { labels: { team: 'web' }, annotations: { owner: 'web' } };
  expect(
    build({
      tags,
      tagged: [Metric.REQUEST_COUNT, Metric.custom('mine')],
      disabled: [Metric.REQUEST_SIZE, Metric.ALL_METRICS],
      changes: [MetricOverride.enable(Metric.REQUEST_DURATION)],
      mode: TelemetryMode.SERVER,
      provider: 'prom',
      target: PolicyTarget.workloads({ app: 'web' }),
      name: 'web',
      namespace: 'web',
      ...metadata,
    }),
  ).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'web', namespace: 'web', ...metadata },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        metrics: [
          {
            providers: [{ name: 'prom' }],
            overrides: [
              { match: { metric: 'REQUEST_COUNT', mode: 'SERVER' }, tagOverrides },
              { match: { customMetric: 'mine', mode: 'SERVER' }, tagOverrides },
              { match: { metric: 'REQUEST_DURATION' }, disabled: false },
              { match: { metric: 'REQUEST_SIZE', mode: 'SERVER' }, disabled: true },
              { match: { metric: 'ALL_METRICS', mode: 'SERVER' }, disabled: true },
            ],
          },
        ],
      },
    },
  ]);
});

test.each<[string, MetricsReportingProps, object[]]>([
  ['tags of all', { tags }, [{ match: { metric: 'ALL_METRICS' }, tagOverrides }]],
  ['a metric less', { disabled: [Metric.REQUEST_SIZE] }, [{ match: { metric: 'REQUEST_SIZE' }, disabled: true }]],
  [
    'one change',
    { changes: [MetricOverride.disable(Metric.ALL_METRICS)] },
    [{ match: { metric: 'ALL_METRICS' }, disabled: true }],
  ],
])('metrics: %s', (_, props, overrides) => {
  expect(build(props)[0].spec).toEqual({ metrics: [{ providers: [{ name: 'prometheus' }], overrides }] });
});

test('it is added to a Telemetry that is there', () => {
  const chart = newChart();
  const telemetry = new Telemetry(chart, 'telemetry');
  const metrics = new MetricsReporting(chart, 'metrics', { telemetry, disabled: [Metric.REQUEST_SIZE] });
  expect(metrics.telemetry).toBe(telemetry);
  expect(Testing.synth(chart)).toHaveLength(1);
  expect(Testing.synth(chart)[0].spec.metrics).toHaveLength(1);
});

const MISUSES: Array<[string, MetricsReportingProps, string, string]> = [
  ['nothing', {}, 'nothing is changed in the metrics', '[]'],
  ['empty lists', { disabled: [], changes: [] }, 'nothing is changed in the metrics', '[]'],
  ['metrics without tags', { tagged: [Metric.REQUEST_COUNT] }, 'names the metrics whose', '"no tags"'],
  ['tags of no metrics', { tags, tagged: [] }, 'names the metrics whose', '[]'],
  ['a tag without name', { tags: { '': MetricTag.remove() } }, 'a tag of a metric must have a name', '[""]'],
  ['no provider', { tags, provider: '' }, 'the providers of metrics', '""'],
  [
    'a metric after all were disabled',
    { disabled: [Metric.ALL_METRICS, Metric.REQUEST_SIZE] },
    'a change must not come after one that disables ALL_METRICS',
    '"a change after number 1"',
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new MetricsReporting(chart, 'metrics', props));
  expect(parts.rule).toMatch(/^\[shop\/metrics(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});
