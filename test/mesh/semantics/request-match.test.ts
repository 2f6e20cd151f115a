import { HttpFacts, isCatchAll, mismatchOf } from '../../../src/mesh/semantics/request-match';
import { HttpMatchRequest } from '../../../src/mesh/wire/networking';

const FACTS: HttpFacts = {
  method: 'GET',
  scheme: 'https',
  authority: 'shop.example.com:8443',
  path: '/cart/Items',
  query: '?v=2&v=3&flag&enc=a%20b',
  headers: new Map([['x-tier', 'gold']]),
  claims: { tier: 'gold', groups: ['a', 'b'], nested: { id: 'n' }, age: 3 },
};

it.each<[HttpMatchRequest | undefined]>([
  [undefined],
  [{}],
  [{ uri: {} }],
  [{ uri: { exact: '/cart/Items' } }],
  [{ uri: { prefix: '/cart/it' }, ignoreUriCase: true }],
  [{ uri: { regex: '/cart/[A-Z][a-z]+' } }],
  [{ authority: { prefix: 'shop.' }, scheme: { exact: 'https' }, method: { regex: 'GET|HEAD' } }],
  [{ headers: { 'X-Tier': { prefix: 'go' }, ':path': { prefix: '/cart' } } }],
  [{ headers: { 'x-tier': {} } }],
  [{ headers: { 'x-tier': { regex: '*' } } }],
  [{ headers: { '@request.auth.claims.groups': { exact: 'b' }, '@request.auth.claims[nested][id]': { exact: 'n' } } }],
  [{ withoutHeaders: { 'x-tier': { exact: 'silver' }, 'x-other': {} } }],
  [{ queryParams: { v: { exact: '2' }, flag: {}, enc: { exact: 'a%20b' } } }],
])('meets %j', (match) => {
  expect(mismatchOf(match, FACTS)).toBeUndefined();
});

it.each<[HttpMatchRequest, string, string, string]>([
  [{ uri: { exact: '/cart' } }, 'uri', 'exact "/cart"', '/cart/Items'],
  [{ uri: { prefix: '/cart/it' } }, 'uri', 'prefix "/cart/it"', '/cart/Items'],
  [{ uri: { regex: '/cart' } }, 'uri', 'regex "/cart"', '/cart/Items'],
  [{ uri: { regex: '(' } }, 'uri', 'regex "("', '/cart/Items'],
  [{ method: { exact: 'get' } }, 'method', 'exact "get"', 'GET'],
  [{ authority: { exact: 'shop.example.com' } }, 'authority', 'exact "shop.example.com"', 'shop.example.com:8443'],
  [{ scheme: { exact: 'http' } }, 'scheme', 'exact "http"', 'https'],
  [{ headers: { 'x-user': {} } }, 'headers[x-user]', 'present', 'absent'],
  [
    { headers: { '@request.auth.claims.tier': { exact: 'tin' } } },
    'headers[@request.auth.claims.tier]',
    'exact "tin"',
    'gold',
  ],
  [
    { headers: { '@request.auth.claims.age': { exact: '3' } } },
    'headers[@request.auth.claims.age]',
    'exact "3"',
    'absent',
  ],
  [{ withoutHeaders: { 'x-tier': {} } }, 'withoutHeaders[x-tier]', 'not present', 'gold'],
  // A header that is absent counts as an empty one.
  [{ withoutHeaders: { 'x-other': { regex: '.*' } } }, 'withoutHeaders[x-other]', 'not regex ".*"', 'absent'],
  [{ queryParams: { v: { exact: '3' } } }, 'queryParams[v]', 'exact "3"', '2'],
  [{ queryParams: { none: {} } }, 'queryParams[none]', 'present', 'absent'],
])('says what of %j is not met', (match, condition, expected, got) => {
  expect(mismatchOf(match, FACTS)).toEqual({ condition, expected, got });
});

it.each<[HttpMatchRequest | undefined, boolean]>([
  [undefined, true],
  [{ name: 'all', port: 80, sourceLabels: { app: 'a' } }, true],
  [{ uri: { prefix: '/' } }, true],
  [{ uri: { regex: '.*' }, headers: {} }, true],
  [{ uri: { prefix: '/a' } }, false],
  [{ uri: { regex: '/.*' } }, false],
  [{ uri: { prefix: '/' }, method: { exact: 'GET' } }, false],
  [{ withoutHeaders: { x: {} } }, false],
  [{ queryParams: { x: {} } }, false],
])('takes %j for a catch-all: %s', (match, expected) => {
  expect(isCatchAll(match)).toBe(expected);
});
