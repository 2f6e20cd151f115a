import { App, Chart } from 'cdk8s';
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

function entryOf(props: Partial<ServiceEntryProps>): ServiceEntry {
  return new ServiceEntry(new Chart(new App(), 'shop'), 'entry', { hosts: [HOST], ...props });
}

const static_ = (endpoint: Endpoint, ports: ServicePort[] = [HTTP]): Partial<ServiceEntryProps> => ({
  resolution: STATIC,
  ports,
  endpoints: [endpoint],
});
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

test.each<[string, Partial<ServiceEntryProps>, string]>([
  ['no hosts', { hosts: [] }, 'hosts must have at least one entry\n  received: []'],
  ['too many hosts', { hosts: many(257, (i) => `a${i}.b`) }, 'hosts must have at most 256 entries\n  received: 257'],
  ['every host', { hosts: ['*'] }, 'hosts[0] must not be a wildcard for everything\n  received: "*"'],
  ['a host twice', { hosts: [HOST, HOST] }, `hosts must not list anything twice\n  received: "${HOST}"`],
  [
    'a host with a port',
    { hosts: ['a.b:80'] },
    `a host of a ServiceEntry must be a DNS name\n  received: "a.b:80"\n  fix: leave out the port: 'a.b'`,
  ],
  ['half a label as a wildcard', { hosts: ['*-api.example.com'] }, 'a host of a ServiceEntry must be a DNS name'],
  [
    'a wildcard in the middle',
    { hosts: ['a.*.b'], resolution: DYNAMIC_DNS },
    'a host of a ServiceEntry must be a DNS name',
  ],
  [
    'a wildcard for DNS',
    { hosts: ['*.a.b'], resolution: DNS },
    'hosts[0] must not be a wildcard for resolution DNS without endpoints',
  ],
  [
    'a wildcard for DNS_ROUND_ROBIN',
    { hosts: ['a.b', '*.a.b'], resolution: DNS_ROUND_ROBIN, endpoints: [] },
    'hosts[1] must not be a wildcard for resolution DNS_ROUND_ROBIN',
  ],
  [
    'a whole name for DYNAMIC_DNS',
    { resolution: DYNAMIC_DNS },
    'hosts[0] must be a wildcard for resolution DYNAMIC_DNS',
  ],
  [
    'a malformed address',
    { addresses: ['10.0.0'] },
    'addresses[0] must be an IP address or subnet\n  received: "10.0.0"',
  ],
  ['an address twice', { addresses: ['10.0.0.1', '10.0.0.1'] }, 'addresses must not list anything twice'],
  ['too many addresses', { addresses: many(257, (i) => `10.0.${i}.1`) }, 'addresses must have at most 256 entries'],
  [
    'a subnet for DNS',
    { addresses: ['10.0.0.0/8'], resolution: DNS },
    'addresses must not have subnets for resolution DNS\n  received: "10.0.0.0/8"',
  ],
  [
    'addresses for DYNAMIC_DNS',
    { hosts: ['*.a.b'], addresses: ['10.0.0.1'], resolution: DYNAMIC_DNS },
    'addresses must be left out for resolution DYNAMIC_DNS',
  ],
  ['too many ports', { ports: many(257, (i) => ({ number: i + 1 })) }, 'ports must have at most 256 entries'],
  ['a port that is none', { ports: [{ number: 0 }] }, 'ports[0].number must be a port number\n  received: 0'],
  [
    'a target port that is none',
    { ports: [{ number: 1, targetPort: 65536 }] },
    'ports[0].targetPort must be a port number\n  received: 65536',
  ],
  [
    'a port name with a dot',
    { ports: [{ number: 1, name: 'a.b' }] },
    'ports[0].name must be a port name\n  received: "a.b"',
  ],
  [
    'a port name that is too long',
    { ports: [{ number: 1, name: 'a'.repeat(64) }] },
    'ports[0].name must be a port name',
  ],
  [
    'two ports of one name',
    { ports: [HTTP, { number: 81, name: 'http' }] },
    'ports[1] must differ from the other ports in name and number\n  received: {"number":81,"name":"http"}',
  ],
  [
    'two ports of one number',
    { ports: [HTTP, { number: 80, name: 'web' }] },
    'ports[1] must differ from the other ports',
  ],
  [
    'TCP for several hosts',
    { hosts: ['a.b', 'c.d'], resolution: DNS, ports: [{ number: 1, protocol: Protocol.TCP }] },
    'ports[0].protocol must be HTTP or TLS if there are several hosts',
  ],
  [
    'no protocol for several hosts',
    { hosts: ['a.b', 'c.d'], resolution: DNS, ports: [{ number: 1 }] },
    'ports[0].protocol must be HTTP or TLS',
  ],
  [
    'HTTPS for DYNAMIC_DNS',
    { hosts: ['*.a.b'], resolution: DYNAMIC_DNS, ports: [{ number: 1, protocol: Protocol.HTTPS }] },
    'ports[0].protocol must be one of HTTP, HTTP2, GRPC and TLS for resolution DYNAMIC_DNS\n  received: "HTTPS"',
  ],
  [
    'endpoints and no resolution',
    { endpoints: [{ address: '10.0.0.1' }] },
    'endpoints must be left out for resolution NONE',
  ],
  ['endpoints for NONE', { resolution: NONE, endpoints: [] }, 'endpoints must be left out for resolution NONE'],
  [
    'endpoints for DYNAMIC_DNS',
    { hosts: ['*.a.b'], resolution: DYNAMIC_DNS, endpoints: [{ address: 'a.b' }] },
    'endpoints must be left out for resolution DYNAMIC_DNS',
  ],
  [
    'two endpoints in turn',
    { resolution: DNS_ROUND_ROBIN, endpoints: [{ address: 'a.b' }, { address: 'c.d' }] },
    'endpoints must have at most 1 entries\n  received: 2',
  ],
  [
    'too many endpoints',
    { resolution: DNS, endpoints: many(4097, (i) => ({ address: `a${i}.b` })) },
    'endpoints must have at most 4096 entries',
  ],
  [
    'endpoints and a selector',
    { resolution: STATIC, endpoints: [], workloadSelector: {} },
    'workloadSelector must not go with endpoints',
  ],
  [
    'a selector and no resolution',
    { workloadSelector: { app: 'a' } },
    'workloadSelector does nothing for resolution NONE',
  ],
  [
    'a selector for DYNAMIC_DNS',
    { hosts: ['*.a.b'], resolution: DYNAMIC_DNS, workloadSelector: {} },
    'workloadSelector does nothing for resolution DYNAMIC_DNS',
  ],
  [
    'a malformed selector',
    { resolution: STATIC, workloadSelector: { app: 'a*' } },
    'workloadSelector.labels["app"] must be a label value',
  ],
  ['STATIC with nothing behind it', { resolution: STATIC }, 'endpoints must be given for resolution STATIC'],
  [
    'a name for STATIC',
    static_({ address: 'a.b' }),
    'endpoints[0].address must be an IP address or a Unix socket for resolution STATIC\n  received: "a.b"',
  ],
  [
    'a socket for two ports',
    static_({ address: 'unix:///a' }, [HTTP, { number: 81 }]),
    'endpoints[0] must be no Unix socket unless there is exactly one port',
  ],
  [
    'a socket for DNS',
    { resolution: DNS, endpoints: [{ address: 'unix:///a' }] },
    'endpoints[0].address must be a name or an IP address for resolution DNS',
  ],
  [
    'a network alone for DNS',
    { resolution: DNS, endpoints: [{ network: 'a' }] },
    'endpoints[0].address must be a name or an IP address for resolution DNS\n  received: nothing',
  ],
  [
    'an endpoint nowhere',
    static_({ weight: 1 }),
    'endpoints[0] must have an address or a network\n  received: {"weight":1}',
  ],
  [
    'a port that the entry does not have',
    static_({ address: '10.0.0.1', ports: { web: 1 } }),
    'endpoints[0].ports must name ports of the ServiceEntry\n  received: "web"\n  fix: choose one of ["http"]',
  ],
  ['an empty name in certificates', { subjectAltNames: ['a', ''] }, 'subjectAltNames[1] must not be empty'],
  [
    'an audience twice',
    { exportTo: [ExportTo.ownNamespace(), ExportTo.ownNamespace()] },
    'exportTo must list each namespace once',
  ],
  [
    'nobody and somebody',
    { exportTo: [ExportTo.nowhere(), ExportTo.ownNamespace()] },
    `'~' must be the only entry of exportTo`,
  ],
])('%s is refused', (_, props, message) => {
  const build = () => entryOf(props);
  expect(build).toThrow(`[shop/entry] ${message}`);
  expect(build).toThrow('\n  fix: ');
});

test('a name that Kubernetes does not take is refused', () => {
  expect(() => entryOf({ metadata: { name: 'A' } })).toThrow('[shop/entry] the name of a ServiceEntry must be');
});

test.each([
  ['a', true],
  ['None', false],
])('a waypoint named %s', (waypoint, isRefused) => {
  const entry = entryOf({
    metadata: { labels: { 'istio.io/use-waypoint': waypoint } },
    hosts: ['*.a.b'],
    resolution: DYNAMIC_DNS,
    location: ServiceEntryLocation.MESH_INTERNAL,
  });
  expect(entry.node.validate()).toEqual(
    isRefused
      ? [expect.stringContaining(`must not use a waypoint\n  received: "istio.io/use-waypoint: ${waypoint}"`)]
      : [],
  );
});
