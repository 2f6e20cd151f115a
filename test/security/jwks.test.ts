import { Jwks } from '../../src/security/jwks';

const PUBLIC = { kty: 'RSA', kid: 'a', n: 'AQAB', e: 'AQAB' };
const SECRET = 'c2VjcmV0';

test.each(['https://id.example.com/keys', 'http://id:8080/keys?a=b', 'HTTPS://id', 'https://[::1]/keys'])(
  'the URI %s',
  (uri) => {
    expect(Jwks.uri(uri)._render()).toEqual({ jwksUri: uri });
  },
);

test('a text is written as it is', () => {
  const json = ` {"keys": [${JSON.stringify(PUBLIC)}], "other": 1}`;
  expect(Jwks.inline(json)._render()).toEqual({ jwks: json });
});

test('keys are written as JSON, and can change afterwards', () => {
  const key = { ...PUBLIC };
  const keys = [key];
  const jwks = Jwks.keys(keys);
  key.kid = 'b';
  keys.push(key);
  expect(jwks._render()).toEqual({ jwks: JSON.stringify({ keys: [PUBLIC] }) });
});

test.each([
  '',
  'id.example.com/keys',
  'id.example.com:8443/keys',
  'ftp://id.example.com',
  'https://',
  'https:///keys',
  'https:id.example.com',
  ' https://id.example.com',
  'https://id.example.com/a b',
  'https://[::1/keys',
  `https://id.example.com/${'k'.repeat(2048)}`,
])('the URI %p is refused', (uri) => {
  expect(() => Jwks.uri(uri)).toThrow(
    'the address of a key set must be an http or https URL of at most 2048 characters\n  received: "',
  );
  expect(() => Jwks.uri(uri)).toThrow('\n  fix: ');
});

test.each([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['null', 'null'],
  ['no keys', '{}'],
  ['keys that are no list', '{"keys":{}}'],
  ['an empty list', '{"keys":[]}'],
  ['a key that is no object', '{"keys":["a"]}'],
  ['a key without a type', '{"keys":[{"n":"a"}]}'],
  ['a single key', JSON.stringify(PUBLIC)],
])('%s is refused', (_, json) => {
  expect(() => Jwks.inline(json)).toThrow(
    'a key set must have a list `keys` with at least one key, and each key a type `kty`\n  received: ',
  );
  expect(() => Jwks.inline(json)).toThrow('\n  fix: ');
});

test.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'])('the secret member %s is refused, and not shown', (member) => {
  const build = () => Jwks.keys([PUBLIC, { ...PUBLIC, [member]: SECRET }]);
  expect(build).toThrow(
    'a key set must hold public keys only: who can read the policy could sign tokens with these\n' +
      `  received: {"kty":"RSA","secret":"${member}"}\n  fix: leave the secret members out`,
  );
  expect(build).not.toThrow(SECRET);
});

test.each([{ kty: 'oct', k: SECRET }, { kty: 'oct' }])('a symmetric key is refused, and not shown', (key) => {
  expect(() => Jwks.inline(JSON.stringify({ keys: [key] }))).toThrow('received: {"kty":"oct","secret":"k"}');
  expect(() => Jwks.inline(JSON.stringify({ keys: [key] }))).not.toThrow(SECRET);
});

test('what is no key set is not shown', () => {
  expect(() => Jwks.inline(JSON.stringify({ ...PUBLIC, d: SECRET }))).not.toThrow(SECRET);
  expect(() => Jwks.inline(SECRET)).not.toThrow(SECRET);
});
