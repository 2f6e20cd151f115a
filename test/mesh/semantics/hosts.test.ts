import { bySpecificity, hostsOverlap, isWithin, mostSpecificHost } from '../../../src/mesh/semantics/host-match';
import { isInCidr, isIpAddress } from '../../../src/mesh/semantics/ip-address';
import { resolveGatewayReference, resolveHost } from '../../../src/mesh/semantics/short-name';

test.each([
  ['a.example.com', 'a.example.com', true, true],
  ['a.example.com', 'b.example.com', false, false],
  ['a.example.com', '*.example.com', true, true],
  ['a.b.example.com', '*.example.com', true, true],
  ['example.com', '*.example.com', false, false],
  ['a.example.com', '*', true, true],
  ['*.a.example.com', '*.example.com', true, true],
  ['*.example.com', '*.a.example.com', false, true],
  ['*.example.com', 'a.example.com', false, true],
  ['*', '*', true, true],
  ['*.org', '*.com', false, false],
])('%s within %s: %s, overlap: %s', (a, b, within, overlap) => {
  expect([isWithin(a, b), hostsOverlap(a, b), hostsOverlap(b, a)]).toEqual([within, overlap, overlap]);
});

test('the most specific host comes first', () => {
  const hosts = ['*', '*.example.com', 'a.example.com', '*.a.example.com', 'b.example.com', 'long.b.example.com'];
  expect([...hosts].sort(bySpecificity)).toEqual([
    'long.b.example.com',
    'a.example.com',
    'b.example.com',
    '*.a.example.com',
    '*.example.com',
    '*',
  ]);
  expect(mostSpecificHost('x.a.example.com', hosts)).toBe('*.a.example.com');
  expect(mostSpecificHost('example.org', ['*.com'])).toBeUndefined();
});

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'],
  ['reviews.other', 'reviews.other'],
  ['*', '*'],
  ['10.0.0.1', '10.0.0.1'],
  ['::1', '::1'],
  ['', ''],
])('short name %s', (host, resolved) => expect(resolveHost(host, 'shop', 'cluster.local')).toBe(resolved));

test.each([
  ['web', 'shop', 'web'],
  ['infra/web', 'infra', 'web'],
  ['./web', 'shop', 'web'],
  ['web.infra', 'infra', 'web'],
  ['web.infra.svc.cluster.local', 'infra', 'web'],
])('gateway %s', (reference, namespace, name) => {
  expect(resolveGatewayReference(reference, 'shop')).toEqual({ namespace, name });
});

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['::ffff:10.0.0.1', '::ffff:a00:1', true],
  ['10.1.2.3', '::/0', false],
  ['10.1.2.3', '10.0.0.0/99', false],
  ['no', '10.0.0.0/8', false],
])('%s in %s: %s', (address, range, expected) => expect(isInCidr(address, range)).toBe(expected));

test.each([
  ['1.2.3.4', true],
  ['1.2.3.256', false],
  ['01.2.3.4', false],
  ['1::2::3', false],
  ['::1.2.3.4', true],
  ['1.2.3.4::', false],
  ['1:2:3:4:5:6:7:8', true],
  ['1:2:3:4:5:6:7', false],
  ['::', true],
  [':', false],
])('%s is an IP address: %s', (text, expected) => expect(isIpAddress(text)).toBe(expected));
