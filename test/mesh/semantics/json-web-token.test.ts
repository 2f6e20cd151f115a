import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { judgeToken, parseToken } from '../../../src/mesh/semantics/json-web-token';
import { sha256 } from '../../../src/mesh/semantics/sha256';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const JWKS = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: object, header: object = { alg: 'RS256', kid: 'k1' }): string {
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

function judged(text: string, rule = {}) {
  const parsed = parseToken(text);
  return typeof parsed === 'string' ? parsed : judgeToken(parsed, { jwks: JWKS, ...rule }, 1000);
}

it.each<[string, object, object, unknown]>([
  ['a valid one', { iss: 'a' }, {}, { isUnchecked: false }],
  ['one that expired within the skew', { exp: 950 }, {}, { isUnchecked: false }],
  ['one that expired', { exp: 900 }, {}, { isUnchecked: false, fault: 'Jwt is expired' }],
  ['one that is not valid yet', { nbf: 1100 }, {}, { isUnchecked: false, fault: 'Jwt not yet valid' }],
  ['one for the audience', { aud: 'https://me/' }, { audiences: ['me'] }, { isUnchecked: false }],
  [
    'one for others',
    { aud: ['you'] },
    { audiences: ['me'] },
    { isUnchecked: false, fault: 'Audiences in Jwt are not allowed' },
  ],
  ['one whose keys lie elsewhere', {}, { jwks: undefined }, { isUnchecked: true }],
  ['one that no key signed', {}, { jwks: '{"keys": []}' }, { isUnchecked: false, fault: 'Jwt verification fails' }],
])('judges %s', (_name, claims, rule, expected) => {
  expect(judged(token(claims), rule)).toEqual(expected);
});

it('finds out what was changed after it was signed', () => {
  const [header, , signature] = token({ sub: 'me' }).split('.');
  expect(judged(`${header}.${encoded({ sub: 'you' })}.${signature}`)).toEqual({
    isUnchecked: false,
    fault: 'Jwt verification fails',
  });
});

it.each([
  ['a.b', 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'],
  ['%.%.%', 'Jwt header is an invalid JSON'],
  [`${encoded({})}.W10.`, 'Jwt payload is an invalid JSON'],
])('complains of %s', (text, complaint) => {
  expect(parseToken(text)).toBe(complaint);
});

it('digests like everybody else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});
