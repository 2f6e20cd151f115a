import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { Protocol } from '../../src/kernel/protocol';
import { Endpoint } from '../../src/networking/endpoint';
import { ExportTo } from '../../src/networking/export-to';
import { ServiceEntry } from '../../src/networking/service-entry';
import { ServiceEntryLocation } from '../../src/networking/service-entry-location';
import { ServiceEntryProps } from '../../src/networking/service-entry-props';
import { ServiceEntryResolution } from '../../src/networking/service-entry-resolution';
import { ServicePort } from '../../src/networking/service-port';

const { NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS } = ServiceEntryResolution;
const HOST = 'api.example.com';
const HTTP: ServicePort = { number: 80, name: 'http', protocol: Protocol.HTTP };

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });

function entryOf(props: Partial<ServiceEntryProps>, namespace?: string): ServiceEntry {
  return new ServiceEntry(newChart(namespace), 'entry', { hosts: [HOST], ...props });
}

function specOf(props: Partial<ServiceEntryProps>, namespace?: string): unknown {
  return Testing.synth(Chart.of(entryOf(props, namespace)))[0].spec;
}

test('an external API', () => {
  const chart = newChart('default');
  new ServiceEntry(chart, 'entry', {
    metadata: { name: 'partner', labels: { team: 'web' } },
    hosts: [HOST],
    location: ServiceEntryLocation.MESH_EXTERNAL,
    resolution: DNS,
    ports: [{ number: 443, protocol: Protocol.TLS }],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'partner', namespace: 'default', labels: { team: 'web' } },
      spec: {
        hosts: [HOST],
        ports: [{ number: 443, name: 'tls-443', protocol: 'TLS' }],
        location: 'MESH_EXTERNAL',
        resolution: 'DNS',
      },
    },
  ]);
});

test('a service on virtual machines', () => {
  expect(
    specOf({
      addresses: ['10.9.0.1', '10.9.1.0/24', '2001:db8::/32'],
      ports: [HTTP, { number: 9000, targetPort: 9001 }],
      location: ServiceEntryLocation.MESH_INTERNAL,
      resolution: STATIC,
      endpoints: [
        { address: '10.9.1.1', ports: { http: 8080 }, labels: { app: 'vm' }, weight: 0, serviceAccount: 'vm' },
        { address: '2001:db8::1', locality: 'r/z' },
        { network: 'far' },
      ],
      exportTo: [ExportTo.ownNamespace(), ExportTo.namespace('edge')],
      subjectAltNames: ['spiffe://cluster.local/ns/a/sa/b'],
    }),
  ).toEqual({
    hosts: [HOST],
    addresses: ['10.9.0.1', '10.9.1.0/24', '2001:db8::/32'],
    ports: [
      { number: 80, name: 'http', protocol: 'HTTP' },
      { number: 9000, name: 'port-9000', targetPort: 9001 },
    ],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    endpoints: [
      { address: '10.9.1.1', ports: { http: 8080 }, labels: { app: 'vm' }, weight: 0, serviceAccount: 'vm' },
      { address: '2001:db8::1', locality: 'r/z' },
      { network: 'far' },
    ],
    exportTo: ['.', 'edge'],
    subjectAltNames: ['spiffe://cluster.local/ns/a/sa/b'],
  });
});

test.each<[string, Partial<ServiceEntryProps>, object]>([
  ['nothing but a host', {}, {}],
  [
    'empty lists',
    { addresses: [], ports: [], exportTo: [], subjectAltNames: [] },
    { addresses: [], ports: [], exportTo: [], subjectAltNames: [] },
  ],
  ['no endpoints on purpose', { resolution: STATIC, endpoints: [] }, { resolution: 'STATIC', endpoints: [] }],
  [
    'all workloads',
    { resolution: STATIC, workloadSelector: {} },
    { resolution: 'STATIC', workloadSelector: { labels: {} } },
  ],
  [
    'chosen workloads',
    { resolution: DNS, workloadSelector: { app: 'a' } },
    { resolution: 'DNS', workloadSelector: { labels: { app: 'a' } } },
  ],
  [
    'traffic as it comes',
    { resolution: NONE, addresses: ['10.0.0.0/8'] },
    { resolution: 'NONE', addresses: ['10.0.0.0/8'] },
  ],
  ['visible nowhere', { exportTo: [ExportTo.nowhere()] }, { exportTo: ['~'] }],
  [
    'a socket',
    { resolution: STATIC, ports: [HTTP], endpoints: [{ address: 'unix://@app' }] },
    { resolution: 'STATIC', ports: [HTTP], endpoints: [{ address: 'unix://@app' }] },
  ],
  [
    'another name to look up',
    { resolution: DNS, endpoints: [{ address: 'eu.example.com' }, { address: '10.0.0.1' }] },
    { resolution: 'DNS', endpoints: [{ address: 'eu.example.com' }, { address: '10.0.0.1' }] },
  ],
  [
    'one name in turn',
    { resolution: DNS_ROUND_ROBIN, endpoints: [{ address: 'eu.example.com', labels: {}, ports: {} }] },
    { resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'eu.example.com', labels: {}, ports: {} }] },
  ],
])('%s', (_, props, spec) => {
  expect(specOf(props)).toEqual({ hosts: [HOST], ...spec });
});

