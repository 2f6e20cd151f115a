import { App, Chart, Duration, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { ProbeScheme, ReadinessProbe } from '../../src/networking/readiness-probe';
import { WorkloadGroup, WorkloadGroupProps } from '../../src/networking/workload-group';

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });
const groupOf = (props: WorkloadGroupProps) => new WorkloadGroup(newChart(), 'group', props);
const specOf = (props: WorkloadGroupProps): unknown => Testing.synth(Chart.of(groupOf(props)))[0].spec;

test('virtual machines', () => {
  const chart = newChart('default');
  new WorkloadGroup(chart, 'group', {
    metadata: { name: 'vms', annotations: { team: 'web' } },
    workloadMetadata: { labels: { app: 'vm' }, annotations: { owner: '' } },
    template: { serviceAccount: 'vm', ports: { http: 8080 } },
    probe: ReadinessProbe.httpGet(8080, { path: '/healthy', period: Duration.minutes(1) }),
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadGroup',
      metadata: { name: 'vms', namespace: 'default', annotations: { team: 'web' } },
      spec: {
        metadata: { labels: { app: 'vm' }, annotations: { owner: '' } },
        template: { serviceAccount: 'vm', ports: { http: 8080 } },
        probe: { httpGet: { port: 8080, path: '/healthy' }, periodSeconds: 60 },
      },
    },
  ]);
});

test.each<[string, WorkloadGroupProps, object]>([
  ['nothing', {}, { template: {} }],
  ['empty metadata', { workloadMetadata: {} }, { template: {}, metadata: {} }],
  [
    'empty maps',
    { workloadMetadata: { labels: {}, annotations: {} }, template: { labels: {}, ports: {}, weight: 0 } },
    { template: { labels: {}, ports: {}, weight: 0 }, metadata: { labels: {}, annotations: {} } },
  ],
  [
    'a network',
    { template: { network: 'far', overrides: { novel: false } } },
    { template: { network: 'far', novel: false } },
  ],
  ['a socket', { template: { address: 'unix:///a' } }, { template: { address: 'unix:///a' } }],
  ['overrides', { overrides: { template: { novel: 0 }, list: [] } }, { template: { novel: 0 }, list: [] }],
])('%s', (_, props, spec) => {
  expect(specOf(props)).toEqual(spec);
});

const zero = Duration.seconds(0);

test.each<[string, ReadinessProbe, object]>([
  ['HTTP', ReadinessProbe.httpGet(80), { httpGet: { port: 80 } }],
  [
    'HTTPS with headers',
    ReadinessProbe.httpGet(443, {
      scheme: ProbeScheme.HTTPS,
      path: '',
      host: '127.0.0.1',
      httpHeaders: [
        { name: 'X-A', value: '1' },
        { name: 'X-A', value: '' },
      ],
    }),
    {
      httpGet: {
        port: 443,
        scheme: 'HTTPS',
        path: '',
        host: '127.0.0.1',
        httpHeaders: [
          { name: 'X-A', value: '1' },
          { name: 'X-A', value: '' },
        ],
      },
    },
  ],
  ['no headers', ReadinessProbe.httpGet(80, { httpHeaders: [] }), { httpGet: { port: 80, httpHeaders: [] } }],
  ['TCP', ReadinessProbe.tcpSocket(1), { tcpSocket: { port: 1 } }],
  ['TCP elsewhere', ReadinessProbe.tcpSocket(1, { host: 'a' }), { tcpSocket: { port: 1, host: 'a' } }],
  ['a command', ReadinessProbe.exec(['a', ' ']), { exec: { command: ['a', ' '] } }],
  ['gRPC', ReadinessProbe.grpc(1), { grpc: { port: 1 } }],
  ['gRPC for one service', ReadinessProbe.grpc(1, { service: '' }), { grpc: { port: 1, service: '' } }],
  [
    'zeros',
    ReadinessProbe.tcpSocket(1, {
      initialDelay: zero,
      timeout: zero,
      period: zero,
      successThreshold: 0,
      failureThreshold: 0,
    }),
    {
      tcpSocket: { port: 1 },
      initialDelaySeconds: 0,
      timeoutSeconds: 0,
      periodSeconds: 0,
      successThreshold: 0,
      failureThreshold: 0,
    },
  ],
  ['overrides', ReadinessProbe.grpc(1, { overrides: { grpc: { novel: [] } } }), { grpc: { port: 1, novel: [] } }],
])('a probe by %s', (_, probe, rendered) => {
  expect(specOf({ probe })).toEqual({ template: {}, probe: rendered });
});

