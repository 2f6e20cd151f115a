import { isGoUri, parseGoUri } from '../../../src/mesh/admission/cel/go-url';

test.each([
  ['https://user:pw@id.example:8443/keys?a=b?c', ['https', 'id.example:8443', 'id.example', '8443', '/keys', 'a=b?c']],
  ['HTTP://[::1]:80/', ['http', '[::1]:80', '::1', '80', '/', '']],
  ['http://id.example', ['http', 'id.example', 'id.example', '', '', '']],
  ['/keys', ['', '', '', '', '/keys', '']],
  ['mailto:a@b', ['mailto', '', '', '', '', '']],
  ['*', ['', '', '', '', '*', '']],
])('reads %s', (text, [scheme, host, hostname, port, path, query]) => {
  expect(parseGoUri(text)).toEqual({ scheme, host, hostname, port, path, query });
  expect(isGoUri(text)).toBe(true);
});

test.each([
  ['', 'empty url'],
  ['id.example/keys', 'invalid URI for request'],
  ['a b', 'invalid URI for request'],
  [':80', 'missing protocol scheme'],
  ['http://[::1', "missing ']' in host"],
  ['http://a:b/', 'invalid port ":b" after host'],
  ['http://a:80b', 'invalid port ":80b" after host'],
  ['http://a b/', 'invalid character " " in host name'],
  ['http://a/%zz', 'invalid URL escape "%zz"'],
  ['http://a/%4', 'invalid URL escape "%4"'],
  ['http://%41/', 'invalid URL escape "%41"'],
  ['http://a<@b/', 'net/url: invalid userinfo'],
  ['http://%2@b/', 'invalid URL escape "%2@"'],
  ['http://a\n/', 'net/url: invalid control character in URL'],
])('refuses %j', (text, reason) => {
  expect(parseGoUri(text)).toBe(`parse ${JSON.stringify(text)}: ${reason}`);
  expect(isGoUri(text)).toBe(false);
});
