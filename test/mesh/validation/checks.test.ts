import { faultOfCel } from '../../../src/mesh/admission/cel/environment';
import { faultOfHeaderValue } from '../../../src/mesh/validation/checks/headers';
import { readJwks } from '../../../src/mesh/validation/checks/jwks';
import { readRequestUrl, schemeOfUrl } from '../../../src/mesh/validation/checks/urls';

const RSA = { kty: 'RSA', e: 'AQAB', n: 'abcd' };

test.each([
  ['no keys', { keys: [] }, []],
  ['null for keys', { keys: null }, []],
  [
    'a public key of each type',
    { keys: [RSA, { kty: 'EC', crv: 'any', x: '', y: 'ab==' }, { kty: 'OKP', crv: 'X', x: 'a_-b' }] },
    [],
  ],
  ['private keys', { keys: [{ ...RSA, d: 'abcd' }, RSA, { kty: 'oct', k: 'YWJj+/8=' }] }, [0, 2]],
  ['a key instead of a set', { ...RSA, alg: null, key_ops: ['x', null], more: {} }, []],
])('reads a JSON Web Key Set with %s', (_, jwks, privateKeys) => {
  expect(readJwks(JSON.stringify(jwks))).toEqual({ privateKeys });
});

test.each([
  ['{', 'it is no JSON'],
  ['[]', 'it is no object'],
  ['{"keys":{}}', '"keys" is no list'],
  ['{"keys":[1]}', 'key 0: it is no object'],
  ['{"keys":[{"kty":"DSA"}]}', 'key 0: its type is none of RSA, EC, OKP and oct'],
  ['{"kty":"EC","x":"","y":""}', 'key 0: it has no crv'],
  [JSON.stringify({ ...RSA, e: 'a' }), "key 0: its e can't be read"],
  [JSON.stringify({ ...RSA, n: 'ab=' }), "key 0: its n can't be read"],
  [JSON.stringify({ ...RSA, alg: 5 }), "key 0: its alg can't be read"],
  [JSON.stringify({ ...RSA, key_ops: 'sign' }), 'key 0: its key_ops are no list of texts'],
  [JSON.stringify({ ...RSA, x5c: 'x' }), 'key 0: its x5c holds no certificates'],
])('refuses %s as a JSON Web Key Set', (text, fault) => {
  expect(readJwks(text)).toBe(fault);
});

test.each([
  ['https://id.example/keys#a', 'https'],
  ['HTTP://[::1]:80', 'http'],
  ['//id.example/x', ''],
  ['http://a/#%2', undefined],
  ['http://a[b]/', undefined],
  ['http://[1.2.3.4]/', undefined],
  ['http://a:1:2/', undefined],
  ['oci://a:1:2/', 'oci'],
  ['a/b', undefined],
])('reads the scheme of %s', (url, scheme) => {
  expect(schemeOfUrl(url)).toBe(scheme);
});

test('a request asks for no fragment', () => {
  expect(readRequestUrl('http://a#b')).toBeUndefined();
  expect(readRequestUrl('http://a/#b')?.path).toBe('/#b');
});

test.each([
  'response.code >= 400',
  '.a == 1',
  'A{b: 1}.c',
  'x in {"a": 1}',
  "has(a.b) && '.a' == 'has(a)'",
  'f(x)[0] ? -1 : 2u',
])('takes %s for an expression of CEL', (expression) => {
  expect(faultOfCel(expression)).toBeUndefined();
});

test.each(['', 'a ==', 'has(a)', '`a`', 'a.b)', '"x', 'a b'])('takes %j for none', (expression) => {
  expect(faultOfCel(expression)).toEqual(expect.any(String));
});

test.each([
  '',
  'a',
  '%HOST%',
  '100%%',
  'a %REQ(x)% b',
  '%DYNAMIC_METADATA(["a", "b"])%',
  '%A(x\\))%',
  '%A(x) %',
  'a\tb',
])('takes %j for the value of a header', (value) => {
  expect(faultOfHeaderValue(value)).toBeUndefined();
});

test.each(['%', '100%', '%HOST', '%A(["a" "b"])%', '%A([a])%', '%A(x\\', '%A()x%', 'a\nb', '%A(["a"]x)%'])(
  'takes %j for none of a header',
  (value) => {
    expect(faultOfHeaderValue(value)).toEqual(expect.any(String));
  },
);
