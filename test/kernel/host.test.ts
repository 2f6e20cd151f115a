import { checkExactHost, checkHost, isHost } from '../../src/kernel/host';

test.each([
  'a',
  'httpbin-service',
  'shop.example.com',
  '*.example.com',
  '*',
  '*.com',
  '1q77.com',
  `${'a'.repeat(63)}.com`,
])('%s is a host', (host) => {
  expect(isHost(host)).toBe(true);
  expect(checkHost(host, 'the host')).toBe(host);
});

test.each([
  ['', "give a name such as 'shop.example.com'"],
  ['https://shop.example.com/a', "leave out the scheme: 'shop.example.com'"],
  ['shop.example.com:443', "leave out the port: 'shop.example.com'"],
  ['shop.example.com/a', "leave out the path: 'shop.example.com'"],
  ['shop.*.com', 'a wildcard stands for the whole first label'],
  ['*shop.com', 'a wildcard stands for the whole first label'],
  ['*.', 'a wildcard stands for the whole first label'],
  ['10.0.0.1', 'give a name, no IP address'],
  ['shop.1', 'give a name'],
  ['shop..com', 'use letters'],
  ['-shop.com', 'use letters'],
  ['shop_1.com', 'use letters'],
  [`${'a'.repeat(64)}.com`, 'use letters'],
  [`${'a.'.repeat(126)}com`, 'use letters'],
])('%s is no host', (host, fix) => {
  expect(isHost(host)).toBe(false);
  expect(() => checkHost(host, 'the host', 'shop')).toThrow(/^\[shop\] the host must be a DNS name\n {2}received: /);
  expect(() => checkHost(host, 'the host')).toThrow(fix);
});

test('an exact host has no wildcard', () => {
  expect(checkExactHost('a.example.com', 'the host')).toBe('a.example.com');
  expect(() => checkExactHost('*.example.com', 'the host')).toThrow('the host must not be a wildcard');
});
