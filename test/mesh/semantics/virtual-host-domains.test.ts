import { EgressHosts } from '../../../src/mesh/semantics/egress-hosts';
import { HostSet } from '../../../src/mesh/semantics/host-set';
import {
  hostWithoutPort,
  meantHosts,
  serviceDomains,
  shortNames,
} from '../../../src/mesh/semantics/virtual-host-domains';

const FULL = 'web.shop.svc.cluster.local';

it.each([
  [FULL, 'shop', [`${FULL}.`, 'web', 'web.shop', 'web.shop.svc']],
  [FULL, 'team', [`${FULL}.`, 'web.shop', 'web.shop.svc']],
  ['api.example.com', 'shop', ['api.example.com.']],
  ['10.0.0.1', 'shop', []],
])('%s is called from %s by %j', (host, namespace, names) => {
  expect(shortNames(host, namespace, 'cluster.local')).toEqual(names);
});

it.each([
  ['web', 'shop', ['web', FULL]],
  ['web.shop', 'team', ['web.shop', FULL]],
  ['web.shop.svc', 'team', ['web.shop.svc', FULL]],
  [FULL, 'team', [FULL]],
  [`${FULL}.`, 'team', [`${FULL}.`, FULL]],
  ['web', 'team', ['web', 'web.team.svc.cluster.local']],
  ['example.com', 'shop', ['example.com', 'example.com.svc.cluster.local']],
  ['api.example.com', 'shop', ['api.example.com']],
  ['10.0.0.1', 'shop', ['10.0.0.1']],
])('%s may mean from %s one of %j', (name, namespace, hosts) => {
  expect(meantHosts(name, namespace, 'cluster.local')).toEqual(hosts);
});

it('adds pods of headless services and addresses', () => {
  const { domains } = serviceDomains(
    { hostname: 'a.b', addresses: ['10.0.0.1', '10.0.0.0/8'], headless: true },
    'n',
    'cluster.local',
  );
  expect(domains).toEqual(['a.b', 'a.b.', '*.a.b', '*.a.b.', '10.0.0.1']);
});

it.each([
  ['A.com:80', 'a.com'],
  ['a.com', 'a.com'],
  ['[::1]:80', '[::1]'],
  ['[::1]', '[::1]'],
  ['a:b', 'a:b'],
])('%s is host %s', (authority, host) => {
  expect(hostWithoutPort(authority)).toBe(host);
});

it('intersects hosts as Istio does: the narrower one of two that overlap', () => {
  const hosts = new HostSet(['a.com', '*.b.com', '*.c.b.com']);
  expect(hosts.intersection(['a.com', 'x.b.com', '*.com', 'b.com'])).toEqual([
    'a.com',
    'x.b.com',
    '*.b.com',
    '*.c.b.com',
  ]);
  expect(new HostSet(['*']).intersection(['*.a', 'b'])).toEqual(['*.a', 'b']);
  expect(new HostSet(['a']).intersection(['b'])).toEqual([]);
});

it.each([
  [['./*'], 'own', FULL, true],
  [['./*'], 'other', FULL, false],
  [['*/*'], 'other', FULL, true],
  [['other/*.local'], 'other', FULL, true],
  [['other/web.x'], 'other', FULL, false],
  [['*/*', '~other/*'], 'other', FULL, false],
  [['*/*', '~/*.local'], 'own', FULL, false],
  [['illegal'], 'own', FULL, false],
])('%j imports from %s host %s: %s', (hosts, namespace, host, expected) => {
  expect(new EgressHosts(hosts, 'own').importsService(host, namespace)).toBe(expected);
});
