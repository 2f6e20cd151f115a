import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Backend } from '../../src/networking/backend';
import { EgressHost } from '../../src/networking/egress-host';
import { ServiceEntry } from '../../src/networking/service-entry';
import { Sidecar } from '../../src/networking/sidecar';

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });

function render(hosts: EgressHost[], chart = newChart('shop')): string[] {
  new Sidecar(chart, 'sidecar', { egress: [{ hosts }] });
  return Testing.synth(chart).find((manifest) => manifest.kind === 'Sidecar').spec.egress[0].hosts;
}

test.each([
  ['everything', EgressHost.all(), '*/*'],
  ['the own namespace', EgressHost.ownNamespace(), './*'],
  ['one namespace', EgressHost.namespace('data'), 'data/*'],
  ['nothing', EgressHost.nothing(), '~/*'],
  ['a host', EgressHost.host('api.example.com'), '*/api.example.com'],
  ['a wildcard of a namespace', EgressHost.host('*.example.com', { namespace: 'edge' }), 'edge/*.example.com'],
  ['all of a namespace', EgressHost.host('*', { namespace: 'edge' }), 'edge/*'],
  ['a Service', EgressHost.backend(Backend.named('web')), 'shop/web.shop.svc.cluster.local'],
  [
    'a Service elsewhere',
    EgressHost.backend(Backend.named('db', { namespace: 'data' })),
    'data/db.data.svc.cluster.local',
  ],
  ['a host of anything', EgressHost.backend(Backend.host('*.example.com')), '*/*.example.com'],
])('%s', (_, host, text) => {
  expect(render([host])).toEqual([text]);
});

test('Services and ServiceEntries of the app', () => {
  const chart = newChart('shop');
  const data = new Chart(chart, 'data', { namespace: 'data' });
  const service = new kplus.Service(data, 'db', { metadata: { name: 'db' }, ports: [{ port: 3306 }] });
  const entry = new ServiceEntry(chart, 'api', { hosts: ['api.example.com'] });
  expect(render([EgressHost.backend(Backend.service(service)), EgressHost.backend(entry.backend())], chart)).toEqual([
    'data/db.data.svc.cluster.local',
    '*/api.example.com',
  ]);
});

test.each([
  ['a namespace', EgressHost.namespace('legacy'), '~legacy/*'],
  ['the own namespace', EgressHost.ownNamespace(), '~./*'],
  ['a host anywhere', EgressHost.host('a.b'), '~*/a.b'],
  ['a Service', EgressHost.backend(Backend.named('web')), '~shop/web.shop.svc.cluster.local'],
])('everything but %s', (_, host, text) => {
  expect(render([EgressHost.all(), EgressHost.exclude(host)])).toEqual(['*/*', text]);
});

test.each<[string, () => EgressHost, string]>([
  [
    'a malformed namespace',
    () => EgressHost.namespace('a.b'),
    'the namespace of an egress host must be an RFC 1123 label',
  ],
  [
    'a malformed namespace of a host',
    () => EgressHost.host('a.b', { namespace: '' }),
    'the namespace of an egress host must',
  ],
  [
    'a short name',
    () => EgressHost.host('web'),
    'an egress host must be a full name\n  received: "web"\n  fix: write \'web.<namespace>.svc',
  ],
  ['a partial wildcard', () => EgressHost.host('*a.b'), 'an egress host must be a DNS name\n  received: "*a.b"'],
  [
    'an exception of an exception',
    () => EgressHost.exclude(EgressHost.exclude(EgressHost.all())),
    'EgressHost.exclude() must be given hosts',
  ],
  [
    'an exception of nothing',
    () => EgressHost.exclude(EgressHost.nothing()),
    'EgressHost.exclude() must be given hosts',
  ],
])('%s is refused', (_, build, message) => {
  expect(build).toThrow(message);
  expect(build).toThrow('\n  fix: ');
});

test.each([
  ['one twice', [EgressHost.all(), EgressHost.host('*')], 'must not list anything twice\n  received: "*/*"'],
  ['one beside nothing', [EgressHost.nothing(), EgressHost.namespace('a')], 'must have nothing beside ~/*'],
  ['one beside everything', [EgressHost.all(), EgressHost.namespace('a')], 'must have no other hosts beside */*'],
  ['exceptions only', [EgressHost.exclude(EgressHost.namespace('a'))], 'must bring hosts in to take some out of them'],
])('%s is refused in a list', (_, hosts, message) => {
  expect(() => render(hosts)).toThrow(`[shop/sidecar] egress[0].hosts ${message}`);
});

test('a Service whose namespace is left open has no full name', () => {
  expect(() => render([EgressHost.backend(Backend.named('web'))], newChart())).toThrow(
    '[shop/sidecar] an egress host must have a full name, for which the namespace has to be known\n  received: "web"',
  );
});
