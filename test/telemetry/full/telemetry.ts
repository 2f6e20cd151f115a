import { Chart, Duration } from 'cdk8s';
import { PolicyTarget } from '../../../src/kernel/policy-target';
import { AccessLog } from '../../../src/telemetry/access-log';
import { Metric } from '../../../src/telemetry/metric';
import { MetricOverride } from '../../../src/telemetry/metric-override';
import { MetricTag } from '../../../src/telemetry/metric-tag';
import { Metrics } from '../../../src/telemetry/metrics';
import { Telemetry } from '../../../src/telemetry/telemetry';
import { TelemetryMode } from '../../../src/telemetry/telemetry-mode';
import { Tracing } from '../../../src/telemetry/tracing';
import { TracingTag } from '../../../src/telemetry/tracing-tag';

const MODES = [TelemetryMode.CLIENT_AND_SERVER, TelemetryMode.CLIENT, TelemetryMode.SERVER];
const METRICS = [
  Metric.REQUEST_COUNT,
  Metric.REQUEST_DURATION,
  Metric.REQUEST_SIZE,
  Metric.RESPONSE_SIZE,
  Metric.TCP_OPENED_CONNECTIONS,
  Metric.TCP_CLOSED_CONNECTIONS,
  Metric.TCP_SENT_BYTES,
  Metric.TCP_RECEIVED_BYTES,
  Metric.GRPC_REQUEST_MESSAGES,
  Metric.GRPC_RESPONSE_MESSAGES,
  Metric.custom('mine'),
];

/** Telemetries that between them set every field and every enum value. */
export function build(chart: Chart): void {
  new Telemetry(chart, 'tracing', {
    target: PolicyTarget.workloads({ app: 'shop' }),
    tracing: [
      ...MODES.map((mode) => Tracing.disabled({ mode })),
      Tracing.sampling(12.5, {
        provider: 'collector',
        customTags: {
          a: TracingTag.literal('a'),
          b: TracingTag.environment('POD_NAME', { defaultValue: 'none' }),
          c: TracingTag.header('x-team', { defaultValue: '' }),
          d: TracingTag.formatter('%REQ(:AUTHORITY)%'),
        },
        disableContextPropagation: true,
        enableIstioTags: false,
        useRequestIdForTraceSampling: false,
      }),
    ],
  });

  const same = { namespace: '' };
  new Telemetry(chart, 'metrics', {
    target: PolicyTarget.targetRef(PolicyTarget.gateway('edge', same)),
    metrics: [
      Metrics.prometheus({
        reportingInterval: Duration.seconds(5),
        metricOverrides: [
          ...MODES.map((mode) => MetricOverride.enable(Metric.ALL_METRICS, { mode })),
          ...METRICS.map((metric) => MetricOverride.disable(metric)),
          MetricOverride.tags(Metric.REQUEST_COUNT, {
            host: MetricTag.upsert('request.host'),
            response_code: MetricTag.remove(),
          }),
        ],
      }),
    ],
  });

  new Telemetry(chart, 'logs', {
    target: PolicyTarget.several(PolicyTarget.service('shop', same)),
    accessLogging: [
      ...MODES.map((mode) => AccessLog.disabled({ mode })),
      AccessLog.envoyFile({ filter: 'response.code >= 400' }),
    ],
  });
}
