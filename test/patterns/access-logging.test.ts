import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { Backend } from '../../src/networking/backend';
import { AccessLogFormat } from '../../src/patterns/access-log-format';
import { AccessLogProvider } from '../../src/patterns/access-log-provider';
import { AccessLogging, AccessLoggingProps } from '../../src/patterns/access-logging';
import { Telemetry } from '../../src/telemetry/telemetry';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const collector = () => Backend.named('otel-collector', { namespace: 'observability', port: 4317 });
const build = (props?: AccessLoggingProps) => {
  const chart = newChart();
  const logging = new AccessLogging(chart, 'logs', props);
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return { logging, manifests, meshConfig: logging.meshConfig.settings };
};

test('the least: standard output, in JSON with the fields that tell the way of a request', () => {
  const { logging, manifests, meshConfig } = build();
  expect(manifests).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'shop-logs', namespace: 'shop' },
      spec: { accessLogging: [{ providers: [{ name: 'envoy' }] }] },
    },
  ]);
  expect(logging.telemetry.name).toBe('shop-logs');
  expect(meshConfig.accessLogEncoding).toBe('JSON');
  expect(JSON.parse(meshConfig.accessLogFormat as string)).toEqual({
    start_time: '%START_TIME%',
    method: '%REQ(:METHOD)%',
    authority: '%REQ(:AUTHORITY)%',
    path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
    protocol: '%PROTOCOL%',
    requested_server_name: '%REQUESTED_SERVER_NAME%',
    route_name: '%ROUTE_NAME%',
    upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
    upstream_host: '%UPSTREAM_HOST%',
    response_code: '%RESPONSE_CODE%',
    response_code_details: '%RESPONSE_CODE_DETAILS%',
    response_flags: '%RESPONSE_FLAGS%',
    connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
    upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
    downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
    downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
    duration: '%DURATION%',
    request_id: '%REQ(X-REQUEST-ID)%',
    x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
    user_agent: '%REQ(USER-AGENT)%',
  });
});

test('all that it takes', () => {
  const metadata = { labels: { team: 'web' }, annotations: { owner: 'web' } };
  const { manifests } = build({
    provider: AccessLogProvider.existing('als'),
    filter: 'response.code >= 400',
    mode: TelemetryMode.CLIENT,
    namespace: 'edge',
    target: PolicyTarget.workloads({ istio: 'public' }),
    name: 'errors',
    ...metadata,
  });
  expect(manifests).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'errors', namespace: 'edge', ...metadata },
      spec: {
        selector: { matchLabels: { istio: 'public' } },
        accessLogging: [
          {
            match: { mode: 'CLIENT' },
            providers: [{ name: 'als' }],
            filter: { expression: 'response.code >= 400' },
          },
        ],
      },
    },
  ]);
});

const STATUS = { status: '%RESPONSE_CODE%' };
test.each<[string, AccessLogProvider, string, object]>([
  [
    'standard output in text',
    AccessLogProvider.envoy(AccessLogFormat.text('%RESPONSE_CODE%')),
    'envoy',
    { accessLogEncoding: 'TEXT', accessLogFormat: '%RESPONSE_CODE%' },
  ],
  [
    'standard output with other fields',
    AccessLogProvider.envoy(AccessLogFormat.json(STATUS)),
    'envoy',
    { accessLogEncoding: 'JSON', accessLogFormat: '{"status":"%RESPONSE_CODE%"}' },
  ],
  ['what is there already', AccessLogProvider.existing('als'), 'als', {}],
  [
    'a file',
    AccessLogProvider.file('file', {
      path: '/var/log/a',
      format: AccessLogFormat.json(STATUS),
      omitEmptyValues: false,
    }),
    'file',
    {
      extensionProviders: [
        {
          name: 'file',
          envoyFileAccessLog: { path: '/var/log/a', logFormat: { labels: STATUS }, omitEmptyValues: false },
        },
      ],
    },
  ],
  [
    'standard output with a format of its own',
    AccessLogProvider.file('lines', { format: AccessLogFormat.text('%PROTOCOL%') }),
    'lines',
    {
      extensionProviders: [
        { name: 'lines', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { text: '%PROTOCOL%' } } },
      ],
    },
  ],
  [
    'a file in JSON',
    AccessLogProvider.file('json'),
    'json',
    {
      extensionProviders: [
        {
          name: 'json',
          envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: AccessLogFormat.ROUTING_FIELDS } },
        },
      ],
    },
  ],
  [
    'a collector',
    AccessLogProvider.otel('otel', collector()),
    'otel',
    {
      extensionProviders: [
        {
          name: 'otel',
          envoyOtelAls: {
            service: 'otel-collector.observability.svc.cluster.local',
            port: 4317,
            logFormat: { labels: AccessLogFormat.ROUTING_FIELDS },
          },
        },
      ],
    },
  ],
  [
    'a collector outside, with all that it takes',
    AccessLogProvider.otel('otel', Backend.host('otel.example.com', { port: 443 }), {
      format: AccessLogFormat.text('%RESPONSE_CODE%'),
      logName: 'edge',
      overrides: { futureField: { kept: 0 } },
    }),
    'otel',
    {
      extensionProviders: [
        {
          name: 'otel',
          envoyOtelAls: {
            service: 'otel.example.com',
            port: 443,
            logName: 'edge',
            logFormat: { text: '%RESPONSE_CODE%' },
            futureField: { kept: 0 },
          },
        },
      ],
    },
  ],
])('provider: %s', (_, provider, name, expected) => {
  const { manifests, meshConfig } = build({ provider });
  expect(provider.name).toBe(name);
  expect(manifests[0].spec).toEqual({ accessLogging: [{ providers: [{ name }] }] });
  expect(meshConfig).toEqual(expected);
});

