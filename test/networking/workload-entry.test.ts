import { App, Chart, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { WorkloadEntry, WorkloadEntryProps } from '../../src/networking/workload-entry';

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });
const entryOf = (props: WorkloadEntryProps) => new WorkloadEntry(newChart(), 'entry', props);
const specOf = (props: WorkloadEntryProps): unknown => Testing.synth(Chart.of(entryOf(props)))[0].spec;

test('a virtual machine', () => {
  const chart = newChart('default');
  new WorkloadEntry(chart, 'entry', {
    metadata: { name: 'vm-1', labels: { team: 'web' } },
    address: '192.0.2.7',
    ports: { http: 8080 },
    labels: { app: 'vm' },
    serviceAccount: 'vm',
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: { name: 'vm-1', namespace: 'default', labels: { team: 'web' } },
      spec: { address: '192.0.2.7', ports: { http: 8080 }, labels: { app: 'vm' }, serviceAccount: 'vm' },
    },
  ]);
});

test.each<[string, WorkloadEntryProps]>([
  ['an IPv6 address', { address: '2001:db8::7' }],
  ['a name', { address: 'vm.example.com' }],
  ['a short name', { address: 'a' }],
  ['a socket', { address: 'unix:///run/app.sock' }],
  ['an abstract socket', { address: 'unix://@' }],
  ['a network alone', { network: 'far' }],
  ['an empty address with a network', { address: '', network: 'far' }],
  ['empty maps and nothing', { address: 'a', ports: {}, labels: {}, network: '', locality: '', weight: 0 }],
  ['limits', { address: 'a', ports: { a: 1, '0': 65535, ['p'.repeat(62)]: 2 }, weight: 4294967295 }],
])('%s', (_, props) => {
  expect(specOf(props)).toEqual(props);
});

test('the API version is that of the chart', () => {
  const chart = newChart();
  IstioApi.useVersion(chart, IstioApiVersion.V1ALPHA3);
  expect(new WorkloadEntry(chart, 'entry', { address: 'a' }).apiVersion).toBe('networking.istio.io/v1alpha3');
});

test('overrides reach the spec; false, 0, empty lists and maps are kept', () => {
  expect(specOf({ address: 'a', overrides: { novel: { list: [], no: false }, weight: 0, map: {} } })).toEqual({
    address: 'a',
    novel: { list: [], no: false },
    weight: 0,
    map: {},
  });
});

test('maps that were passed in can change afterwards', () => {
  const ports = { http: 1 };
  const labels = { app: 'a' };
  const overrides = { map: { a: 1 } };
  const entry = entryOf({ address: 'a', ports, labels, overrides });
  const before = Testing.synth(Chart.of(entry));
  ports.http = 2;
  labels.app = 'b';
  overrides.map.a = 2;
  expect(Testing.synth(Chart.of(entry))).toEqual(before);
});

const ports = Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`p${index}`, 1]));
const labels = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`l${index}`, '']));
const ADDRESS_RULE = 'spec.address must be an IP address, a DNS name without wildcard, or a Unix socket';

test.each<[string, WorkloadEntryProps, string]>([
  ['nothing', {}, 'spec must have an address or a network\n  received: {}'],
  ['an empty address and network', { address: '', network: '' }, 'spec must have an address or a network'],
  ['an address with a port', { address: '10.0.0.1:80' }, `${ADDRESS_RULE}\n  received: "10.0.0.1:80"`],
  ['a URL', { address: 'http://a.b' }, ADDRESS_RULE],
  ['a wildcard', { address: '*.a.b' }, ADDRESS_RULE],
  ['a subnet', { address: '10.0.0.0/8' }, ADDRESS_RULE],
  ['a relative socket', { address: 'unix://run/a' }, 'spec.address must be the absolute path of a socket'],
  ['a socket without a path', { address: 'unix://' }, 'spec.address must be the absolute path of a socket'],
  ['a folder', { address: 'unix:///run/' }, 'spec.address must be the absolute path of a socket'],
  ['an address that is too long', { address: `unix:///${'a'.repeat(249)}` }, 'spec.address must have at most 256'],
  ['a socket with ports', { address: 'unix:///a', ports: {} }, 'spec.ports must be left out for a Unix socket'],
  [
    'a port that is none',
    { address: 'a', ports: { http: 0 } },
    'spec.ports["http"] must be a port number\n  received: 0',
  ],
  [
    'a port name with a dot',
    { address: 'a', ports: { 'a.b': 1 } },
    'spec.ports must be a port name\n  received: "a.b"',
  ],
  ['a port name of 63', { address: 'a', ports: { ['p'.repeat(63)]: 1 } }, 'spec.ports must be a port name'],
  ['too many ports', { address: 'a', ports }, 'spec.ports must have at most 128 entries\n  received: 129'],
  ['too many labels', { address: 'a', labels }, 'spec.labels must have at most 256 entries\n  received: 257'],
  ['a malformed label', { address: 'a', labels: { a: 'b c' } }, 'spec.labels["a"] must be a label value'],
  ['a weight below zero', { address: 'a', weight: -1 }, 'spec.weight must be a whole number from 0 to 4294967295'],
  ['a weight of 33 bits', { address: 'a', weight: 4294967296 }, 'spec.weight must be a whole number'],
  ['a long network', { network: 'a'.repeat(2049) }, 'spec.network must have at most 2048 characters'],
  ['a long locality', { address: 'a', locality: 'a'.repeat(2049) }, 'spec.locality must have at most 2048'],
  [
    'a malformed account',
    { address: 'a', serviceAccount: 'A' },
    'spec.serviceAccount must be a Kubernetes object name',
  ],
  ['a malformed name', { address: 'a', metadata: { name: 'A' } }, 'the name of a WorkloadEntry must be'],
])('%s is refused', (_, props, message) => {
  const build = () => entryOf(props);
  expect(build).toThrow(`[shop/entry] ${message}`);
  expect(build).toThrow('\n  fix: ');
});
