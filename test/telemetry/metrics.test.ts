import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Metric } from '../../src/telemetry/metric';
import { MetricOverride } from '../../src/telemetry/metric-override';
import { MetricTag } from '../../src/telemetry/metric-tag';
import { Metrics } from '../../src/telemetry/metrics';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';

const { CLIENT, SERVER } = TelemetryMode;

test.each([
  ['of', Metrics.of('own'), { providers: [{ name: 'own' }] }],
  ['ofProviders', Metrics.ofProviders(['a', 'b']), { providers: [{ name: 'a' }, { name: 'b' }] }],
  ['prometheus', Metrics.prometheus(), { providers: [{ name: 'prometheus' }] }],
  ['inherited', Metrics.inherited({ reportingInterval: Duration.millis(1500) }), { reportingInterval: '1500ms' }],
])('Metrics.%s', (_, metrics, rendered) => {
  expect(metrics._render()).toEqual(rendered);
});

test.each([
  ['disabled', MetricOverride.disable(Metric.REQUEST_SIZE), { match: { metric: 'REQUEST_SIZE' }, disabled: true }],
  [
    'enabled on one side',
    MetricOverride.enable(Metric.ALL_METRICS, { mode: SERVER }),
    { match: { metric: 'ALL_METRICS', mode: 'SERVER' }, disabled: false },
  ],
  [
    'with other tags',
    MetricOverride.tags(Metric.custom('mine'), {
      host: MetricTag.upsert('request.host'),
      stage: MetricTag.literal('it\'s "prod"'),
      response_code: MetricTag.remove(),
    }),
    {
      match: { customMetric: 'mine' },
      tagOverrides: {
        host: { operation: 'UPSERT', value: 'request.host' },
        stage: { operation: 'UPSERT', value: '"it\'s \\"prod\\""' },
        response_code: { operation: 'REMOVE' },
      },
    },
  ],
  [
    'with no tags named, on again, and more',
    MetricOverride.tags(Metric.REQUEST_COUNT, {}, { disabled: false, overrides: { match: { novel: 0 } } }),
    { match: { metric: 'REQUEST_COUNT', novel: 0 }, disabled: false, tagOverrides: {} },
  ],
])('a metric %s', (_, change, rendered) => {
  expect(change._render()).toEqual(rendered);
});

test('what was passed in and what was rendered can change afterwards', () => {
  const tags: { [name: string]: MetricTag } = { a: MetricTag.remove() };
  const metricOverrides = [MetricOverride.tags(Metric.REQUEST_COUNT, tags)];
  const metrics = Metrics.prometheus({ metricOverrides });
  const before = JSON.stringify(metrics._render());
  tags.b = MetricTag.remove();
  metricOverrides.pop();
  metrics._render().overrides?.pop();
  expect(JSON.stringify(metrics._render())).toBe(before);
});

test('every text becomes a literal that is a valid expression', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { value } = MetricTag.literal(text)._render();
      expect(MetricTag.upsert(value!)._render().value).toBe(value);
      expect(JSON.parse(value!)).toBe(text);
    }),
  );
});

test.each([
  [MetricOverride.disable(Metric.ALL_METRICS), MetricOverride.enable(Metric.REQUEST_COUNT)],
  [MetricOverride.disable(Metric.ALL_METRICS, { mode: CLIENT }), MetricOverride.tags(Metric.REQUEST_COUNT, {})],
  [MetricOverride.disable(Metric.ALL_METRICS), MetricOverride.disable(Metric.REQUEST_COUNT, { mode: SERVER })],
])('a change after all metrics were disabled is refused (%#)', (...metricOverrides) => {
  const action = () => Metrics.prometheus({ metricOverrides });
  expect(action).toThrow('a change must not come after one that disables ALL_METRICS');
  expect(action).toThrow('\n  fix: disable the metrics that are not wanted one by one');
});

test.each([
  [MetricOverride.tags(Metric.REQUEST_COUNT, {}), MetricOverride.disable(Metric.ALL_METRICS)],
  [
    MetricOverride.disable(Metric.ALL_METRICS, { mode: CLIENT }),
    MetricOverride.enable(Metric.REQUEST_COUNT, { mode: SERVER }),
  ],
  [MetricOverride.disable(Metric.ALL_METRICS, { mode: CLIENT }), MetricOverride.disable(Metric.ALL_METRICS)],
])('a change that switches nothing on by accident is taken (%#)', (...metricOverrides) => {
  const rendered = metricOverrides.map((change) => change._render());
  expect(Metrics.prometheus({ metricOverrides })._render().overrides).toEqual(rendered);
});

test.each([
  ['no provider', () => Metrics.ofProviders([]), 'the providers of metrics must name a provider\n  received: []'],
  ['an empty name', () => Metrics.of(''), 'the providers of metrics must name extension providers\n  received: ""'],
  ['a metric without name', () => Metric.custom(''), 'a custom metric must have a name\n  received: ""'],
  ['an empty value', () => MetricTag.upsert(''), 'the value of a metric tag must be a CEL expression\n  received: ""'],
  [
    'a tag without name',
    () => MetricOverride.tags(Metric.ALL_METRICS, { '': MetricTag.remove() }),
    'a tag of a metric must have a name\n  received: [""]',
  ],
  [
    'no time',
    () => Metrics.prometheus({ reportingInterval: Duration.millis(0) }),
    'the reportingInterval of metrics must be at least 1ms\n  received: "0s"',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow('\n  fix: ');
});
