import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { Pin } from '../../src';

interface Rendered {
  readonly headers?: { readonly cookie: { readonly regex: string } };
  readonly authority?: { readonly regex: string };
}

function takes(pin: Pin, value: string): boolean {
  const [{ headers, authority }] = pin._match._render({ owner: new Chart(new App(), 'shop') }) as Rendered[];
  return RE2JS.compile(headers?.cookie.regex ?? authority?.regex ?? '').matches(value);
}

test.each<[string, boolean]>([
  ['version=canary', true],
  ['a=b; version=canary', true],
  ['a=b;version=canary', true],
  ['version=canary; a=b', true],
  ['a=b; version=canary; c=d', true],
  ['version=canary2', false],
  ['aversion=canary', false],
  ['a=b; aversion=canary', false],
  ['version=stable', false],
  ['Version=canary', false],
  ['a=version=canary', false],
  ['', false],
])('cookies %j: %s', (cookies, isPinned) => {
  expect(takes(Pin.cookie('version', 'canary'), cookies)).toBe(isPinned);
});

test.each<[string, boolean]>([
  ['preview.example.com', true],
  ['Preview.Example.com', true],
  ['preview.example.com:8080', true],
  ['preview-example.com', false],
  ['a.preview.example.com', false],
  ['preview.example.com.evil.test', false],
])('host %j: %s', (host, isPinned) => {
  expect(takes(Pin.host('preview.example.com'), host)).toBe(isPinned);
});

test('any cookie is found among others', () => {
  const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~A-Za-z0-9]{1,8}$/);
  const value = fc.stringMatching(/^[!#-+\--:<-[\]-~]{1,8}$/);
  const others = fc.array(
    fc.tuple(token, value).map((pair) => pair.join('=')),
    { maxLength: 2 },
  );
  fc.assert(
    fc.property(token, value, others, others, (name, text, before, after) => {
      expect(takes(Pin.cookie(name, text), [...before, `${name}=${text}`, ...after].join('; '))).toBe(true);
      const hasIt = before.includes(`${name}=${text}`);
      expect(takes(Pin.cookie(name, text), before.join('; '))).toBe(hasIt);
    }),
  );
});

test.each<[string, () => unknown, string]>([
  [
    'an empty header',
    () => Pin.header('x-tester', ''),
    'the value of header x-tester must not be empty\n  received: ""',
  ],
  ['no header', () => Pin.header('x tester', '1'), 'received: "x tester"'],
  ['a cookie without name', () => Pin.cookie('', '1'), 'a cookie has a name and a value'],
  ['a cookie without value', () => Pin.cookie('a', ''), 'received: "a="'],
  ['two cookies', () => Pin.cookie('a', 'b; c=d'), 'received: "a=b; c=d"'],
  ['a cookie in quotes', () => Pin.cookie('a', '"b"'), 'a cookie has a name and a value'],
  ['a URL', () => Pin.host('https://a.b'), 'the host of a pin must be a DNS name\n  received: "https://a.b"'],
  ['a wildcard', () => Pin.host('*.a.b'), 'the host of a pin must not be a wildcard\n  received: "*.a.b"'],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow(/\n {2}fix: .+$/);
});
