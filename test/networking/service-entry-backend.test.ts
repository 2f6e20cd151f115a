import { App, Chart, Testing } from 'cdk8s';
import { Protocol } from '../../src/kernel/protocol';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { DestinationRule } from '../../src/networking/destination-rule';
import { ServiceEntry } from '../../src/networking/service-entry';

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });
const HTTP = { number: 80, protocol: Protocol.HTTP };
const HTTPS = { number: 443, protocol: Protocol.HTTPS };

test.each(['shop', 'other'])('the host is the same for objects in namespace %s', (namespace) => {
  const chart = newChart('shop');
  const backend = new ServiceEntry(chart, 'entry', { hosts: ['api.example.com'], ports: [HTTP] }).backend();
  const context = { owner: chart, namespace };
  expect(Destination.backend(backend)._render(context)).toEqual({ host: 'api.example.com' });
  expect(backend._identity).toBe(Backend.host('api.example.com')._identity);
});

test('a DestinationRule for a wildcard', () => {
  const chart = newChart();
  const entry = new ServiceEntry(chart, 'entry', { hosts: ['*.example.com'] });
  const rule = new DestinationRule(chart, 'rule', { backend: entry.backend() });
  expect(rule.toJson()).toMatchObject({ spec: { host: '*.example.com' } });
});

test('the ports are known with their protocols', () => {
  const entry = new ServiceEntry(newChart(), 'entry', { hosts: ['a.b'], ports: [HTTP, { number: 9000 }] });
  expect(entry.backend()._knownPorts()).toEqual([
    { number: 80, name: 'http-80', protocol: 'HTTP' },
    { number: 9000, name: 'port-9000', protocol: undefined },
  ]);
});

test('overrides of hosts and ports count', () => {
  const entry = new ServiceEntry(newChart(), 'entry', {
    hosts: ['a.b'],
    ports: [HTTP],
    overrides: { hosts: ['c.d'], ports: [{ number: 81, name: 'web', protocol: 'NOVEL' }] },
  });
  expect(entry.hosts).toEqual(['c.d']);
  expect(entry.backend({ host: 'c.d', port: 81 })._knownPorts()).toEqual([{ number: 81, name: 'web' }]);
});

test('a destination of an entry with several ports has to name one', () => {
  const chart = newChart();
  const entry = new ServiceEntry(chart, 'entry', { hosts: ['a.b', 'c.d'], ports: [HTTP, HTTPS] });
  const context = { owner: chart };
  expect(Destination.backend(entry.backend({ host: 'a.b', port: 443 }))._render(context)).toEqual({
    host: 'a.b',
    port: { number: 443 },
  });
  expect(() => Destination.backend(entry.backend({ host: 'c.d' }))._render(context)).toThrow(
    'has several ports, so a destination has to name one',
  );
});

test.each([
  [
    'none of several hosts',
    ['a.b', 'c.d'],
    {},
    'host must be given, because the ServiceEntry has several\n  received: ["a.b","c.d"]',
  ],
  [
    'a host that it does not have',
    ['*.b'],
    { host: 'a.b' },
    'host must be a host of the ServiceEntry, written the same\n  received: "a.b"',
  ],
  ['a host that looks like a Service', ['vm'], {}, 'host must have a dot, or routes take it for a Kubernetes Service'],
  [
    'a port that it does not have',
    ['a.b'],
    { port: 81 },
    'port must be a port of the ServiceEntry\n  received: 81\n  fix: choose one of [80]',
  ],
])('%s is refused', (_, hosts, options, message) => {
  const entry = new ServiceEntry(newChart(), 'entry', { hosts, ports: [HTTP] });
  const choose = () => entry.backend(options);
  expect(choose).toThrow(`[shop/entry] ${message}`);
  expect(choose).toThrow('\n  fix: ');
});

test('an existing entry is referred to in the chart’s namespace unless said otherwise', () => {
  const chart = newChart('shop');
  const hosts = ['a.b'];
  const entry = ServiceEntry.fromServiceEntryName(chart, 'a', 'api', { hosts });
  hosts.push('c.d');
  entry.hosts.push('e.f');
  expect(entry).toMatchObject({ name: 'api', namespace: 'shop', hosts: ['a.b'] });
  const elsewhere = ServiceEntry.fromServiceEntryName(chart, 'b', 'api', { hosts: ['a.b'], namespace: 'edge' });
  expect(elsewhere.namespace).toBe('edge');
  const destination = Destination.backend(entry.backend({ port: 12345 }));
  expect(destination._render({ owner: chart })).toEqual({ host: 'a.b', port: { number: 12345 } });
  expect(Testing.synth(chart)).toEqual([]);
});

test.each([
  ['a malformed name', 'A', { hosts: ['a.b'] }, 'the name of a ServiceEntry must be a Kubernetes object name'],
  ['a malformed namespace', 'a', { hosts: ['a.b'], namespace: 'a.b' }, 'the namespace of a ServiceEntry must be'],
  ['a malformed host', 'a', { hosts: ['a b'] }, 'a host of a ServiceEntry must be a DNS name'],
  ['no host', 'a', { hosts: [] }, 'hosts must have at least one entry'],
])('a reference with %s is refused', (_, name, options, message) => {
  expect(() => ServiceEntry.fromServiceEntryName(newChart(), 'a', name, options)).toThrow(`[shop/a] ${message}`);
});

test('a reference refuses ports that are none, and hosts that it was not told of', () => {
  const entry = ServiceEntry.fromServiceEntryName(newChart(), 'a', 'api', { hosts: ['a.b'] });
  expect(() => entry.backend({ port: 0 })).toThrow('[shop/a] port must be a port number\n  received: 0');
  expect(() => entry.backend({ host: 'c.d' })).toThrow('[shop/a] host must be a host of the ServiceEntry');
});