test('the fields can be extended, and not be changed', () => {
  const fields = { ...AccessLogFormat.ROUTING_FIELDS, trace_id: '%TRACE_ID%' };
  const provider = AccessLogProvider.file('json', { format: AccessLogFormat.json(fields) });
  fields.trace_id = 'late';
  const [{ envoyFileAccessLog }] = build({ provider }).meshConfig.extensionProviders as never[];
  expect(envoyFileAccessLog).toMatchObject({ logFormat: { labels: { trace_id: '%TRACE_ID%' } } });
  expect(() => Object.assign(AccessLogFormat.ROUTING_FIELDS, { a: 'b' })).toThrow(TypeError);
});

test.each([
  '%START_TIME(%Y-%m-%d)%',
  '%REQ(X-REQUEST-ID?:PATH):20%',
  '100%% of %RESPONSE_CODE%',
  '%CEL(request.headers["a"].startsWith("b"))%',
  '%DYNAMIC_METADATA(envoy.lua:a)%%PROTOCOL%',
  'no operator',
])('the format %p is taken', (format) => {
  expect(() => AccessLogFormat.text(format)).not.toThrow();
});

test.each<[string, () => unknown, string, string]>([
  ['a percent sign alone', () => AccessLogFormat.text('50% of it'), 'a % that begins no operator', '"% of it"'],
  ['an operator without end', () => AccessLogFormat.text('%PROTOCOL'), 'a % that begins no operator', '"%PROTOCOL"'],
  ['brackets without end', () => AccessLogFormat.text('a %REQ(:PATH%'), 'a % that begins', '"%REQ(:PATH%"'],
  ['an operator in lower case', () => AccessLogFormat.text('%protocol%'), 'a % that begins', '"%protocol%"'],
  ['a length without number', () => AccessLogFormat.text('%REQ(a):%'), 'a % that begins', '"%REQ(a):%"'],
  ['an empty text', () => AccessLogFormat.text(''), 'the format of an access log must not be empty', '""'],
  ['no fields', () => AccessLogFormat.json({}), 'a JSON format needs fields', '{}'],
  [
    'a field with a percent sign',
    () => AccessLogFormat.json({ share: '5%' }),
    'the field share of an access log has a %',
    '"%"',
  ],
  ['a provider without a name', () => AccessLogProvider.file(''), 'an extension provider needs a name', '""'],
  [
    'a name of Istio',
    () => AccessLogProvider.otel('Envoy', collector()),
    'an extension provider needs a name',
    '"Envoy"',
  ],
])('%s is refused', (_, action, rule, received) => {
  const parts = misuseOf(action);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
});

const other = (chart: Chart) => new Telemetry(chart, 'other', { metadata: { name: 'other' } });
const MISUSES: Array<[string, (chart: Chart) => AccessLoggingProps, string, string]> = [
  [
    'a filter that is no CEL',
    () => ({ filter: 'response.code = 500' }),
    'must be a CEL expression',
    '"response.code = 500"',
  ],
  ['no provider', () => ({ provider: AccessLogProvider.existing('') }), 'the providers of an access log', '""'],
  [
    'a collector without namespace',
    () => ({ provider: AccessLogProvider.otel('otel', Backend.named('otel', { port: 4317 })) }),
    'the mesh config knows a provider by its full host name',
    '"otel"',
  ],
  [
    'a collector with a wildcard',
    () => ({ provider: AccessLogProvider.otel('otel', Backend.host('*.example.com', { port: 4317 })) }),
    'the mesh config knows a provider by its full host name',
    '"*.example.com"',
  ],
  [
    'a collector without a port',
    () => ({ provider: AccessLogProvider.otel('otel', Backend.host('otel.example.com')) }),
    'the mesh config needs the port of a provider',
    '"otel.example.com"',
  ],
  [
    'a place for what has one',
    (chart) => ({ telemetry: other(chart), namespace: 'edge', name: 'logs' }),
    'so these say nothing: namespace, name',
    '"telemetry other with namespace, name"',
  ],
  ['a name in capitals', () => ({ name: 'Logs' }), 'the name of a Telemetry', '"Logs"'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const given = props(new Chart(new App(), 'aside'));
  const parts = misuseOf(() => new AccessLogging(chart, 'logs', given));
  expect(parts.rule).toMatch(/^\[shop\/logs(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

test('a collector of the app needs its namespace', () => {
  const chart = new Chart(new App(), 'obs');
  const service = (id: string, namespace?: string) =>
    new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'otel', namespace } });
  const logging = (id: string, namespace?: string) =>
    new AccessLogging(chart, `logs-${id}`, {
      target: PolicyTarget.workloads({ app: 'web' }),
      provider: AccessLogProvider.otel('otel', Backend.apiObject(service(id, namespace), { port: 4317 })),
    });
  expect(() => logging('a')).toThrow('the mesh config knows a provider by its full host name');
  expect(JSON.stringify(logging('b', 'obs').meshConfig.settings)).toContain('"otel.obs.svc.cluster.local"');
});