test('the API version is that of the chart', () => {
  const chart = newChart();
  IstioApi.useVersion(chart, IstioApiVersion.V1BETA1);
  expect(new WorkloadGroup(chart, 'group').apiVersion).toBe('networking.istio.io/v1beta1');
});

test('lists and maps that were passed in can change afterwards', () => {
  const labels = { app: 'a' };
  const annotations = { a: 'b' };
  const httpHeaders = [{ name: 'a', value: 'b' }];
  const command = ['a'];
  const overrides = { map: { a: 1 } };
  const chart = newChart();
  const probe = ReadinessProbe.httpGet(80, { httpHeaders, overrides });
  new WorkloadGroup(chart, 'a', { workloadMetadata: { labels, annotations }, template: { labels }, probe });
  new WorkloadGroup(chart, 'b', { probe: ReadinessProbe.exec(command), overrides });
  const before = Testing.synth(chart);
  labels.app = 'b';
  annotations.a = 'c';
  httpHeaders[0].value = 'c';
  httpHeaders.push({ name: 'c', value: 'd' });
  command.push('b');
  overrides.map.a = 2;
  expect(Testing.synth(chart)).toEqual(before);
});

const map = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`a${index}`, '']));

test.each<[string, WorkloadGroupProps, string]>([
  ['a socket with ports', { template: { address: 'unix:///a', ports: { a: 1 } } }, 'template.ports must be left out'],
  ['a malformed address', { template: { address: 'a b' } }, 'template.address must be an IP address'],
  [
    'a malformed label',
    { workloadMetadata: { labels: { 'a b': '' } } },
    'workloadMetadata.labels must have label names',
  ],
  ['too many labels', { workloadMetadata: { labels: map } }, 'workloadMetadata.labels must have at most 256 entries'],
  [
    'too many annotations',
    { workloadMetadata: { annotations: map } },
    'workloadMetadata.annotations must have at most',
  ],
  ['a malformed name', { metadata: { name: 'A' } }, 'the name of a WorkloadGroup must be a Kubernetes object name'],
])('%s is refused', (_, props, message) => {
  const build = () => groupOf(props);
  expect(build).toThrow(`[shop/group] ${message}`);
  expect(build).toThrow('\n  fix: ');
});

test.each<[string, () => ReadinessProbe, string]>([
  ['an HTTP port', () => ReadinessProbe.httpGet(0), 'probe.httpGet.port must be a port number\n  received: 0'],
  [
    'a TCP port',
    () => ReadinessProbe.tcpSocket(99999),
    'probe.tcpSocket.port must be a port number\n  received: 99999',
  ],
  ['a gRPC port', () => ReadinessProbe.grpc(1.5), 'probe.grpc.port must be a port number\n  received: 1.5'],
  ['no command', () => ReadinessProbe.exec([]), 'probe.exec.command must name a program\n  received: []'],
  ['an empty argument', () => ReadinessProbe.exec(['a', '']), 'probe.exec.command[1] must not be empty'],
  [
    'a header',
    () => ReadinessProbe.httpGet(80, { httpHeaders: [{ name: 'X A', value: '' }] }),
    'probe.httpGet.httpHeaders[0].name must be a header name\n  received: "X A"',
  ],
  [
    'a header without a name',
    () => ReadinessProbe.httpGet(80, { httpHeaders: [{ name: '', value: '' }] }),
    'probe.httpGet.httpHeaders[0].name must be a header name\n  received: ""',
  ],
  [
    'a part of a second',
    () => ReadinessProbe.exec(['a'], { period: Duration.millis(1500) }),
    'probe.period must be whole seconds\n  received: "1500ms"',
  ],
  [
    'a threshold below zero',
    () => ReadinessProbe.exec(['a'], { failureThreshold: -1 }),
    'probe.failureThreshold must be a whole number from 0 to 2147483647\n  received: -1',
  ],
  [
    'half a success',
    () => ReadinessProbe.exec(['a'], { successThreshold: 0.5 }),
    'probe.successThreshold must be a whole number from 0 to 2147483647\n  received: 0.5',
  ],
])('a probe with %s is refused', (_, build, message) => {
  expect(build).toThrow(message);
  expect(build).toThrow('\n  fix: ');
});