test.each<[string, Partial<ServiceEntryProps>]>([
  ['a wildcard', { hosts: ['*.example.com'] }],
  [
    'a wildcard with endpoints',
    { hosts: ['*.example.com'], resolution: DNS, endpoints: [{ address: 'www.example.com' }] },
  ],
  [
    'wildcards by their requests',
    { hosts: ['*.example.com', '*-api.example.com', '*api.example.org'], resolution: DYNAMIC_DNS, ports: [HTTP] },
  ],
  ['a short name', { hosts: ['vm'] }],
  [
    'several that SNI tells apart',
    { hosts: ['a.example.com', 'b.example.com'], resolution: DNS, ports: [{ number: 443, protocol: Protocol.HTTPS }] },
  ],
  [
    'several that need not be told apart',
    { hosts: ['a.example.com', 'b.example.com'], ports: [{ number: 25, protocol: Protocol.TCP }] },
  ],
])('hosts: %s', (_, props) => {
  expect(specOf(props)).toMatchObject({ hosts: props.hosts });
});

test.each([
  [IstioApiVersion.V1, 'networking.istio.io/v1'],
  [IstioApiVersion.V1BETA1, 'networking.istio.io/v1beta1'],
  [IstioApiVersion.V1ALPHA3, 'networking.istio.io/v1alpha3'],
])('the API version %s', (version, apiVersion) => {
  const chart = newChart();
  IstioApi.useVersion(chart, version);
  expect(new ServiceEntry(chart, 'entry', { hosts: [HOST] }).apiVersion).toBe(apiVersion);
});

test('overrides reach the spec, a port and an endpoint; false, 0, empty lists and maps are kept', () => {
  const endpoint: Endpoint = { address: '10.0.0.1', overrides: { novel: false, list: [] } };
  const ports = [{ ...HTTP, overrides: { targetPort: undefined, novel: 0 } }];
  expect(
    specOf({ resolution: STATIC, ports, endpoints: [endpoint], overrides: { novel: {}, resolution: 'NEW' } }),
  ).toEqual({
    hosts: [HOST],
    ports: [{ ...HTTP, novel: 0 }],
    resolution: 'NEW',
    endpoints: [{ address: '10.0.0.1', novel: false, list: [] }],
    novel: {},
  });
});

test('lists and maps that were passed in can change afterwards', () => {
  const hosts = [HOST];
  const addresses = ['10.0.0.1'];
  const labels = { app: 'a' };
  const endpointPorts: { [name: string]: number } = { http: 8080 };
  const endpoints: Endpoint[] = [{ address: '10.0.0.2', labels, ports: endpointPorts }];
  const ports = [HTTP];
  const exportTo = [ExportTo.ownNamespace()];
  const subjectAltNames = ['a'];
  const overrides = { map: { a: 1 } };
  const entry = entryOf({
    hosts,
    addresses,
    ports,
    endpoints,
    resolution: STATIC,
    exportTo,
    subjectAltNames,
    overrides,
  });
  const before = Testing.synth(Chart.of(entry));
  hosts.push('b.example.com');
  entry.hosts.push('c.example.com');
  addresses.push('10.0.0.3');
  labels.app = 'b';
  endpointPorts.http = 1;
  endpoints.push({ address: '10.0.0.4' });
  ports.push({ number: 81 });
  exportTo.push(ExportTo.everywhere());
  subjectAltNames.push('b');
  overrides.map.a = 2;
  expect(Testing.synth(Chart.of(entry))).toEqual(before);
});

test('every host and address comes out as it went in', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
  fc.assert(
    fc.property(
      fc.uniqueArray(host, { minLength: 1 }),
      fc.uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6())),
      (hosts, addresses) => {
        expect(specOf({ hosts, addresses })).toEqual({ hosts, addresses });
      },
    ),
    { numRuns: 50 },
  );
});

test('a patch that comes later still counts', () => {
  const entry = entryOf({});
  ApiObject.of(entry).addJsonPatch(JsonPatch.add('/spec/novel', 1));
  expect(Testing.synth(Chart.of(entry))[0].spec).toEqual({ hosts: [HOST], novel: 1 });
});
